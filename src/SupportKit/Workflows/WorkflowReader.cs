using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Workflows;

/// <summary>
/// Reads <c>workflow</c>: <c>{ "initial": "new", "states": { "new": { "category": "new", "permit": { "answer": "answered" },
/// "ignore": ["acknowledge"] }, … }, "autoClose": […] }</c>. A policy without one runs by the default workflow, and one with
/// <c>"extends": "default"</c> changes it.
/// </summary>
internal static class WorkflowReader
{
    private static readonly Dictionary<string, string> Extended = new()
    {
        [DefaultWorkflow.Name] = DefaultWorkflow.Name,
    };

    public static Workflow Read(
        ObjectReader policy,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        if (policy.Optional("workflow") is not { } node)
            return Workflow.Default;
        if (node.Member("extends") is { Kind: not JsonValueKind.Undefined } extends)
        {
            _ = ObjectReader.Of(node, problems).OptionalChoice("extends", Extended, DefaultWorkflow.Name);
            node = new WorkflowExtension(node, extends, problems).Merge();
        }
        return ReadWhole(node, calendars, conditions, problems) ?? Workflow.Default;
    }

    /// <summary>Reads a whole workflow; null, with a problem added, for one that has no first state.</summary>
    public static Workflow? ReadWhole(
        SourceNode node,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        var section = ObjectReader.Of(node, problems);
        section.Optional("extends");
        var initial = section.RequiredText("initial");
        var declared = section.MembersOf("states").DistinctBy(state => state.Key).ToList();
        var autoCloses = section.ItemsOf("autoClose").ToList();
        section.RejectUnknownProperties();

        var reader = new WorkflowStateReader(declared, conditions, problems);
        var states = declared.Select(state => reader.Read(state.Key, state.Value)).ToList();
        if (states.Find(state => state.Name == initial) is not { } first)
        {
            Unknown(initial, node, states.Select(state => state.Name), problems);
            return null;
        }
        states.Remove(first);
        states.Insert(0, first);
        // Auto-close rules are checked against the states after inheritance is resolved.
        var workflow = new Workflow([.. states]) { Source = node };
        return autoCloses.Count == 0
            ? workflow
            : new Workflow(new AutoCloseReader(workflow, calendars, problems).Read(autoCloses), [.. states])
            {
                Source = node,
            };
    }

    public static void Unknown(string state, SourceNode at, IEnumerable<string> names, ProblemList problems) =>
        problems.Add(
            SupportKitErrors.PolicyStateUnknown,
            at,
            $"There is no state \"{state}\".",
            $"Declare it under \"states\"{problems.OrWrite(state, names)}."
        );
}
