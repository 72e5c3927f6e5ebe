using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit;

/// <summary>What a ticket's state means, whatever a policy calls it. Clocks and lists go by the category.</summary>
[JsonConverter(typeof(EnumJsonConverter<StateCategory>))]
public enum StateCategory
{
    /// <summary>Nobody has looked at it yet.</summary>
    New,

    /// <summary>The desk is working on it.</summary>
    Open,

    /// <summary>The desk waits for the requester.</summary>
    Pending,

    /// <summary>The desk has set it aside, for a third party for example.</summary>
    OnHold,

    /// <summary>An answer was given; the requester may ask on.</summary>
    Answered,

    /// <summary>The desk considers it solved.</summary>
    Resolved,

    /// <summary>The ticket is finished and takes no more replies.</summary>
    Closed,
}
