using SupportKit.Reading;
using SupportKit.Sla;

namespace SupportKit.Tickets;

/// <summary>
/// Reads <c>workflow</c>: <c>{ "initial": "new", "states": { "new": { "category": "new", "permit": { "answer": "answered" },
/// "ignore": ["acknowledge"] }, … } }</c>. A policy without one runs by the default workflow.
/// </summary>
internal static class WorkflowReader
{
    private static readonly Dictionary<string, StateCategory> Categories = Enum.GetValues<StateCategory>()
        .ToDictionary(category => category.ToString().ToLowerInvariant());

    public static Workflow Read(ObjectReader policy, ProblemList problems)
    {
        if (policy.Optional("workflow") is not { } node)
            return Workflow.Default;
        var section = ObjectReader.Of(node, problems);
        var initial = section.RequiredText("initial");
        var declared = section.MembersOf("states").DistinctBy(state => state.Key).ToList();
        section.RefuseOthers();
        var names = declared.Select(state => state.Key).ToList();
        var states = declared.Select(state => ReadState(state.Key, state.Value, names, problems)).ToList();
        if (states.Find(state => state.Name == initial) is not { } first)
        {
            Unknown(initial, node, names, problems);
            return Workflow.Default;
        }
        states.Remove(first);
        return new Workflow([first, .. states]);
    }

    private static WorkflowState ReadState(string name, SourceNode node, List<string> names, ProblemList problems)
    {
        var reader = ObjectReader.Of(node, problems);
        var categoryName = reader.RequiredText("category");
        if (!Categories.TryGetValue(categoryName, out var category))
            problems.Add(
                "policy.value_unknown",
                node,
                $"\"{categoryName}\" is no category of states.",
                $"Use one of: {string.Join(", ", Categories.Keys)}."
            );
        var state = new WorkflowState(name, category);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (trigger, destination) in reader.MembersOf("permit"))
        {
            if (!destination.IsText)
                ObjectReader.WrongKind(destination, problems, "the name of a state");
            else if (!names.Contains(destination.Text))
                Unknown(destination.Text, destination, names, problems);
            else if (seen.Add(trigger))
                state.Permit(trigger, destination.Text);
        }
        foreach (var trigger in reader.TextsOf("ignore"))
        {
            if (seen.Add(trigger))
                state.Ignore(trigger);
            else
                problems.Add(
                    "policy.trigger_repeated",
                    node,
                    $"\"{trigger}\" is said twice in state \"{name}\".",
                    "Permit it or ignore it."
                );
        }
        reader.RefuseOthers();
        return state;
    }

    private static void Unknown(string state, SourceNode at, List<string> names, ProblemList problems) =>
        problems.Add(
            "policy.state_unknown",
            at,
            $"There is no state \"{state}\".",
            $"Declare it under \"states\", or write \"{Spelling.Nearest(state, names)}\" if that was meant."
        );
}
