using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Timers;

/// <summary>Reads in which states a timer's time runs: names of states, or of categories that no state is named after.</summary>
internal sealed class TimerStates(Workflow workflow, ProblemList problems)
{
    private static readonly Dictionary<string, StateCategory> Categories = Enum.GetValues<StateCategory>()
        .ToDictionary(SlaSignals.NameOf);

    /// <summary>The states, with their substates; none when nothing is said.</summary>
    public ImmutableArray<string> Read(ObjectReader timer)
    {
        if (timer.Optional("states") is { IsArray: true, Items.IsEmpty: true } empty)
            problems.AddWrongKind(empty, "a list of at least one state");
        var named = timer.TextsOf("states").ToList();
        foreach (var name in named.Where(name => !IsState(name) && !Categories.ContainsKey(name)))
            problems.Add(
                SupportKitErrors.PolicyStateUnknown,
                timer.At("states", name),
                $"There is no state, and no category of states, \"{name}\".",
                $"Declare it under \"states\"{problems.OrWrite(name, workflow.States.Concat(Categories.Keys))}."
            );
        return [.. workflow.States.Where(state => named.Exists(name => IsIn(state, name)))];
    }

    private bool IsState(string name) => workflow.States.Contains(name);

    private bool IsIn(string state, string name) =>
        IsState(name)
            ? workflow.IsIn(state, name)
            : Categories.TryGetValue(name, out var category) && workflow.CategoryOf(state) == category;
}
