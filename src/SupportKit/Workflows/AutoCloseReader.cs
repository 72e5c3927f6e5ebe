using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.Reading;
using SupportKit.Tickets;

namespace SupportKit.Workflows;

/// <summary>
/// Reads the items of <c>autoClose</c>: <c>{ "in": ["waiting"], "after": "5bd", "calendar": "office", "warnBefore": "1bd" }</c>.
/// </summary>
internal sealed class AutoCloseReader(
    Workflow workflow,
    ImmutableSortedDictionary<string, BusinessCalendar> calendars,
    ProblemList problems
)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);

    public ImmutableArray<AutoClose> Read(IReadOnlyCollection<SourceNode> items)
    {
        var lists = items.SelectMany(item => item.Members).Where(member => member.Key == "in");
        named.UnionWith(lists.SelectMany(list => list.Value.Items).Select(state => state.Text));
        return [.. items.Select(Read)];
    }

    private AutoClose Read(SourceNode item)
    {
        var reader = ObjectReader.Of(item, problems);
        if (reader.Required("in") is { IsArray: true, Items.IsEmpty: true } empty)
            ObjectReader.WrongKind(empty, problems, "a list of at least one state");
        var states = reader.ItemsOf("in").Where(IsState).Select(state => state.Text).ToImmutableArray();

        var calendar = reader.OptionalText("calendar");
        if (calendar is not null && !calendars.ContainsKey(calendar))
            problems.Add(
                "policy.calendar_unknown",
                item,
                $"There is no calendar \"{calendar}\".",
                $"Declare it under \"calendars\", or write \"{Spelling.Nearest(calendar, calendars.Keys)}\" if that was meant."
            );
        var after = ReadTime(reader.Required("after"), calendar);
        var warnBefore = ReadTime(reader.Optional("warnBefore"), calendar);
        reader.RefuseOthers();
        if (after is not null && warnBefore is not null && !IsShorter(warnBefore, after))
            problems.Add(
                "policy.warning_too_early",
                item,
                $"A warning {warnBefore} before the end does not lie within {after}.",
                "Write a shorter \"warnBefore\", in business days if and only if \"after\" is."
            );
        return new AutoClose(states, after ?? PromisedTime.TryCreate("1h", null)!, warnBefore);
    }

    private bool IsState(SourceNode state)
    {
        if (!state.IsText)
        {
            ObjectReader.WrongKind(state, problems, "the name of a state");
            return false;
        }
        if (!workflow.States.Contains(state.Text))
        {
            WorkflowReader.Unknown(state.Text, state, workflow.States, problems);
            return false;
        }
        if (!seen.Add(state.Text))
            problems.Add(
                "policy.value_repeated",
                state,
                $"\"{state.Text}\" stands in \"autoClose\" twice.",
                "Say once when a ticket in that state is closed."
            );
        var stuck = workflow.States.FirstOrDefault(at => DecidingFor(at) == state.Text && !CanClose(at));
        if (stuck is not null)
            problems.Add(
                "policy.close_not_permitted",
                state,
                $"A ticket in \"{stuck}\" cannot be closed by itself: \"{Triggers.Close}\" is not permitted there.",
                $"Permit \"{Triggers.Close}\" in that state, or leave it out here."
            );
        return true;
    }

    // A substate with a rule of its own is not closed by its parent's.
    private string? DecidingFor(string? state)
    {
        while (state is not null && !named.Contains(state))
            state = workflow.ParentOf(state);
        return state;
    }

    private bool CanClose(string state) =>
        workflow.PermitsIn(state).Any(permit => permit.Trigger == Triggers.Close && permit.To != state);

    private PromisedTime? ReadTime(SourceNode? amount, string? calendar)
    {
        if (amount is null)
            return null;
        if (!amount.IsText)
        {
            ObjectReader.WrongKind(amount, problems, "a time such as \"5bd\"");
            return null;
        }
        var time = PromisedTime.TryCreate(amount.Text, calendar);
        if (time is null)
            problems.Add(
                "policy.time_unreadable",
                amount,
                $"\"{amount.Text}\" is not a time to wait.",
                "Write 30m, 4h, 2d, or 1bd with a \"calendar\"; at most ten years."
            );
        return time;
    }

    // Business days and hours cannot be compared: how long a day is differs from day to day.
    private static bool IsShorter(PromisedTime one, PromisedTime other) =>
        one.BusinessDays > 0 == other.BusinessDays > 0
        && (one.BusinessDays > 0 ? one.BusinessDays < other.BusinessDays : one.Length < other.Length);
}
