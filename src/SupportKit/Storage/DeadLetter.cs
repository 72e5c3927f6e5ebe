using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Json;

namespace SupportKit.Storage;

/// <summary>A message that could not be delivered and waits for a person. Immutable.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What the transport said last. An address may stand in it.</param>
public sealed record DeadLetter(OutboundMessage Message, int Attempts, string Error)
{
    /// <summary>Why it is dead, stable and machine-readable: <c>delivery.address_refused</c>…; empty when nobody said.</summary>
    public string Code { get; init; } = "";

    /// <summary>Where it was to go; empty when it was never routed.</summary>
    public string Destination { get; init; } = "";

    /// <summary>When it was stored.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant CommittedAt { get; init; }

    /// <summary>An attempt ended without an answer, so the receiver may have it; sending it again may show it twice.</summary>
    public bool PerhapsDelivered { get; init; }
}

/// <summary>Selects dead letters of a tenant: those that meet every condition. Immutable.</summary>
/// <param name="Tenant">The tenant.</param>
public sealed record DeadLetterFilter(string Tenant)
{
    /// <summary>The one message with this id, for each of its destinations; null for any.</summary>
    public string? MessageId { get; init; }

    /// <summary>Where they were to go; null for anywhere.</summary>
    public string? Destination { get; init; }

    /// <summary>Their template; null for any.</summary>
    public string? Template { get; init; }

    /// <summary>Why they are dead, a <see cref="DeadLetter.Code"/>; null for any reason.</summary>
    public string? Code { get; init; }

    /// <summary>Stored at this instant or later; null for no bound.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CommittedFrom { get; init; }

    /// <summary>Stored before this instant; null for no bound.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CommittedBefore { get; init; }

    /// <summary>Whether a dead letter of a tenant is selected.</summary>
    public bool Matches(string tenant, DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return tenant == Tenant
            && (MessageId is null || letter.Message.Id == MessageId)
            && (Destination is null || letter.Destination == Destination)
            && (Template is null || letter.Message.Template == Template)
            && (Code is null || letter.Code == Code)
            && (CommittedFrom is not { } from || letter.CommittedAt >= from)
            && (CommittedBefore is not { } before || letter.CommittedAt < before);
    }
}
