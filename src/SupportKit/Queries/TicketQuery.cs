using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Queries;
using SupportKit.Routing;

namespace SupportKit;

/// <summary>A query for a page of tickets, or for their number. Each member narrows the result further. Immutable.</summary>
/// <param name="Tenant">Whose desk.</param>
/// <param name="Viewer">Who reads; never null, because an absent viewer would otherwise see everything.</param>
/// <exception cref="ArgumentException">The viewer is null, or the tenant is null or blank (<c>host.id_invalid</c>).</exception>
[DebuggerDisplay("{Tenant,nq} {Queue,nq} {Text}")]
public sealed partial record TicketQuery(string Tenant, Viewer Viewer)
{
    /// <summary>The tenant whose desk is asked.</summary>
    public string Tenant
    {
        get;
        init => field = HostId.Require(value);
    } = HostId.Require(Tenant);

    /// <summary>Who reads; only what they may see is found.</summary>
    public Viewer Viewer
    {
        get;
        init => field = Given(value);
    } = Given(Viewer);

    /// <summary>The most tickets a page may hold.</summary>
    public const int MaxLimit = 500;

    /// <summary>The most words of <see cref="Text"/> that count: the first.</summary>
    public const int MaxWords = 16;

    /// <summary>The fewest UTF-16 units of a word, as <see cref="SearchTokenizer"/> gives it, that stands for all that begin with it.</summary>
    public const int MinPrefixLength = 3;

    /// <summary>Only tickets of these state categories; empty for all.</summary>
    public ImmutableArray<StateCategory> States { get; init; } = [];

    /// <summary>Only tickets in this state of the policy's workflow; null for all.</summary>
    public string? State { get; init; }

    /// <summary>Only tickets of this priority; null for all.</summary>
    public string? Priority { get; init; }

    /// <summary>Only tickets that came in by this channel; null for all.</summary>
    public string? Channel { get; init; }

    /// <summary>Only tickets of this queue; null for all.</summary>
    public string? Queue { get; init; }

    /// <summary>
    /// Only tickets that are escalated to this queue, which differs from the <see cref="Queue"/> they stay in; null for all.
    /// </summary>
    public string? EscalatedTo { get; init; }

    /// <summary>Only tickets that are escalated, to whichever queue.</summary>
    public bool Escalated { get; init; }

    /// <summary>Only tickets that screening has held and that nobody has taken up since (<see cref="Ticket.IsHeld"/>).</summary>
    public bool Held { get; init; }

    /// <summary>Only tickets that this person asked, whoever they are shared with; null for all.</summary>
    public string? Requester { get; init; }

    /// <summary>
    /// Only tickets of this organization, the host's id, compared to the letter; null for all, and a blank one finds none. It narrows what
    /// the viewer sees, and shows nobody more.
    /// </summary>
    public string? Organization { get; init; }

    /// <summary>Only tickets that are assigned to this person of the desk; null for all.</summary>
    public string? Assignee { get; init; }

    /// <summary>Only tickets that are assigned to nobody.</summary>
    public bool Unassigned { get; init; }

    /// <summary>Only the ticket of this number; null for all.</summary>
    public TicketNumber? Number { get; init; }

    /// <summary>Only tickets that were opened at this instant or later; null for all.</summary>
    public Instant? OpenedFrom { get; init; }

    /// <summary>Only tickets that were opened before this instant; null for all.</summary>
    public Instant? OpenedBefore { get; init; }

    /// <summary>Only tickets whose last event happened at this instant or later; null for all.</summary>
    public Instant? UpdatedFrom { get; init; }

    /// <summary>Only tickets whose last event happened before this instant; null for all.</summary>
    public Instant? UpdatedBefore { get; init; }

    /// <summary>
    /// Only tickets of which the first thing that is still to be done (<see cref="Ticket.NextSlaDue"/>) is due at this instant or later; null
    /// for all.
    /// </summary>
    public Instant? DueFrom { get; init; }

    /// <summary>
    /// Only tickets of which the first thing that is still to be done is, or was, due before this instant; null for all. See
    /// <see cref="OverdueAt"/>.
    /// </summary>
    public Instant? DueBefore { get; init; }

    /// <summary>
    /// Only tickets that have every word of it (see <see cref="SearchTokenizer"/>) in their title, their number or in what people wrote; null, or a
    /// blank text, for all; a text of signs alone finds none. What the desk noted for itself is searched for viewers of the desk
    /// alone.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// Whether the last word of <see cref="Text"/> also finds every word that begins with it, as a search box needs while somebody
    /// still types: <c>print</c> then finds <c>printer</c>. A last word under <see cref="MinPrefixLength"/> is taken as it is.
    /// </summary>
    public bool LastWordIsPrefix { get; init; }

    /// <summary>
    /// Only tickets of which all of this is known at present, each value compared to the letter; empty for all. A store knows
    /// no policy: what a policy withholds, <c>SupportDesk</c> does not let anybody search by.
    /// </summary>
    public FactSet Facts { get; init; } = FactSet.Empty;

    /// <summary>In which order they come.</summary>
    public QueueOrder Order { get; init; } = QueueOrder.Arrival;

    /// <summary>Where the page before ended, in the same <see cref="Order"/>; null for the first page.</summary>
    public TicketCursor? After { get; init; }

    /// <summary>At most this many, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The same query for what is overdue at an instant only: what was due before it and is still to be done.</summary>
    /// <param name="now">The instant, as a rule the present one; all pages of a list keep that of the first.</param>
    public TicketQuery OverdueAt(Instant now) =>
        this with
        {
            DueBefore = DueBefore is { } due && due < now ? due : now,
        };

    private static Viewer Given(Viewer? viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer;
    }
}

/// <summary>One page of a list of tickets.</summary>
/// <param name="Tickets">The tickets, in the order that was asked for.</param>
/// <param name="Next">Where to go on; null when this was the last page.</param>
public sealed record TicketPage(ImmutableArray<Ticket> Tickets, TicketCursor? Next)
{
    /// <summary>
    /// The tickets that belong on this page and cannot be read, since they were damaged or a newer version of SupportKit wrote
    /// them. Each takes a place on the page; so a page may have fewer tickets than asked for, or none, and others follow.
    /// </summary>
    public ImmutableArray<TicketId> Unreadable { get; init; } = [];
}
