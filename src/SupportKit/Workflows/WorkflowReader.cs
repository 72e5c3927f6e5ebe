using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Workflows;

/// <summary>
/// Reads <c>workflow</c>: <c>{ "initial": "new", "states": { "new": { "category": "new", "permit": { "answer": "answered" },
/// "ignore": ["acknowledge"] }, … }, "autoClose": […] }</c>. A policy without one runs by the default workflow.
/// </summary>
internal static class WorkflowReader
{
    public static Workflow Read(
        ObjectReader policy,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        if (policy.Optional("workflow") is not { } node)
            return Workflow.Default;
        var section = ObjectReader.Of(node, problems);
        var initial = section.RequiredText("initial");
        var declared = section.MembersOf("states").DistinctBy(state => state.Key).ToList();
        var autoCloses = section.ItemsOf("autoClose").ToList();
        section.RejectUnknownProperties();

        var reader = new WorkflowStateReader(declared, conditions, problems);
        var states = declared.Select(state => reader.Read(state.Key, state.Value)).ToList();
        if (states.Find(state => state.Name == initial) is not { } first)
        {
            Unknown(initial, node, states.Select(state => state.Name), problems);
            return Workflow.Default;
        }
        states.Remove(first);
        states.Insert(0, first);
        // Auto-close rules are checked against the states after inheritance is resolved.
        var workflow = new Workflow([.. states]);
        return autoCloses.Count == 0
            ? workflow
            : new Workflow(new AutoCloseReader(workflow, calendars, problems).Read(autoCloses), [.. states]);
    }

    public static void Unknown(string state, SourceNode at, IEnumerable<string> names, ProblemList problems) =>
        problems.Add(
            SupportKitErrors.PolicyStateUnknown,
            at,
            $"There is no state \"{state}\".",
            $"Declare it under \"states\"{problems.OrWrite(state, names)}."
        );
}
