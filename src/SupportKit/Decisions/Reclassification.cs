using System.Collections.Immutable;
using SupportKit.Intake;
using SupportKit.Localization;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.Decisions;

/// <summary>Corrects priority, category and facts. What follows from them is decided again; earlier decisions stay in the history.</summary>
internal static class Reclassification
{
    public static Decision Decide(Given given)
    {
        var (draft, command, role) = (given.Draft, given.Command, given.Role);
        var (policy, ticket) = (draft.Policy, draft.Ticket);
        switch (command)
        {
            case TicketCommand.ChangePriority prioritise:
                var rank = policy.Priority.Levels.IndexOf(prioritise.Priority);
                if (rank < 0)
                    return draft.Refuse(
                        SupportKitErrors.PriorityLevelUnknown,
                        ("value", prioritise.Priority),
                        ("allowed", string.Join(", ", policy.Priority.Levels))
                    );
                if (ticket.IsPriorityOverridden && ticket.Priority == prioritise.Priority)
                    return draft.Complete();
                draft.Record(
                    new TicketEvent.PriorityChanged(ticket.Priority ?? "", prioritise.Priority, rank, prioritise.Reason)
                );
                break;
            case TicketCommand.ChangeCategory { Category: var category }:
                if (!policy.Facts.Find(BuiltInFacts.Category)!.Admits(category))
                    return draft.Refuse(
                        SupportKitErrors.IntakeCategoryUnknown,
                        ("value", category),
                        ("allowed", string.Join(", ", policy.Facts.Find(BuiltInFacts.Category)!.Values))
                    );
                if (ticket.Category == category)
                    return draft.Complete();
                draft.Record(new TicketEvent.CategoryChanged(ticket.Category, category));
                break;
            case TicketCommand.ChangeFacts change:
                if (Rejected(draft, change.Facts, role) is { } rejected)
                    return rejected;
                if (change.Facts.All(fact => ticket.Facts[fact.Key] == fact.Value))
                    return draft.Complete();
                return Anew(draft, change.Facts, new Reconsideration(null, policy.Sla)) ?? draft.Complete();
        }
        return Anew(draft, FactSet.Empty, new Reconsideration(null, policy.Sla)) ?? draft.Complete();
    }

    /// <summary>Decides priority, queue and promises anew; null when that went, else the refusal.</summary>
    public static Decision.Refused? Anew(TicketDraft draft, FactSet told, Reconsideration reconsideration)
    {
        var policy = draft.Policy;
        // Facts about the instant always refer to the instant of the request.
        var facts = policy.Derive(draft.Ticket.Facts.With(told), draft.Ticket.OpenedAt);
        var news = FactSet.Of(facts.Where(fact => draft.Ticket.Facts[fact.Key] != fact.Value));
        if (news.Count > 0)
            draft.Record(new TicketEvent.FactsChanged(news));
        if (!draft.Ticket.IsPriorityOverridden)
        {
            if (policy.Priority.Rules.Match(draft.Ticket.Facts) is not { } priority)
                return Opening.Gap(draft, policy.Priority.Rules.Name, draft.Ticket.Facts);
            if (priority.Then != draft.Ticket.Priority)
                draft.Record(Opening.Prioritised(policy, priority));
        }
        if (policy.Routing.Rules.Match(draft.Ticket.Facts) is not { } route)
            return Opening.Gap(draft, policy.Routing.Rules.Name, draft.Ticket.Facts);
        // What a timer has moved stays there as long as the rules say what they said.
        if (route.Then != (draft.Ticket.QueueByRules ?? draft.Ticket.Queue))
        {
            draft.Record(new TicketEvent.Routed(route.Then, route.Id));
            // Other people take it from here.
            if (draft.Ticket.Assignee is not null)
                draft.Record(new TicketEvent.Assigned(null));
        }
        draft.Reconsider = reconsideration;
        return null;
    }

    // People give what the form asks for; the host's systems state whatever the policy declares.
    private static Decision.Refused? Rejected(TicketDraft draft, FactSet told, Role role)
    {
        var rejected =
            role == Role.Integration
                ? from fact in told
                let declared = draft.Policy.Facts.Find(fact.Key)
                where declared is null || declared.Source == FactSource.Desk || !declared.Admits(fact.Value)
                select new RejectedAnswer(fact.Key, fact.Value, declared?.Source == FactSource.Desk ? null : declared)
                : draft.Policy.Intake.For(draft.Ticket.Category).Reject(told);
        var all = rejected.ToImmutableArray();
        return all.IsEmpty
            ? null
            : draft.Refuse(
                SupportKitErrors.IntakeAnswerRejected,
                ("answers", Phrase.List(all.Select(answer => answer.Describe(answer.Value.ToString())), "; ")),
                ("fields", Phrase.List(all.Select(answer => answer.Label)))
            );
    }
}
