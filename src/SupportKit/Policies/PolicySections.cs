using System.Collections.Immutable;
using SupportKit.Escalation;
using SupportKit.Priority;
using SupportKit.Privacy;
using SupportKit.Quotas;
using SupportKit.Redaction;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Scope;
using SupportKit.Screening;
using SupportKit.Sla;
using SupportKit.Timers;
using SupportKit.Workflows;

namespace SupportKit.Policies;

/// <summary>The sections of a policy that only decisions read; hosts see them as JSON. Immutable.</summary>
internal sealed record PolicySections
{
    /// <summary>What rules may use.</summary>
    public required FactCatalog Facts { get; init; }

    /// <summary>What is masked in the texts that people write.</summary>
    public required RedactionRules Redaction { get; init; }

    /// <summary>How people are asked to write, and what follows when they do not.</summary>
    public required ScreeningRules Screening { get; init; }

    /// <summary>The rules of scope: who is helped with what.</summary>
    public required RuleSet<Verdict> Scope { get; init; }

    /// <summary>The rules that choose how many tickets somebody may have; empty when nothing is limited.</summary>
    public required RuleSet<Quota> Quotas { get; init; }

    /// <summary>The priorities and the rules that choose one.</summary>
    public required PriorityRules Priority { get; init; }

    /// <summary>The queues and the rules that choose one.</summary>
    public required RoutingRules Routing { get; init; }

    /// <summary>The metrics and the rules by which promises are made.</summary>
    public required SlaRules Sla { get; init; }

    /// <summary>What tickets do by themselves after a time, automatic closes among it.</summary>
    public required TimerRules Timers { get; init; }

    /// <summary>How requesters call in somebody beyond those assigned; null when the policy offers no escalation.</summary>
    public required EscalationRules? Escalation { get; init; }

    /// <summary>The rules of visibility: who sees what.</summary>
    public required PrivacyRules Privacy { get; init; }

    /// <summary>Which notices become one message.</summary>
    public required DigestRules Digest { get; init; }

    /// <summary>What becomes of an address from which mails come back.</summary>
    public required BounceRules Bounces { get; init; }

    /// <summary>What becomes of files in notifications.</summary>
    public required MailedFiles MailedFiles { get; init; }

    /// <summary>What a closed ticket takes; null where the workflow alone says it.</summary>
    public required ClosedTickets? ClosedTickets { get; init; }

    /// <summary>Who may let the desk into an environment; null when nobody may.</summary>
    public required AccessRules? Access { get; init; }

    /// <summary>The answers that are written once and sent often.</summary>
    public required ImmutableArray<Macro> Macros { get; init; }

    /// <summary>The plans customers may have; empty when the policy knows none.</summary>
    public required ImmutableArray<Plan> Plans { get; init; }
}
