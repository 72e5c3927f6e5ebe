using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportKit.Client;

/// <summary>A request for help. Immutable.</summary>
/// <param name="Category">A category of the form.</param>
/// <param name="Title">A line that says what it is about.</param>
/// <param name="Body">The person's own words.</param>
public sealed record NewRequest(string Category, string Title, string Body)
{
    /// <summary>The answers to the fields of the form; null, the default, for none.</summary>
    public JsonObject? Answers { get; init; }

    /// <summary>The version of the terms that the person accepts with it; null, the default, for none.</summary>
    public string? AcceptsTerms { get; init; }
}

/// <summary>A request that somebody of the desk opens for a person. Immutable.</summary>
/// <param name="Requester">The host's id of the person.</param>
/// <param name="Category">A category of the form.</param>
/// <param name="Channel">How the person asked.</param>
/// <param name="Title">A line that says what it is about.</param>
/// <param name="Body">What the person said.</param>
public sealed record NewRequestOnBehalf(string Requester, string Category, string Channel, string Title, string Body)
{
    /// <summary>The answers to the fields of the form; null, the default, for none.</summary>
    public JsonObject? Answers { get; init; }

    /// <summary>What the person was answered in the call; null, the default, when they were not yet.</summary>
    public string? CallSummary { get; init; }
}

/// <summary>A ticket as a list shows it. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people call it; null for one without a number.</param>
/// <param name="Version">The sequence of its last event.</param>
/// <param name="Title">The requester's title; empty where it is withheld.</param>
/// <param name="Requester">The host's id of the requester.</param>
/// <param name="Category">What it is about.</param>
/// <param name="State">The state of the workflow.</param>
/// <param name="StateCategory">What the state means, such as <c>Open</c> or <c>Pending</c>.</param>
/// <param name="Priority">How urgent it is; null when that is not decided.</param>
/// <param name="Queue">Who gets it; null for readers outside the desk.</param>
/// <param name="Assignee">Who works on it; null for nobody, and for readers outside the desk.</param>
/// <param name="Facts">What is known of it, as far as the reader is shown it.</param>
/// <param name="OpenedAt">When it was opened, UTC.</param>
/// <param name="OpenedAtText">The same as the reader is told it, in their language and zone.</param>
/// <param name="UpdatedAt">When something last happened, UTC.</param>
/// <param name="UpdatedAtText">The same as the reader is told it, in their language and zone.</param>
/// <param name="NextDue">The first instant by which something promised is due, UTC; null for nothing.</param>
/// <param name="NextDueText">The same as the reader is told it, in their language and zone; null for nothing.</param>
public sealed record TicketSummary(
    string Id,
    string? Number,
    long Version,
    string Title,
    string Requester,
    string Category,
    string State,
    string StateCategory,
    string? Priority,
    string? Queue,
    string? Assignee,
    JsonObject Facts,
    DateTimeOffset OpenedAt,
    string OpenedAtText,
    DateTimeOffset UpdatedAt,
    string UpdatedAtText,
    DateTimeOffset? NextDue,
    string? NextDueText
);

/// <summary>A ticket as its reader is shown it. Immutable.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Messages">What people wrote and attached, the oldest first.</param>
/// <param name="Promises">What was promised.</param>
/// <param name="Actions">What the reader can do, and why not the rest.</param>
/// <param name="Participants">Who takes part, the requester first.</param>
/// <param name="NextStep">What was agreed to happen next; null for nothing.</param>
/// <param name="NextMove">Which state it goes to by itself, unless somebody writes before; null when nothing is planned.</param>
public sealed record Conversation(
    TicketSummary Ticket,
    IReadOnlyList<TicketMessage> Messages,
    IReadOnlyList<TicketPromise> Promises,
    IReadOnlyList<TicketAction> Actions,
    IReadOnlyList<TicketPerson> Participants,
    string? NextStep,
    TicketMove? NextMove
);

/// <summary>That a ticket goes to another state by itself, unless somebody writes before. Immutable.</summary>
/// <param name="State">The state of the workflow.</param>
/// <param name="StateCategory">What the state means, such as <c>Resolved</c>.</param>
/// <param name="Title">What the policy calls the state, in the reader's language; null when it does not say.</param>
/// <param name="At">When, UTC.</param>
/// <param name="AtText">The same as the reader is told it, in their language and zone.</param>
public sealed record TicketMove(string State, string StateCategory, string? Title, DateTimeOffset At, string AtText);

/// <summary>Something that was written or attached. Immutable.</summary>
/// <param name="Sequence">The sequence of its event.</param>
/// <param name="At">When, UTC.</param>
/// <param name="AtText">The same as the reader is told it, in their language and zone.</param>
/// <param name="Author">By whom.</param>
/// <param name="Kind">What it is, such as <c>Request</c>, <c>Reply</c> or <c>Note</c>.</param>
/// <param name="Body">What was written; empty for a file, and where it is withheld.</param>
/// <param name="Attachment">The file; null for all else.</param>
/// <param name="IsWithheld">Whether the reader is not shown what was written.</param>
/// <param name="IsAutomatic">Whether a machine wrote it, such as an answer of somebody's absence; a page shows it folded away.</param>
public sealed record TicketMessage(
    long Sequence,
    DateTimeOffset At,
    string AtText,
    TicketPerson Author,
    string Kind,
    string Body,
    TicketFile? Attachment,
    bool IsWithheld,
    bool IsAutomatic
);

