using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>Why a ticket is over.</summary>
[JsonConverter(typeof(EnumJsonConverter<ClosingReason>))]
public enum ClosingReason
{
    /// <summary>The requester accepted the solution.</summary>
    Accepted,

    /// <summary>Somebody closed it.</summary>
    Manual,

    /// <summary>Nobody answered for as long as the policy waits.</summary>
    Inactivity,

    /// <summary>Another ticket carries it on.</summary>
    Merged,

    /// <summary>It was no request.</summary>
    Spam,
}
