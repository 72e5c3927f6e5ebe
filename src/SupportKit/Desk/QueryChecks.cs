using SupportKit.Policies;
using SupportKit.Privacy;
using SupportKit.Routing;
using SupportKit.Rules;

namespace SupportKit.Desk;

/// <summary>What a query may ask: names that the policy in force has, and nothing that its viewer is not shown.</summary>
internal static class QueryChecks
{
    /// <summary>Refuses a query that names what is not there, or searches or sorts by what its viewer is not shown.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="query">The query.</param>
    /// <param name="withheld">What is withheld from its viewer; null for nothing.</param>
    public static void Require(Policy policy, TicketQuery query, VisibilityRule? withheld)
    {
        if (withheld is not null)
            RefuseWithheld(query, withheld);
        foreach (var queue in (string?[])[query.Queue, query.EscalatedTo])
            if (queue is not null && policy.Queues.All(known => known.Id != queue))
                throw QueueUnknown(query.Tenant, queue);
        if (query.State is { } state && !policy.Workflow.States.Contains(state))
            throw Unknown(SupportKitErrors.DeskStateUnknown, query.Tenant, "state", state, policy.Workflow.States);
        if (query.Priority is { } priority && !policy.Priorities.Contains(priority))
            throw Unknown(SupportKitErrors.DeskPriorityUnknown, query.Tenant, "priority", priority, policy.Priorities);
        if (query.Channel is { } channel && policy.Channels.All(known => known.Id != channel))
            throw Unknown(
                SupportKitErrors.DeskChannelUnknown,
                query.Tenant,
                "channel",
                channel,
                policy.Channels.Select(known => known.Id)
            );
        if (query.After is { } after && after.UpdatedAt is null == (query.Order == QueueOrder.Update))
            throw new SupportKitException(
                SupportKitErrors.DeskCursorMismatched,
                $"The query is in the order {query.Order}, and its cursor is of a list in another one.",
                "Go on with the Next of a page of the same query, or without a cursor for the first page."
            );
    }

    public static SupportKitException QueueUnknown(string tenant, string queue) =>
        new(
            SupportKitErrors.DeskQueueUnknown,
            $"The policy of tenant \"{tenant}\" has no queue \"{queue}\".",
            "Declare it under \"routing\"."
        );

    private static SupportKitException Unknown(
        string code,
        string tenant,
        string kind,
        string name,
        IEnumerable<string> known
    ) =>
        new(
            code,
            $"The policy of tenant \"{tenant}\" has no {kind} \"{name}\".",
            $"Ask for one of those it has: {string.Join(", ", known)}."
        );

    // Finding a ticket by what the viewer may not see, or its place among others, would reveal that.
    private static void RefuseWithheld(TicketQuery query, VisibilityRule withheld)
    {
        var hasWords = !query.Words().IsEmpty;
        var what =
            withheld.HidesMessages && hasWords ? "what people wrote"
            : FactsOf(query).FirstOrDefault(fact => withheld.Facts.Contains(fact)) is { } name ? $"the fact \"{name}\""
            : null;
        if (what is not null)
            throw new SupportKitException(
                SupportKitErrors.DeskSearchWithheld,
                $"The policy of tenant \"{query.Tenant}\" does not show {what} to this viewer, so they cannot search or sort by it.",
                "Offer them another search, or state in Viewer.Facts what is known of them if that is more."
            );
    }

    private static IEnumerable<string> FactsOf(TicketQuery query)
    {
        foreach (var fact in query.Facts)
            yield return fact.Key;
        if (query.Priority is not null || query.Order == QueueOrder.Urgency)
            yield return DeskFactNames.Priority;
        if (query.Queue is not null)
            yield return DeskFactNames.Queue;
        if (query.Channel is not null)
            yield return BuiltInFacts.Channel;
    }
}
