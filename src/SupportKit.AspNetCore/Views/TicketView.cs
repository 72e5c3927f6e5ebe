using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Conversations;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit.AspNetCore;

/// <summary>A ticket as a list and a page show it. Immutable.</summary>
internal sealed record TicketView
{
    /// <summary>The ticket's id, by which the endpoints know it.</summary>
    public required TicketId Id { get; init; }

    /// <summary>What people call it; null for one without a number.</summary>
    public required string? Number { get; init; }

    /// <summary>The sequence of its last event.</summary>
    public required long Version { get; init; }

    /// <summary>The requester's title; empty where it is withheld.</summary>
    public required string Title { get; init; }

    /// <summary>The host's id of the requester.</summary>
    public required string Requester { get; init; }

    /// <summary>What it is about.</summary>
    public required string Category { get; init; }

    /// <summary>How it came in.</summary>
    public required string Channel { get; init; }

    /// <summary>The state of the workflow.</summary>
    public required string State { get; init; }

    /// <summary>What the state means.</summary>
    public required string StateCategory { get; init; }

    /// <summary>How urgent it is; null when that is not decided.</summary>
    public required string? Priority { get; init; }

    /// <summary>Who gets it; null for readers outside the desk.</summary>
    public required string? Queue { get; init; }

    /// <summary>Who works on it; null for nobody, and for readers outside the desk.</summary>
    public required string? Assignee { get; init; }

    /// <summary>What is known of it, as far as the reader is shown it.</summary>
    public required FactSet Facts { get; init; }

    /// <summary>Whether somebody beyond those assigned was called in, and that has not ended.</summary>
    public required bool IsEscalated { get; init; }

    /// <summary>Whether screening holds it until somebody of the desk has looked; false for readers outside the desk.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>The ticket of which it was a part; null when it was none's.</summary>
    public required TicketId? SplitFrom { get; init; }

    /// <summary>The closed ticket to which it was written as a reply; null for a request of its own.</summary>
    public required TicketId? Continues { get; init; }

    /// <summary>The ticket that carries it on; null when none does.</summary>
    public required TicketId? MergedInto { get; init; }

    /// <summary>When it was opened.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant OpenedAt { get; init; }

    /// <summary>The same as the reader is told it.</summary>
    public required string OpenedAtText { get; init; }

    /// <summary>When something last happened.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant UpdatedAt { get; init; }

    /// <summary>The same as the reader is told it.</summary>
    public required string UpdatedAtText { get; init; }

    /// <summary>The first instant by which something promised is due; null for nothing.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant? NextDue { get; init; }

    /// <summary>The same as the reader is told it; null for nothing.</summary>
    public required string? NextDueText { get; init; }

    public static TicketView Of(Ticket ticket, bool isOutside, TimeFormat times) =>
        new()
        {
            Id = ticket.Id,
            Number = ticket.Number?.ToString(),
            Version = ticket.Version,
            Title = ticket.Title,
            Requester = ticket.Requester,
            Category = ticket.Category,
            Channel = ticket.Channel,
            State = ticket.State,
            StateCategory = TicketJson.Write(ticket.StateCategory),
            Priority = ticket.Priority,
            Queue = isOutside ? null : ticket.Queue,
            Assignee = isOutside ? null : ticket.Assignee,
            Facts = ticket.Facts,
            IsEscalated = ticket.EscalatedToQueue is not null,
            IsHeld = !isOutside && ticket.IsHeld,
            SplitFrom = isOutside ? null : ticket.SplitFrom,
            Continues = ticket.Continues,
            MergedInto = ticket.MergedInto,
            OpenedAt = ticket.OpenedAt,
            OpenedAtText = times.Text(ticket.OpenedAt),
            UpdatedAt = ticket.UpdatedAt,
            UpdatedAtText = times.Text(ticket.UpdatedAt),
            NextDue = ticket.NextSlaDue(),
            NextDueText = times.Text(ticket.NextSlaDue()),
        };
}

