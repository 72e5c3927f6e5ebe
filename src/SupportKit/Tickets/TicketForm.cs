using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Tickets;

/// <summary>
/// A ticket as it is stored: the same members, of which JSON sees all. The serializer's metadata is made of this type, so that
/// <see cref="TicketJsonConverter"/> can stand on <see cref="Ticket"/> and does not meet itself.
/// </summary>
internal sealed record TicketForm
{
    public required string Tenant { get; init; }
    public required TicketId Id { get; init; }
    public TicketNumber? Number { get; init; }
    public required long Version { get; init; }
    public required string Requester { get; init; }
    public required string Category { get; init; }
    public required string Channel { get; init; }
    public required string Language { get; init; }
    public required string Title { get; init; }
    public required FactSet Facts { get; init; }
    public required string Policy { get; init; }
    public required string State { get; init; }
    public required StateCategory StateCategory { get; init; }
    public string? Priority { get; init; }
    public int PriorityRank { get; init; }
    public bool IsPriorityOverridden { get; init; }
    public string? Queue { get; init; }
    public string? Assignee { get; init; }
    public ParticipantLocale? AssigneeLocale { get; init; }
    public string? EscalatedToQueue { get; init; }
    public bool IsHeld { get; init; }
    public string? NextStep { get; init; }
    public ImmutableArray<TermsAcceptance> AcceptedTerms { get; init; } = [];
    public ImmutableArray<string> Participants { get; init; } = [];
    public ImmutableArray<Invitation> Invitations { get; init; } = [];
    public ImmutableArray<ParticipantLocale> ParticipantLocales { get; init; } = [];
    public string? TimeZone { get; init; }
    public string? Organization { get; init; }
    public ImmutableArray<FactSet> ReplacedFacts { get; init; } = [];
    public ImmutableArray<TicketLink> Links { get; init; } = [];
    public ImmutableArray<TicketAttachment> Attachments { get; init; } = [];
    public ImmutableArray<AccessGrant> AccessGrants { get; init; } = [];
    public ImmutableArray<ProposedChange> ProposedChanges { get; init; } = [];
    public TicketId? SplitFrom { get; init; }
    public ImmutableArray<TicketId> MergedTickets { get; init; } = [];
    public TicketId? MergedInto { get; init; }
    public bool IsSpam { get; init; }
    public ImmutableArray<TicketId> SplitOff { get; init; } = [];
    public TicketId? Continues { get; init; }
    public ImmutableArray<TicketId> ContinuedIn { get; init; } = [];
    public Instant? InboundMailRejectedAt { get; init; }
    public int InboundMailRejections { get; init; }
    public ImmutableArray<NoticeWindow> NoticeWindows { get; init; } = [];
    public ImmutableArray<LastMail> LastMails { get; init; } = [];
    public ImmutableArray<TicketTimer> Timers { get; init; } = [];
    public string? QueueByRules { get; init; }
    public int Handovers { get; init; }
    public ImmutableArray<SlaPromise> Promises { get; init; } = [];
    public ImmutableArray<SignalTime> Signals { get; init; } = [];
    public Instant? FirstAnsweredAt { get; init; }
    public required Instant OpenedAt { get; init; }
    public required Instant UpdatedAt { get; init; }

    public static TicketForm Of(Ticket ticket) =>
        new()
        {
            Tenant = ticket.Tenant,
            Id = ticket.Id,
            Number = ticket.Number,
            Version = ticket.Version,
            Requester = ticket.Requester,
            Category = ticket.Category,
            Channel = ticket.Channel,
            Language = ticket.Language,
            Title = ticket.Title,
            Facts = ticket.Facts,
            Policy = ticket.Policy,
            State = ticket.State,
            StateCategory = ticket.StateCategory,
            Priority = ticket.Priority,
            PriorityRank = ticket.PriorityRank,
            IsPriorityOverridden = ticket.IsPriorityOverridden,
            Queue = ticket.Queue,
            Assignee = ticket.Assignee,
            AssigneeLocale = ticket.AssigneeLocale,
            EscalatedToQueue = ticket.EscalatedToQueue,
            IsHeld = ticket.IsHeld,
            NextStep = ticket.NextStep,
            AcceptedTerms = ticket.AcceptedTerms,
            Participants = ticket.Participants,
            Invitations = ticket.Invitations,
            ParticipantLocales = ticket.ParticipantLocales,
            TimeZone = ticket.TimeZone,
            Organization = ticket.Organization,
            ReplacedFacts = ticket.ReplacedFacts,
            Links = ticket.Links,
            Attachments = ticket.Attachments,
            AccessGrants = ticket.AccessGrants,
            ProposedChanges = ticket.ProposedChanges,
            SplitFrom = ticket.SplitFrom,
            MergedTickets = ticket.MergedTickets,
            MergedInto = ticket.MergedInto,
            IsSpam = ticket.IsSpam,
            SplitOff = ticket.SplitOff,
            Continues = ticket.Continues,
            ContinuedIn = ticket.ContinuedIn,
            InboundMailRejectedAt = ticket.InboundMailRejectedAt,
            InboundMailRejections = ticket.InboundMailRejections,
            NoticeWindows = ticket.NoticeWindows,
            LastMails = ticket.LastMails,
            Timers = ticket.Timers,
            QueueByRules = ticket.QueueByRules,
            Handovers = ticket.Handovers,
            Promises = ticket.Promises,
            Signals = ticket.Signals,
            FirstAnsweredAt = ticket.FirstAnsweredAt,
            OpenedAt = ticket.OpenedAt,
            UpdatedAt = ticket.UpdatedAt,
        };

    /// <exception cref="ArgumentException">It names a person or a tenant that cannot be.</exception>
    public Ticket ToTicket() =>
        new()
        {
            Tenant = Tenant,
            Id = Id,
            Number = Number,
            Version = Version,
            Requester = Requester,
            Category = Category,
            Channel = Channel,
            Language = Language,
            Title = Title,
            Facts = Facts,
            Policy = Policy,
            State = State,
            StateCategory = StateCategory,
            Priority = Priority,
            PriorityRank = PriorityRank,
            IsPriorityOverridden = IsPriorityOverridden,
            Queue = Queue,
            Assignee = Assignee,
            AssigneeLocale = AssigneeLocale,
            EscalatedToQueue = EscalatedToQueue,
            IsHeld = IsHeld,
            NextStep = NextStep,
            AcceptedTerms = AcceptedTerms,
            Participants = Participants,
            Invitations = Invitations,
            ParticipantLocales = ParticipantLocales,
            TimeZone = TimeZone,
            Organization = Organization,
            ReplacedFacts = ReplacedFacts,
            Links = Links,
            Attachments = Attachments,
            AccessGrants = AccessGrants,
            ProposedChanges = ProposedChanges,
            SplitFrom = SplitFrom,
            MergedTickets = MergedTickets,
            MergedInto = MergedInto,
            IsSpam = IsSpam,
            SplitOff = SplitOff,
            Continues = Continues,
            ContinuedIn = ContinuedIn,
            InboundMailRejectedAt = InboundMailRejectedAt,
            InboundMailRejections = InboundMailRejections,
            NoticeWindows = NoticeWindows,
            LastMails = LastMails,
            Timers = Timers,
            QueueByRules = QueueByRules,
            Handovers = Handovers,
            Promises = Promises,
            Signals = Signals,
            FirstAnsweredAt = FirstAnsweredAt,
            OpenedAt = OpenedAt,
            UpdatedAt = UpdatedAt,
        };
}
