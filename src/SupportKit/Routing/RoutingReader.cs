using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Routing;

/// <summary>Reads the section <c>routing</c>.</summary>
internal static class RoutingReader
{
    private static readonly Dictionary<string, QueueOrder> Orders = new()
    {
        ["urgency"] = QueueOrder.Urgency,
        ["arrival"] = QueueOrder.Arrival,
    };

    /// <summary>Reads <c>"routing": { "queues": { id: { "title": …, "assignment": … } }, "rules": […] }</c>.</summary>
    public static RoutingRules Read(
        ObjectReader section,
        ImmutableArray<Queue> queues,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        string? remedy = null;
        var known = queues.Select(queue => queue.Id).ToHashSet(StringComparer.Ordinal);
        var rules = RuleSetReader.Read("routing", section.ItemsOf("rules"), conditions, problems, Destination);
        return new RoutingRules(queues, rules);

        string Destination(ObjectReader rule)
        {
            var queue = rule.RequiredText("then");
            if (!known.Contains(queue))
                problems.Add(
                    SupportKitErrors.PolicyQueueUnknown,
                    rule.At("then"),
                    $"There is no queue \"{queue}\".",
                    remedy ??= $"Use one of: {Spelling.List(known)}."
                );
            return queue;
        }
    }

    /// <summary>Reads the queues, which are known before the rules are.</summary>
    public static ImmutableArray<Queue> ReadQueues(
        ObjectReader section,
        IEnumerable<string> calendars,
        ProblemList problems
    )
    {
        var queues = ImmutableArray.CreateBuilder<Queue>();
        var declared = section.MembersOf("queues").ToList();
        var hours = new QueueHoursReader([.. calendars], [.. declared.Select(queue => queue.Key)], problems);
        foreach (var (id, node) in declared)
        {
            var queue = ObjectReader.Of(node, problems);
            var title = queue.OptionalLocalized("title") ?? LocalizedText.Invariant(id);
            queues.Add(
                new Queue(id, title, queue.OptionalChoice("order", Orders, QueueOrder.Urgency))
                {
                    Assignment = AssignmentReader.Read(queue, problems),
                    Hours = hours.Read(id, queue),
                }
            );
            queue.RejectUnknownProperties();
        }
        return queues.ToImmutable();
    }
}