/// <summary>A page of tickets.</summary>
/// <param name="Tickets">The tickets, in the order that was asked for.</param>
/// <param name="Next">The token to go on with; null when this was the last page.</param>
/// <param name="Unreadable">The ids of tickets that cannot be read, for people of the desk; empty for everybody else.</param>
/// <param name="ReadAt">When it was read, by the desk's clock.</param>
internal sealed record TicketListView(
    ImmutableArray<TicketView> Tickets,
    string? Next,
    ImmutableArray<TicketId> Unreadable,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant ReadAt
)
{
    public static TicketListView Of(TicketPage page, Call call) =>
        new(
            [.. page.Tickets.Select(ticket => TicketView.Of(ticket, call.IsOutside, call.Times(ticket)))],
            page.Next?.ToString(),
            call.IsOutside ? [] : page.Unreadable,
            call.Now
        );
}

/// <summary>What a command left.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="Number">What people call it; null for one without a number.</param>
/// <param name="Version">The sequence of its last event.</param>
/// <param name="State">The state of the workflow.</param>
/// <param name="StateCategory">What the state means.</param>
internal sealed record TicketReceipt(TicketId Id, string? Number, long Version, string State, string StateCategory)
{
    /// <summary>The fields of the command in which something secret was masked before it was recorded.</summary>
    public ImmutableArray<string> Masked { get; init; } = [];

    public static TicketReceipt Of(DeskResult.Succeeded done) =>
        Of(done.Ticket) with
        {
            Masked = done.Decision is { } decided ? [.. decided.Redacted.Select(field => field.Field)] : [],
        };

    public static TicketReceipt Of(Ticket ticket) =>
        new(ticket.Id, ticket.Number?.ToString(), ticket.Version, ticket.State, TicketJson.Write(ticket.StateCategory));
}

/// <summary>A request that was just opened.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Promises">What is promised.</param>
internal sealed record OpenedView(TicketReceipt Ticket, ImmutableArray<PromiseView> Promises)
{
    public static OpenedView Of(DeskResult.Succeeded done, TimeFormat times) =>
        new(
            TicketReceipt.Of(done),
            [.. done.Ticket.Promises.Select(promise => PromiseView.Of(promise, times, elapsed: null, remaining: null))]
        );
}

/// <summary>A file that was just attached.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Attachment">The id of the file; null when the ticket has it no longer.</param>
internal sealed record AttachedView(TicketReceipt Ticket, string? Attachment);

/// <summary>A promise made to the ticket, and what has become of it.</summary>
/// <param name="Metric">What is promised, such as <c>first-response</c>.</param>
/// <param name="Kind">How firmly.</param>
/// <param name="Status">What has become of it.</param>
/// <param name="Due">By when.</param>
/// <param name="DueText">The same as the reader is told it.</param>
/// <param name="ElapsedSeconds">How much of the time is used, as its clock counts; null where it is not counted.</param>
/// <param name="RemainingSeconds">How much is left; null where it is not counted.</param>
internal sealed record PromiseView(
    string Metric,
    string Kind,
    string Status,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Due,
    string DueText,
    long? ElapsedSeconds,
    long? RemainingSeconds
)
{
    public static PromiseView Of(ConversationPromise promise, TimeFormat times) =>
        Of(promise.Promise, times, promise.Elapsed, promise.Remaining);

    public static PromiseView Of(SlaPromise promise, TimeFormat times, Duration? elapsed, Duration? remaining) =>
        new(
            promise.Metric,
            promise.Kind.ToString(),
            promise.Status.ToString(),
            promise.Due,
            times.Text(promise.Due),
            (long?)elapsed?.TotalSeconds,
            (long?)remaining?.TotalSeconds
        );
}

/// <summary>How many tickets there are.</summary>
/// <param name="Tickets">How many in all; where the count is not exact, how far it went.</param>
/// <param name="IsExact">Whether these are all; otherwise there are more.</param>
/// <param name="States">How many are of each state category that has any; where the count is not exact, at least so many.</param>
internal sealed record CountView(long Tickets, bool IsExact, StateCountView[] States);

/// <summary>How many tickets there are of a state category.</summary>
/// <param name="StateCategory">The category.</param>
/// <param name="Tickets">How many.</param>
internal sealed record StateCountView(string StateCategory, long Tickets);

/// <summary>A queue of the policy.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="IsOwn">Whether the agent who asks works on it.</param>
internal sealed record QueueView(string Id, string Title, bool IsOwn);

/// <summary>What makes a guest come back as the same.</summary>
/// <param name="Token">What to send as the header <c>Support-Guest</c>.</param>
internal sealed record GuestView(string Token);
