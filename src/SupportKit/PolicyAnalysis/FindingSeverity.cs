using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.PolicyAnalysis;

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(EnumJsonConverter<FindingSeverity>))]
public enum FindingSeverity
{
    /// <summary>The policy has no answer for requests that it accepts; it does not load.</summary>
    Error,

    /// <summary>Part of the policy has no effect, or another effect than it seems to have. The policy loads.</summary>
    Warning,

    /// <summary>Something to know about, which is often intended. The policy loads.</summary>
    Advice,
}
