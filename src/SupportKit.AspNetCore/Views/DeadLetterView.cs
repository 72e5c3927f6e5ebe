using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Storage;

namespace SupportKit.AspNetCore;

/// <summary>A message that could not be delivered.</summary>
/// <param name="Message">Its id.</param>
/// <param name="Ticket">The ticket it is about.</param>
/// <param name="To">Who was to be told.</param>
/// <param name="Template">Which text.</param>
/// <param name="Destination">Where it was to go; empty when it was never routed.</param>
/// <param name="Code">Why it is dead, stable; empty when nobody said.</param>
/// <param name="Error">What the transport said last.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="CommittedAt">When it was stored.</param>
/// <param name="CommittedAtText">The same as the reader is told it.</param>
/// <param name="PerhapsDelivered">Whether the receiver may have it all the same.</param>
internal sealed record DeadLetterView(
    string Message,
    TicketId Ticket,
    PersonView To,
    string Template,
    string Destination,
    string Code,
    string Error,
    int Attempts,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant CommittedAt,
    string CommittedAtText,
    bool PerhapsDelivered
)
{
    public static DeadLetterView Of(DeadLetter letter, TimeFormat times) =>
        new(
            letter.Message.Id,
            letter.Message.Ticket,
            new PersonView(letter.Message.To.Kind.ToString(), letter.Message.To.Id),
            letter.Message.Template,
            letter.Destination,
            letter.Code,
            letter.Error,
            letter.Attempts,
            letter.CommittedAt,
            times.Text(letter.CommittedAt),
            letter.PerhapsDelivered
        );
}

/// <summary>Which dead letters to send again: those that meet every condition; all, when there is none.</summary>
internal sealed record NewRequeue
{
    /// <summary>The one message of this id; null for any.</summary>
    public string? Message { get; init; }

    /// <summary>Where they were to go; null for anywhere.</summary>
    public string? Destination { get; init; }

    /// <summary>Their text; null for any.</summary>
    public string? Template { get; init; }

    /// <summary>Why they are dead; null for any reason.</summary>
    public string? Code { get; init; }
}

/// <summary>A deadline or a message that cannot be worked on.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Message">The id of the message; null for a deadline.</param>
/// <param name="Code">Why, stable.</param>
/// <param name="Reason">Why, for an operator.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="RetryAt">When it is tried again by itself.</param>
/// <param name="RetryAtText">The same as the reader is told it.</param>
internal sealed record SetAsideView(
    TicketId Ticket,
    string? Message,
    string Code,
    string Reason,
    int Attempts,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant RetryAt,
    string RetryAtText
)
{
    public static SetAsideView Of(QuarantinedItem item, TimeFormat times) =>
        new(
            item.Ticket.Ticket,
            item.MessageId,
            item.Code,
            item.Reason,
            item.Attempts,
            item.RetryAt,
            times.Text(item.RetryAt)
        );
}

/// <summary>What to try again.</summary>
internal sealed record NewRetry
{
    /// <summary>Of which ticket; null for all.</summary>
    public TicketId? Ticket { get; init; }
}
