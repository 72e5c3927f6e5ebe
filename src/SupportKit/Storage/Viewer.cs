using SupportKit.Tickets;

namespace SupportKit.Storage;

/// <summary>
/// Who looks. Part of every question to the store, so that what a person may not see is never read, rather than
/// read and then hidden. Immutable.
/// </summary>
public sealed record Viewer
{
    private Viewer() { }

    /// <summary>Only tickets of this requester are seen; null for the desk, which sees all of its tenant.</summary>
    public string? Requester { get; private init; }

    /// <summary>The desk's own people and workers.</summary>
    public static Viewer Desk { get; } = new();

    /// <summary>A person who asks: sees their own tickets.</summary>
    public static Viewer OfRequester(string id) => new() { Requester = id };

    /// <summary>What an actor sees.</summary>
    public static Viewer Of(Actor actor) => actor.Kind == ActorKind.Requester ? OfRequester(actor.Id) : Desk;

    /// <summary>Whether this viewer sees the ticket: the rule that every store's query states.</summary>
    public bool Sees(Ticket ticket) => Requester is null || ticket.Requester == Requester;
}
