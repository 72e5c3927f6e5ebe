using SupportKit.Reading;
using SupportKit.Rules;
using SupportKit.Sla;

namespace SupportKit.Tickets;

/// <summary>
/// Reads one state: <c>{ "in": "parent", "category": "open", "permit": { "resolve": "resolved" }, "ignore": ["answer"] }</c>.
/// </summary>
internal sealed class WorkflowStateReader
{
    private static readonly Dictionary<string, StateCategory> Categories = Enum.GetValues<StateCategory>()
        .ToDictionary(category => category.ToString().ToLowerInvariant());

    private readonly ProblemList problems;
    private readonly HashSet<string> names;
    private readonly PermitReader permits;
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);

    public WorkflowStateReader(
        IReadOnlyList<KeyValuePair<string, SourceNode>> declared,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        this.problems = problems;
        names = declared.Select(state => state.Key).ToHashSet(StringComparer.Ordinal);
        permits = new PermitReader(names, conditions, problems);
        foreach (var (name, node) in declared)
        {
            if (ParentNodeOf(node) is { IsText: true, Text: var parent } && names.Contains(parent))
                parents.Add(name, parent);
        }
    }

    public WorkflowState Read(string name, SourceNode node)
    {
        var reader = ObjectReader.Of(node, problems);
        var parent = ReadParent(name, reader);
        var state = new WorkflowState(name, ReadCategory(reader, parent), parent);
        foreach (var (trigger, ways) in reader.MembersOf("permit"))
            permits.Read(state, trigger, ways);
        foreach (var trigger in reader.TextsOf("ignore"))
        {
            if (state.Ignored.Contains(trigger) || state.Permits.Any(permit => permit.Trigger == trigger))
                problems.Add(
                    "policy.trigger_repeated",
                    node,
                    $"\"{trigger}\" is said twice in state \"{name}\".",
                    "Permit it or ignore it."
                );
            else
                state.Ignore(trigger);
        }
        reader.RefuseOthers();
        return state;
    }

    private static SourceNode? ParentNodeOf(SourceNode state) =>
        state.Members.LastOrDefault(member => member.Key == "in").Value;

    private string? ReadParent(string name, ObjectReader reader)
    {
        if (reader.OptionalText("in") is not { } parent)
            return null;
        var node = ParentNodeOf(reader.Node)!;
        if (!names.Contains(parent))
        {
            WorkflowReader.Unknown(parent, node, names, problems);
            return null;
        }
        if (!LiesInItself(name))
            return parent;
        // Cut here, the circle is reported once.
        parents.Remove(name);
        problems.Add(
            "policy.state_circular",
            node,
            name == parent ? $"\"{name}\" lies in itself." : $"\"{name}\" lies in itself, by way of \"{parent}\".",
            "Remove one \"in\", so that some state is at the top."
        );
        return null;
    }

    private bool LiesInItself(string name)
    {
        var at = parents.GetValueOrDefault(name);
        // A circle further up does not pass through this state; it ends the walk all the same.
        for (var steps = 0; at is not null && steps < names.Count; steps++)
        {
            if (at == name)
                return true;
            at = parents.GetValueOrDefault(at);
        }
        return false;
    }

    private StateCategory? ReadCategory(ObjectReader reader, string? parent)
    {
        var name = parent is null ? reader.RequiredText("category") : reader.OptionalText("category");
        if (parent is not null && name is null)
            return null;
        if (Categories.TryGetValue(name!, out var category))
            return category;
        if (name!.Length > 0)
            problems.Add(
                "policy.value_unknown",
                reader.Node,
                $"\"{name}\" is no category of states.",
                $"Use one of: {string.Join(", ", Categories.Keys)}."
            );
        return StateCategory.Open;
    }
}
