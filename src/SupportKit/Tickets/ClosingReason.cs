using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>Why a ticket was closed.</summary>
[JsonConverter(typeof(EnumJsonConverter<ClosingReason>))]
public enum ClosingReason
{
    /// <summary>The requester accepted the solution.</summary>
    Accepted,

    /// <summary>Somebody closed it by hand.</summary>
    Manual,

    /// <summary>The requester did not answer for as long as the policy waits.</summary>
    Inactivity,

    /// <summary>Another ticket carries it on.</summary>
    Merged,

    /// <summary>It was marked as spam.</summary>
    Spam,
}
