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
public sealed record Queue(string Id, LocalizedText Title)
{
    internal static ImmutableArray<Queue> Read(ObjectReader section, ProblemList problems)
    {
        var queues = ImmutableArray.CreateBuilder<Queue>();
        foreach (var (id, node) in section.MembersOf("queues"))
        {
            var queue = ObjectReader.Of(node, problems);
            queues.Add(new Queue(id, queue.OptionalLocalized("title") ?? LocalizedText.Of(id)));
            queue.RefuseOthers();
        }
        return queues.ToImmutable();
    }
}
