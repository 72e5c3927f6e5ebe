using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>A part of a rule's condition. Immutable.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Part">The part, e.g. <c>impact = everyone</c>.</param>
internal readonly record struct ConditionName(RuleName Rule, string Part);

/// <summary>
/// Which parts of conditions tests have shown to matter (modified condition/decision coverage in its masking form, as in K. Hayhurst et
/// al., 2001): in some test the part is true and the rule wins or fails by it alone, and in another it is false and does so too. Parts that
/// no request can show so are not counted. Thread-safe.
/// </summary>
internal sealed class ConditionCoverage
{
    private readonly ImmutableArray<Section> sections;
    private readonly ImmutableArray<Section> promises;

    /// <param name="policy">The policy.</param>
    /// <param name="flow">Its decisions as sets of requests; null when they are too entangled, and all parts are counted.</param>
    public ConditionCoverage(Policy policy, RequestFlow? flow)
    {
        try
        {
            sections = Sections(policy, flow);
        }
        catch (CheckTooLargeException)
        {
            sections = Sections(policy, null);
        }
        promises = sections[3..];
    }

    private static ImmutableArray<Section> Sections(Policy policy, RequestFlow? flow) =>
        [
            Section.Of(policy.Scope, flow?.Scope, flow?.Space),
            Section.Of(policy.Priority.Rules, flow?.Priority, flow?.Space),
            Section.Of(policy.Routing.Rules, flow?.Routing, flow?.Space),
            .. policy.Sla.Targets.Select(
                (metric, i) =>
                    Section.Of(
                        metric,
                        flow?.Promises[i],
                        flow?.Space,
                        policy.Sla.MetricOf(metric.Name)?.Start.Contains(SlaSignals.Opened) == true
                    )
            ),
        ];

    /// <summary>How many parts there are that some request can show.</summary>
    public int Count => sections.Sum(section => section.Parts.Length);

    /// <summary>How many the tests have shown.</summary>
    public int Shown => sections.Sum(section => section.Parts.Count(part => part.IsShown));

    /// <summary>The share of parts that were shown, of a hundred; a policy without conditions has all.</summary>
    public decimal Percent => Count == 0 ? 100 : 100m * Shown / Count;

    /// <summary>Those that the tests have not shown, in the order of decisions, and what is missing.</summary>
    public IEnumerable<(ConditionName Name, string Missing)> Missed =>
        from section in sections
        from part in section.Parts
        where !part.IsShown
        select (new ConditionName(new(section.Name, part.Rule), part.Leaf.ToString()), part.Missing);

    /// <summary>Notes what a decision shows.</summary>
    public void Note(Decision decision)
    {
        if (decision is Decision.Refused)
        {
            if (Outcomes.ScopeRuleOf(decision) is not null)
                sections[0].Note(decision.Basis.Facts);
            return;
        }
        if (decision is not Decision.Accepted accepted)
            return;
        var facts = accepted.Ticket.Facts;
        foreach (var recorded in accepted.Events)
        {
            if (recorded.Event is TicketEvent.Opened)
            {
                sections[0].Note(decision.Basis.Facts);
                // What is promised to nobody leaves no event, and shows as much.
                foreach (var metric in promises)
                    if (metric.IsPromisedAtOnce)
                        metric.Note(facts);
            }
            else if (recorded.Event is TicketEvent.PrioritySet)
                sections[1].Note(facts.Without([BuiltInFacts.Priority, BuiltInFacts.Queue]));
            else if (recorded.Event is TicketEvent.Routed { Timer: null })
                sections[2].Note(facts.Without([BuiltInFacts.Queue]));
            else if (recorded.Event is TicketEvent.PromiseMade made)
                Of(made.Promise.Metric)?.Note(facts);
            else if (recorded.Event is TicketEvent.PromiseChanged changed)
                Of(changed.Promise.Metric)?.Note(facts);
        }
    }

    private Section? Of(string metric) => promises.FirstOrDefault(section => section.Name == metric);

    private sealed class Section(
        string name,
        ImmutableArray<(Condition When, ImmutableArray<ConditionPart> Parts)> rules,
        bool isPromisedAtOnce
    )
    {
        private int open = rules.Length;

        public string Name => name;

        public bool IsPromisedAtOnce => isPromisedAtOnce;

        public ImmutableArray<ConditionPart> Parts { get; } = [.. rules.SelectMany(rule => rule.Parts)];

        public static Section Of<T>(RuleSet<T> rules, SectionWins? wins, FactSpace? space, bool atOnce = false)
            where T : notnull
        {
            var left = wins?.Reach ?? DecisionDiagram.True;
            var found = ImmutableArray.CreateBuilder<(Condition, ImmutableArray<ConditionPart>)>();
            foreach (var rule in rules.Rules)
            {
                var leaves = ConditionLeaves.Of(rule.When).Distinct();
                found.Add(
                    (
                        rule.When,
                        [
                            .. leaves
                                .Where(leaf => space is null || MayBeShown(rule.When, leaf, left, space))
                                .Select(leaf => new ConditionPart(rule.Id, rule.When, leaf)),
                        ]
                    )
                );
                if (space is not null)
                    left = space.Diagram.Minus(left, space.Where(rule.When));
            }
            return new(rules.Name, found.ToImmutable(), atOnce);
        }

        // The rules after the one that wins are not asked, nor those after the last of which something is still to be shown.
        public void Note(FactSet facts)
        {
            while (open > 0 && rules[open - 1].Parts.All(part => part.IsShown))
                open--;
            for (var i = 0; i < open; i++)
            {
                var (when, parts) = rules[i];
                foreach (var part in parts)
                    part.Note(facts);
                if (when.Holds(facts))
                    return;
            }
        }

        private static bool MayBeShown(Condition when, Condition leaf, int left, FactSpace space)
        {
            var diagram = space.Diagram;
            var (yes, no) = (space.Where(Assumed.In(when, leaf, true)), space.Where(Assumed.In(when, leaf, false)));
            var decisive = diagram.And(left, diagram.Or(diagram.Minus(yes, no), diagram.Minus(no, yes)));
            var holds = space.Where(leaf);
            return diagram.Meets(decisive, holds) && diagram.Minus(decisive, holds) != DecisionDiagram.False;
        }
    }
}
