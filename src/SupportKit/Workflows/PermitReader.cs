using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Workflows;

/// <summary>
/// Reads where a trigger leads: the name of a state, <c>{ "to": "closed", "if": { … }, "otherwise": "…" }</c>, or a list of
/// such objects, of which only the last may do without <c>if</c>.
/// </summary>
internal sealed class PermitReader(IReadOnlySet<string> names, ConditionReader conditions, ProblemList problems)
{
    public void Read(WorkflowState state, string trigger, SourceNode ways)
    {
        if (ways.IsText)
        {
            if (IsKnown(ways))
                state.Permit(trigger, ways.Text);
            return;
        }
        if (!ways.IsObject && ways.Items.IsEmpty)
            problems.AddWrongKind(ways, "the name of a state, an object with \"to\", or a list of such objects");
        foreach (var way in ways.IsObject ? [ways] : ways.Items)
        {
            var guard = ReadWay(state, trigger, way);
            if (guard is null && way != ways.Items.LastOrDefault(way))
                problems.Add(
                    SupportKitErrors.PolicyGuardMissing,
                    way,
                    "This way is always open, so that those after it are never taken.",
                    "Give it an \"if\", or put it last."
                );
        }
    }

    private Condition? ReadWay(WorkflowState state, string trigger, SourceNode way)
    {
        var reader = ObjectReader.Of(way, problems);
        var to = reader.Required("to");
        // A condition that always holds is not a guard.
        var guard = reader.Optional("if") is { } condition and not { IsObject: true, Members.IsEmpty: true }
            ? conditions.Read(condition)
            : null;
        // "otherwise" needs a condition.
        var otherwise = guard is null ? null : reader.OptionalLocalized("otherwise");
        reader.RejectUnknownProperties();
        if (to is { IsText: false })
            problems.AddWrongKind(to, "the name of a state");
        else if (to is not null && IsKnown(to))
            state.PermitIf(trigger, to.Text, guard, otherwise);
        return guard;
    }

    private bool IsKnown(SourceNode state)
    {
        if (names.Contains(state.Text))
            return true;
        WorkflowReader.Unknown(state.Text, state, names, problems);
        return false;
    }
}
