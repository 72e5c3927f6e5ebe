using System.Collections.Immutable;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Scope;

namespace SupportKit.Decisions;

/// <summary>Decides a request: intake ► scope ► priority ► route ► promises ► screening, in this order.</summary>
internal static class Opening
{
    public static Decision Decide(TicketDraft draft, TicketCommand.Open open)
    {
        var (policy, facts, _) = draft.Basis;

        foreach (var (fact, unknown) in Needed)
        {
            if (facts[fact] is not { } value || !policy.Facts.Find(fact)!.Admits(value))
                return draft.Refuse(
                    unknown,
                    ("value", facts[fact]?.ToString() ?? ""),
                    ("allowed", Phrase.List(policy.Facts.Find(fact)!.Values.Select(known => (Phrase)known)))
                );
        }

        if (open.CallSummary is not null && open.By.Kind is not (ActorKind.Agent or ActorKind.Lead))
            return draft.Refuse(SupportKitErrors.CallAgentMissing);
        if (open.CallSummary is { IsBlank: true })
            return Replies.RefuseEmpty(draft);

        if (policy.Terms is { } terms && open.Terms?.Version != terms.Version)
            return draft.Refuse(new Refusal.TermsNotAccepted(terms.Version, terms.Advice));

        // A request that is turned away anyway is not asked for more.
        if (policy.Scope.Match(facts) is not { } scope)
            return Gap(draft, policy.Scope.Name, facts);
        if (scope.Then is Verdict.Refuse refused)
            return draft.Refuse(new Refusal.OutOfScope(refused.Reason, scope.Id));
        if (scope.Then is Verdict.Redirect redirect)
            return draft.Refuse(new Refusal.RedirectedTo(redirect.To, redirect.Advice, scope.Id));

        if (QuotaChecks.Refuse(draft, open) is { } exceeded)
            return draft.Refuse(exceeded);

        var category = facts[BuiltInFacts.Category]!.Value.Text;
        var missing = policy.Intake.For(category).Missing(facts);
        if (!missing.IsEmpty || IsUntold(open))
            return draft.Refuse(new Refusal.NeedInfo([.. Untold(open), .. missing]));

        if (policy.Priority.Rules.Match(facts) is not { } priority)
            return Gap(draft, policy.Priority.Rules.Name, facts);
        facts = facts.With(BuiltInFacts.Priority, priority.Then);
        if (policy.Routing.Rules.Match(facts) is not { } route)
            return Gap(draft, policy.Routing.Rules.Name, facts);
        facts = facts.With(BuiltInFacts.Queue, route.Then);

        draft.Record(
            new TicketEvent.Opened(
                open.Tenant,
                open.Ticket,
                open.Requester,
                category,
                facts[BuiltInFacts.Channel]!.Value.Text,
                facts[BuiltInFacts.Language]!.Value.Text,
                open.Title,
                open.Body,
                facts,
                scope.Id,
                policy.Version,
                policy.Workflow.Initial,
                policy.Workflow.CategoryOf(policy.Workflow.Initial),
                open.SplitFrom,
                open.TimeZone,
                open.Number,
                open.Organization,
                open.Continues
            )
        );
        if (open.Terms is { } accepted)
            draft.Record(
                new TicketEvent.TermsAccepted(
                    open.Requester,
                    accepted.Version,
                    Instant.Min(accepted.At.InMicroseconds(), draft.Now)
                )
            );
        var on = policy
            .Switches.SelectMany(declared => declared.Subjects.Select(declared.FactOf).Prepend(declared.Id))
            .Where(name => facts[name] is { IsTrue: true });
        if (on.ToImmutableArray() is { IsEmpty: false } pinned)
            draft.Record(new TicketEvent.SwitchesRecorded(pinned));
        draft.Record(Prioritised(policy, priority));
        draft.Record(new TicketEvent.Routed(route.Then, route.Id));
        if (open.CallSummary is { } answer)
            return Calls.Answer(draft, answer);
        // A request that the desk opens for somebody was not written by them, so it is not screened.
        return open.By.Kind == ActorKind.Requester
            ? MessageScreening.Evaluate(draft, open.Title.Text, open.Body.Text, open.HasUnreadableAnswer)
            : draft.Complete();
    }

    /// <summary>The event of a priority that a rule chose.</summary>
    public static TicketEvent.PrioritySet Prioritised(Policy policy, Rule<string> rule) =>
        new(rule.Then, rule.Id, policy.Priority.Levels.IndexOf(rule.Then));

    private static readonly (string Fact, string Unknown)[] Needed =
    [
        (BuiltInFacts.Category, SupportKitErrors.IntakeCategoryUnknown),
        (BuiltInFacts.Channel, SupportKitErrors.IntakeChannelUnknown),
        (BuiltInFacts.Language, SupportKitErrors.IntakeLanguageUnknown),
    ];

    private static bool IsUntold(TicketCommand.Open open) => open.Title.IsBlank || open.Body.IsBlank;

    private static IEnumerable<FactDeclaration> Untold(TicketCommand.Open open)
    {
        if (open.Title.IsBlank)
            yield return OwnFields.Title;
        if (open.Body.IsBlank)
            yield return OwnFields.Body;
    }

    // There is no silent default: a policy without an answer is reported, with the facts that it does not cover.
    public static Decision.Refused Gap(TicketDraft draft, string rules, FactSet facts) =>
        draft.Refuse(
            SupportKitErrors.PolicyRuleMissing,
            ("rules", rules),
            ("facts", string.Join(", ", facts.Select(fact => $"{fact.Key} = {fact.Value}")))
        );
}