/// <summary>A file of a ticket, without its content. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that the uploader gave.</param>
/// <param name="ContentType">The media type that the uploader claims.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="IsWithdrawn">Whether it was taken back.</param>
public sealed record TicketFile(string Id, string Name, string ContentType, long Length, bool IsWithdrawn);

/// <summary>Somebody who takes part. Immutable.</summary>
/// <param name="Kind">In which role, such as <c>Requester</c> or <c>Agent</c>.</param>
/// <param name="Id">The host's id of the person.</param>
public sealed record TicketPerson(string Kind, string Id);

/// <summary>A promise made to a ticket, and what has become of it. Immutable.</summary>
/// <param name="Metric">What, such as <c>first-response</c>.</param>
/// <param name="Kind">How firmly.</param>
/// <param name="Status">What has become of it, such as <c>Running</c>, <c>Met</c> or <c>Breached</c>.</param>
/// <param name="Due">By when, UTC.</param>
/// <param name="DueText">The same as the reader is told it, in their language and zone.</param>
/// <param name="RemainingSeconds">How much is left, as its clock counts; null where it is not counted.</param>
public sealed record TicketPromise(
    string Metric,
    string Kind,
    string Status,
    DateTimeOffset Due,
    string DueText,
    long? RemainingSeconds
);

/// <summary>A promise in the words of whoever was given it. Immutable.</summary>
/// <param name="Metric">What, such as <c>first-response</c>.</param>
/// <param name="Text">What was promised, and by when.</param>
/// <param name="Reasons">A sentence each: how it stands, and why.</param>
public sealed record PromiseReasons(string Metric, string Text, IReadOnlyList<string> Reasons);

/// <summary>Something that can be done, or cannot. Immutable.</summary>
/// <param name="Operation">Its name; the first word is the operation, a second the trigger to give with it.</param>
/// <param name="IsAllowed">Whether it can be done now.</param>
/// <param name="Code">Why not, as the stable code; null when it can.</param>
/// <param name="Reason">Why not, in the reader's language; null when it can.</param>
public sealed record TicketAction(string Operation, bool IsAllowed, string? Code, string? Reason);

/// <summary>What a command left. Immutable.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Number">What people call it; null for one without a number.</param>
/// <param name="Version">The sequence of its last event.</param>
/// <param name="State">The state of the workflow.</param>
/// <param name="StateCategory">What the state means.</param>
/// <param name="Masked">The fields of the command in which something secret was masked.</param>
public sealed record TicketReceipt(
    string Id,
    string? Number,
    long Version,
    string State,
    string StateCategory,
    IReadOnlyList<string> Masked
);

/// <summary>A request that was just opened. Immutable.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Promises">What is promised.</param>
public sealed record OpenedTicket(TicketReceipt Ticket, IReadOnlyList<TicketPromise> Promises);

/// <summary>A file that was just attached. Immutable.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Attachment">The id of the file; null when the ticket has it no longer.</param>
public sealed record AttachedFile(TicketReceipt Ticket, string? Attachment);

/// <summary>Something that happened on a ticket. Immutable.</summary>
/// <param name="Sequence">Its place on the ticket, counted from 1; what the reader is not shown leaves gaps.</param>
/// <param name="Event">What happened, in the form of docs/events.</param>
public sealed record TicketNews(long Sequence, JsonElement Event);

/// <summary>A queue of the policy. Immutable.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="IsOwn">Whether the agent who asks works on it.</param>
public sealed record QueueSummary(string Id, string Title, bool IsOwn);

/// <summary>How many tickets there are. Immutable.</summary>
/// <param name="Tickets">How many in all; where the count is not exact, how far it went.</param>
/// <param name="IsExact">Whether these are all; otherwise there are more.</param>
/// <param name="States">How many are of each state category that has any; where the count is not exact, at least so many.</param>
public sealed record TicketCount(long Tickets, bool IsExact, IReadOnlyList<StateCount> States);

/// <summary>How many tickets there are of a state category. Immutable.</summary>
/// <param name="StateCategory">The category.</param>
/// <param name="Tickets">How many.</param>
public sealed record StateCount(string StateCategory, long Tickets);

/// <summary>An address that is not written to, because mails came back from it. Immutable.</summary>
/// <param name="Address">The address, in lower case.</param>
/// <param name="Status">The status code that the mail came back with (RFC 3463), such as <c>5.1.1</c>.</param>
/// <param name="At">When that was known.</param>
public sealed record SuppressedAddress(string Address, string Status, DateTimeOffset At);
