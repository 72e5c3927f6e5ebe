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
    private static readonly Dictionary<string, StateCategory> Categories = Enum.GetValues<StateCategory>()
        .ToDictionary(category => SlaSignals.NameOf(category));

    private readonly ProblemList problems;
    private readonly HashSet<string> names;
    private readonly PermitReader permits;
    private readonly StateNesting nesting;

    public WorkflowStateReader(
        IReadOnlyList<KeyValuePair<string, SourceNode>> declared,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        this.problems = problems;
        names = declared.Select(state => state.Key).ToHashSet(StringComparer.Ordinal);
        permits = new PermitReader(names, conditions, problems);
        nesting = new StateNesting(
            declared
                .Select(state => (state.Key, Parent: ParentNodeOf(state.Value)))
                .Where(state => state.Parent is { IsText: true, Text: var parent } && names.Contains(parent))
                .Select(state => KeyValuePair.Create(state.Key, state.Parent!.Text))
        );
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
        var said = state.Permits.Select(permit => permit.Trigger).ToHashSet(StringComparer.Ordinal);
        foreach (var trigger in reader.TextsOf("ignore"))
        {
            if (!said.Add(trigger))
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
        if (!nesting.IsCircular(name))
        {
            var depth = nesting.DepthOf(name);
            if (depth <= StateNesting.MaxDepth)
                return parent;
            // Reported where the limit is passed, and not once more for each substate below.
            if (depth == StateNesting.MaxDepth + 1)
                problems.Add(
                    SupportKitErrors.PolicyStateTooDeep,
                    node,
                    FormattableString.Invariant(
                        $"\"{name}\" lies in {depth} states, one in the other; {StateNesting.MaxDepth} are allowed."
                    ),
                    "Let it lie in a state further up."
                );
            return null;
        }
        problems.Add(
            SupportKitErrors.PolicyStateCircular,
            node,
            name == parent ? $"\"{name}\" lies in itself." : $"\"{name}\" lies in itself, by way of \"{parent}\".",
            "Remove one \"parent\", so that some state is at the top."
        );
        return null;
    }

    // A state within another takes that one's category, unless it has its own. A parent that was refused is reported already;
    // the category that it would have given is not missing too.
    private static StateCategory? ReadCategory(ObjectReader reader, string? parent) =>
        reader.Has("category") || ParentNodeOf(reader.Node) is null
            ? reader.RequiredChoice("category", Categories, StateCategory.Open)
        : parent is null ? StateCategory.Open
        : null;
}
