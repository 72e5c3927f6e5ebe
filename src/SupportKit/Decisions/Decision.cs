using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using SupportKit.Intake;
using SupportKit.Quotas;
using SupportKit.Redaction;
using SupportKit.Screening;

namespace SupportKit.Decisions;

/// <summary>
/// The outcome of a command: events to store, or a refusal. The same policy, ticket, command, facts and
/// instant always give the same decision. Immutable.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1034",
    Justification = "The cases of a closed hierarchy stand in it, as those of a union do."
)]
public abstract record Decision
{
    private Decision(DecisionBasis basis) => Basis = basis;

    /// <summary>What it was decided on.</summary>
    internal DecisionBasis Basis { get; }

    /// <summary>The reasons, worked out on first use, so that a decision nobody asks about pays nothing for them.</summary>
    public Explanation Explain() => Explanation.Of(this);

    /// <summary>The command was accepted.</summary>
    public sealed record Accepted : Decision
    {
        private readonly bool outside;

        internal Accepted(DecisionBasis basis, Ticket ticket, ImmutableArray<RecordedEvent> events)
            : base(basis) => (Ticket, Events) = (ticket, events);

        private Accepted(Accepted inside, bool outside)
            : this(
                inside.Basis,
                FieldVisibility.Apply(inside.Ticket, null),
                FieldVisibility.Apply(inside.Events, null)
            ) => this.outside = outside;

        /// <summary>The ticket after the events.</summary>
        public Ticket Ticket { get; }

        /// <summary>How complete the request is by what the ticket now holds, attached files included.</summary>
        public Completeness Completeness =>
            Basis.Policy.Intake.For(Ticket.Category).CompletenessOf(Ticket.Facts, !Ticket.Attachments.IsEmpty);

        /// <summary>The events; empty when the command changes nothing.</summary>
        public ImmutableArray<RecordedEvent> Events { get; }

        /// <summary>What was masked in the command before it was recorded, to be told to whoever wrote it.</summary>
        public ImmutableArray<RedactedField> Redacted =>
            [
                .. Events
                    .Select(recorded => recorded.Event)
                    .OfType<TicketEvent.SecretsRedacted>()
                    .SelectMany(e => e.Fields),
            ];

        /// <summary>What the policy has to say of the message although it was taken, to be told to whoever wrote it.</summary>
        public ImmutableArray<ScreeningFinding> Screening =>
            [
                .. Events
                    .Select(recorded => recorded.Event)
                    .OfType<TicketEvent.MessageFlagged>()
                    .SelectMany(e => e.Findings),
            ];

        /// <summary>What is to be told to whom; worked out from the events when asked for.</summary>
        public ImmutableArray<OutboundMessage> Messages =>
            outside
                ? [.. Notifications.Of(Basis.Policy, Ticket, Events).Where(message => message.IsOutside)]
                : Notifications.Of(Basis.Policy, Ticket, Events);

        /// <summary>The decision as people outside the desk may read it, where nothing else is withheld from them.</summary>
        internal Accepted ShownOutside() => new(this, outside: true);
    }

    /// <summary>The command was refused, and nothing changes.</summary>
    public sealed record Refused : Decision
    {
        internal Refused(DecisionBasis basis, Refusal refusal)
            : base(basis) => Refusal = refusal;

        /// <summary>Why it was refused.</summary>
        public Refusal Refusal { get; }
    }
}

/// <summary>What a decision was made on. Immutable.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Facts">All facts known, the desk's own included.</param>
/// <param name="At">When, in whole microseconds.</param>
internal sealed record DecisionBasis(Policy Policy, FactSet Facts, Instant At)
{
    /// <summary>How much was used of the quota that a request goes by; null when it goes by none.</summary>
    public QuotaUse? Quota { get; init; }
}
