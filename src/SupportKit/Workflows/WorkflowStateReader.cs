using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;
using SupportKit.Tickets;

namespace SupportKit.Workflows;

/// <summary>
/// Reads one state: <c>{ "title": "On its way", "parent": "parent", "category": "open", "permit": { "resolve": "resolved" }, "ignore": ["answer"] }</c>.
/// </summary>
internal sealed class WorkflowStateReader
{
    // The engine takes time and stack for each level, and nobody reads a workflow that is nested so deep.
    private const int MaxDepth = 20;

    private static readonly Dictionary<string, StateCategory> Categories = Enum.GetValues<StateCategory>()
        .ToDictionary(category => SlaSignals.NameOf(category));

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
        var state = new WorkflowState(name, ReadCategory(reader, parent), parent)
        {
            Title = reader.OptionalLocalized("title"),
        };
        foreach (var (trigger, ways) in reader.MembersOf("permit"))
            permits.Read(state, trigger, ways);
        foreach (var trigger in reader.TextsOf("ignore"))
        {
            if (state.Ignored.Contains(trigger) || state.Permits.Any(permit => permit.Trigger == trigger))
                problems.Add(
                    SupportKitErrors.PolicyTriggerRepeated,
                    node,
                    $"\"{trigger}\" is said twice in state \"{name}\".",
                    "Permit it or ignore it."
                );
            else
                state.Ignore(trigger);
        }
        reader.RejectUnknownProperties();
        return state;
    }

    private static SourceNode? ParentNodeOf(SourceNode state) =>
        state.Members.LastOrDefault(member => member.Key == "parent").Value;

    private string? ReadParent(string name, ObjectReader reader)
    {
        if (reader.OptionalText("parent") is not { } parent)
            return null;
        var node = ParentNodeOf(reader.Node)!;
        if (!names.Contains(parent))
        {
            WorkflowReader.Unknown(parent, node, names, problems);
            return null;
        }
        if (!LiesInItself(name, out var depth))
        {
            if (depth <= MaxDepth)
                return parent;
            // Reported where the limit is passed, and not once more for each substate below.
            if (depth == MaxDepth + 1)
                problems.Add(
                    SupportKitErrors.PolicyStateTooDeep,
                    node,
                    FormattableString.Invariant(
                        $"\"{name}\" lies in {depth} states, one in the other; {MaxDepth} are allowed."
                    ),
                    "Let it lie in a state further up."
                );
            return null;
        }
        // The circle is cut here, so that it is reported once.
        parents.Remove(name);
        problems.Add(
            SupportKitErrors.PolicyStateCircular,
            node,
            name == parent ? $"\"{name}\" lies in itself." : $"\"{name}\" lies in itself, by way of \"{parent}\".",
            "Remove one \"parent\", so that some state is at the top."
        );
        return null;
    }

    private bool LiesInItself(string name, out int depth)
    {
        var at = parents.GetValueOrDefault(name);
        // A circle further up does not pass through this state; it ends the walk all the same.
        for (depth = 0; at is not null && depth < names.Count; depth++)
        {
            if (at == name)
                return true;
            at = parents.GetValueOrDefault(at);
        }
        return false;
    }

    // A state within another takes that one's category, unless it has its own. A parent that was refused is reported already;
    // the category that it would have given is not missing too.
    private static StateCategory? ReadCategory(ObjectReader reader, string? parent) =>
        reader.Has("category") || ParentNodeOf(reader.Node) is null
            ? reader.RequiredChoice("category", Categories, StateCategory.Open)
        : parent is null ? StateCategory.Open
        : null;
}
