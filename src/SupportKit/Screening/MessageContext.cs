using System.Collections.Immutable;
using NodaTime;
using SupportKit.Quotas;

namespace SupportKit.Screening;

/// <summary>One message and what the checks need to know around it. Immutable.</summary>
/// <param name="Title">The title; empty for a reply.</param>
/// <param name="Body">The text.</param>
/// <param name="Language">The person's language, a two-letter code; it selects the list of blocked words.</param>
/// <param name="At">When it came.</param>
/// <param name="History">What the same person did before.</param>
internal sealed record MessageContext(string Title, string Body, string Language, Instant At, RequesterHistory History)
{
    /// <summary>Whether an answer that need not be given was not of its field's form.</summary>
    public bool HasUnreadableAnswer { get; init; }
}

/// <summary>What a person did before, limited to what the policy's checks need. Immutable; gathered by the shell.</summary>
internal sealed record RequesterHistory
{
    /// <summary>No history, because the person has none or no check needs it.</summary>
    public static RequesterHistory None { get; } = new();

    /// <summary>The person's open tickets.</summary>
    public ImmutableArray<PastRequest> OpenTickets { get; init; } = [];

    /// <summary>When the person opened tickets lately.</summary>
    public ImmutableArray<Instant> Openings { get; init; } = [];

    /// <summary>How much is used of the quota that the request goes by; null when it goes by none.</summary>
    public QuotaUse? Quota { get; init; }

    /// <summary>What the person has written lately in this ticket.</summary>
    public ImmutableArray<PastMessage> Messages { get; init; } = [];
}

/// <summary>A ticket of the person's. Immutable.</summary>
/// <param name="Ticket">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">What it was opened with.</param>
internal sealed record PastRequest(string Ticket, string Title, string Body);

/// <summary>A message of the person's. Immutable.</summary>
internal sealed record PastMessage(Instant At, string Body);
