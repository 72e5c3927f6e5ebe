namespace SupportKit.PolicyAnalysis;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>The policy has no answer for requests that it accepts; it does not load.</summary>
    Error,

    /// <summary>Something that is written has no effect, or not the one it seems to have. The policy loads.</summary>
    Warning,

    /// <summary>Worth knowing, and often meant.</summary>
    Advice,
}
