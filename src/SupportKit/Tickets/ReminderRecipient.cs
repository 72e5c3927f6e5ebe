using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>Whom a timer reminds.</summary>
[JsonConverter(typeof(EnumJsonConverter<ReminderRecipient>))]
public enum ReminderRecipient
{
    /// <summary>The requester of the ticket.</summary>
    Requester,

    /// <summary>The assignee; the queue while there is none.</summary>
    Assignee,

    /// <summary>The people of the ticket's queue.</summary>
    Queue,

    /// <summary>The people of the queue that escalations go to.</summary>
    Lead,
}
