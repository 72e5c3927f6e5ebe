using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Shared;
using SupportKit.Tickets;

namespace SupportKit.Workflows;

/// <summary>
/// Reads the items of <c>autoClose</c>: <c>{ "states": ["pending"], "after": "5bd", "calendar": "office", "warnBefore": "1bd" }</c>.
/// </summary>
internal sealed class AutoCloseReader(
    Workflow workflow,
    ImmutableSortedDictionary<string, BusinessCalendar> calendars,
    ProblemList problems
)
{
    private readonly WaitReader waits = new(calendars, problems);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = workflow.States.ToHashSet(StringComparer.Ordinal);

    // By the state whose rule decides: the first of the workflow that cannot be closed.
    private readonly Dictionary<string, string> stuckIn = new(StringComparer.Ordinal);

    public ImmutableArray<AutoClose> Read(IReadOnlyCollection<SourceNode> items)
    {
        var lists = items.SelectMany(item => item.Members).Where(member => member.Key == "states");
        named.UnionWith(lists.SelectMany(list => list.Value.Items).Select(state => state.Text));
        foreach (var state in workflow.States.Where(state => !CanClose(state)))
            if (DecidingFor(state) is { } deciding)
                stuckIn.TryAdd(deciding, state);
        return [.. items.Select(Read)];
    }

    private AutoClose Read(SourceNode item)
    {
        var reader = ObjectReader.Of(item, problems);
        if (reader.Required("states") is { IsArray: true, Items.IsEmpty: true } empty)
            problems.AddWrongKind(empty, "a list of at least one state");
        var states = reader.ItemsOf("states").Where(IsState).Select(state => state.Text).ToImmutableArray();

        var calendar = waits.Calendar(reader);
        var after = waits.Time(reader.Required("after"), calendar);
        var warnBefore = waits.Time(reader.Optional("warnBefore"), calendar);
        reader.RejectUnknownProperties();
        if (after is not null && warnBefore is not null && !warnBefore.IsShorterThan(after))
            problems.Add(
                SupportKitErrors.PolicyWarningTooEarly,
                item,
                $"A warning {warnBefore} before the end does not lie within {after}.",
                "Write a shorter \"warnBefore\", in business days if and only if \"after\" is."
            );
        return new AutoClose(states, after ?? SlaDuration.Parse("1h"), warnBefore);
    }

    private bool IsState(SourceNode state)
    {
        if (!state.IsText)
        {
            problems.AddWrongKind(state, "the name of a state");
            return false;
        }
        if (!known.Contains(state.Text))
        {
            WorkflowReader.Unknown(state.Text, state, workflow.States, problems);
            return false;
        }
        if (!seen.Add(state.Text))
            problems.Add(
                SupportKitErrors.PolicyValueRepeated,
                state,
                $"\"{state.Text}\" stands in \"autoClose\" twice.",
                "Say once when a ticket in that state is closed."
            );
        if (stuckIn.TryGetValue(state.Text, out var stuck))
            problems.Add(
                SupportKitErrors.PolicyCloseNotPermitted,
                state,
                $"A ticket in \"{stuck}\" cannot be closed by itself: \"{Triggers.Close}\" is not permitted there.",
                $"Permit \"{Triggers.Close}\" in that state, or leave it out here."
            );
        return true;
    }

    // A substate with a rule of its own is not closed by its parent's rule.
    private string? DecidingFor(string? state)
    {
        while (state is not null && !named.Contains(state))
            state = workflow.ParentOf(state);
        return state;
    }

    private bool CanClose(string state) =>
        workflow.PermitsIn(state).Any(permit => permit.Trigger == Triggers.Close && permit.To != state);
}
