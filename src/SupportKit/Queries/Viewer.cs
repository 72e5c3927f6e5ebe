using System.Diagnostics;
using SupportKit.Localization;

namespace SupportKit;

/// <summary>
/// Who looks. Part of every question to the store, so that what a person may not see is never read, rather than
/// read and then hidden. Immutable.
/// </summary>
[DebuggerDisplay("{Requester ?? Agent ?? \"desk\",nq}")]
public sealed record Viewer
{
    private Viewer() { }

    /// <summary>Only what this person asked, or what is shared with them, is seen; null where that does not limit.</summary>
    public string? Requester { get; private init; }

    /// <summary>
    /// The host's id of the organization whose tickets <see cref="Requester"/> sees beside their own; null for none. It widens what one
    /// person sees, and its absence never does: a ticket of no organization is not a colleague's.
    /// </summary>
    public string? Organization
    {
        get;
        internal init => field = HostId.Optional(value);
    }

    /// <summary>Only what is assigned to this person of the desk is seen; null where that does not limit.</summary>
    public string? Agent { get; private init; }

    /// <summary>What is known of the person who reads, e.g. that they are signed in. Stores do not look at it.</summary>
    public FactSet Facts { get; init; } = FactSet.Empty;

    /// <summary>The desk's own people and workers: all of the tenant.</summary>
    public static Viewer Desk { get; } = new();

    /// <summary>A person from outside the desk: sees their own tickets, and those that are shared with them.</summary>
    /// <param name="id">The host's id of the person.</param>
    /// <exception cref="ArgumentException">It is null or blank, or holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
    public static Viewer OfRequester(string id) => OfRequester(id, null);

    /// <summary>A person from outside the desk: sees their own tickets, those that are shared with them, and those of their organization.</summary>
    /// <param name="id">The host's id of the person.</param>
    /// <param name="organization">
    /// The host's id of their organization; null or blank for none. <see cref="SupportDesk"/> leaves it aside where the policy's
    /// <c>privacy.organization</c> is <c>none</c>, and asks the host's directory for it where it is not given.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The id is null or blank, or one of them holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).
    /// </exception>
    public static Viewer OfRequester(string id, string? organization) =>
        new() { Requester = HostId.Require(id), Organization = organization };

    /// <summary>A person of a desk whose people see only their own: sees the tickets that are assigned to them.</summary>
    /// <param name="id">The host's id of the person.</param>
    /// <exception cref="ArgumentException">It is null or blank, or holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
    public static Viewer OfAgent(string id) => new() { Agent = HostId.Require(id) };

    /// <summary>What an actor sees.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="agentsSeeOwn">Agents see only what is assigned to them; leads and systems see all either way.</param>
    public static Viewer Of(Actor actor, bool agentsSeeOwn = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Kind switch
        {
            ActorKind.Requester => OfRequester(actor.Id, actor.Organization),
            ActorKind.Agent when agentsSeeOwn => OfAgent(actor.Id),
            ActorKind.Agent or ActorKind.Lead or ActorKind.Integration or ActorKind.System => Desk,
            // A kind that this version does not know must not be the one that sees most.
            _ => throw new ArgumentOutOfRangeException(nameof(actor), actor.Kind, "Give one of the kinds of actors."),
        };
    }

    /// <summary>
    /// Whether this viewer sees the ticket: the rule that every store's query states. Ids are compared to the letter.
    /// </summary>
    public bool Sees(Ticket ticket) =>
        (
            Requester is null
            || ticket.Requester == Requester
            || ticket.Participants.Contains(Requester)
            || (Organization is { } own && ticket.Organization == own)
        ) && (Agent is null || ticket.Assignee == Agent);
}
