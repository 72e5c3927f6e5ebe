using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Rules;
using SupportKit.Texts;

namespace SupportKit.Routing;

/// <summary>Who gets a request: the queues, and the rules that choose one. Immutable.</summary>
/// <param name="Queues">The queues.</param>
/// <param name="Rules">The rules; their outcome is a queue's id.</param>
public sealed record RoutingRules(ImmutableArray<Queue> Queues, RuleSet<string> Rules)
{
    /// <summary>Reads <c>"routing": { "queues": { id: { "title": … } }, "rules": […] }</c>.</summary>
    internal static RoutingRules Read(
        ObjectReader section,
        ImmutableArray<Queue> queues,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        var rules = RuleSet<string>.Read("routing", section.ItemsOf("rules"), conditions, problems, Destination);
        return new RoutingRules(queues, rules);

        string Destination(ObjectReader rule)
        {
            var queue = rule.RequiredText("then");
            if (queues.All(known => known.Id != queue))
                problems.Add(
                    "policy.queue_unknown",
                    rule.Node,
                    $"There is no queue \"{queue}\".",
                    $"Use one of: {string.Join(", ", queues.Select(known => known.Id))}."
                );
            return queue;
        }
    }
}

/// <summary>A group of people who take tickets. Immutable.</summary>
/// <param name="Id">Unique in the policy; the value of the fact <c>queue</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Order">In which order its tickets are taken.</param>
public sealed record Queue(string Id, LocalizedText Title, QueueOrder Order = QueueOrder.Urgency)
{
    internal static ImmutableArray<Queue> Read(ObjectReader section, ProblemList problems)
    {
        var queues = ImmutableArray.CreateBuilder<Queue>();
        foreach (var (id, node) in section.MembersOf("queues"))
        {
            var queue = ObjectReader.Of(node, problems);
            var title = queue.OptionalLocalized("title") ?? LocalizedText.Of(id);
            queues.Add(new Queue(id, title, ReadOrder(queue, problems)));
            queue.RefuseOthers();
        }
        return queues.ToImmutable();
    }

    private static QueueOrder ReadOrder(ObjectReader queue, ProblemList problems)
    {
        var order = queue.OptionalText("order") ?? "urgency";
        if (order is not ("urgency" or "arrival"))
            problems.Add(
                "policy.value_unknown",
                queue.Node,
                $"A queue's \"order\" is never \"{order}\".",
                "Use urgency or arrival."
            );
        return order == "arrival" ? QueueOrder.Arrival : QueueOrder.Urgency;
    }
}

/// <summary>
/// In which order tickets are taken. Either way, of two that are alike the one opened first comes first, so a ticket that
/// is reopened or comes from another queue has the place it would have had.
/// </summary>
public enum QueueOrder
{
    /// <summary>The highest priority first, then what is due first, then what was opened first.</summary>
    Urgency,

    /// <summary>What was opened first.</summary>
    Arrival,
}
