using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Timers;

/// <summary>Reads the times of one timer, all in its calendar, which a fact may choose.</summary>
internal sealed class TimerTimeReader
{
    private readonly ObjectReader timer;
    private readonly ProblemList problems;
    private readonly string? calendar;

    public TimerTimeReader(
        ObjectReader timer,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        (this.timer, this.problems) = (timer, problems);
        if (timer.Optional("calendar") is { IsObject: true } chosen)
        {
            ChosenBy = CalendarChoice.Read(chosen, [.. calendars.Keys], conditions, problems);
            // Until a fact chooses, any of them stands for all.
            calendar = ChosenBy.Calendars.FirstOrDefault() ?? "";
            return;
        }
        calendar = timer.OptionalText("calendar");
        if (calendar is not null && !calendars.ContainsKey(calendar))
            problems.Add(
                SupportKitErrors.PolicyCalendarUnknown,
                timer.Node,
                $"There is no calendar \"{calendar}\".",
                $"Declare it under \"calendars\"{problems.OrWrite(calendar, calendars.Keys)}."
            );
    }

    /// <summary>The calendar when a fact chooses it; null otherwise.</summary>
    public CalendarChoice? ChosenBy { get; }

    /// <summary>A time that must be there; null after it was reported.</summary>
    public SlaDuration? Required(string member) => Read(timer.Required(member));

    /// <summary>A time; null when it is absent, or after it was reported.</summary>
    public SlaDuration? Optional(string member) => Read(timer.Optional(member));

    private SlaDuration? Read(SourceNode? amount)
    {
        if (amount is null)
            return null;
        if (!amount.IsText)
        {
            problems.AddWrongKind(amount, "a time such as \"5bd\"");
            return null;
        }
        if (!SlaDuration.TryCreate(amount.Text, calendar, BusinessDayRule.SameLocalTime, out var time))
            problems.Add(
                SupportKitErrors.PolicyTimeUnreadable,
                amount,
                $"\"{amount.Text}\" is not a time to wait.",
                "Write 30m, 4h, 2d, or 1bd with a \"calendar\"; at most ten years."
            );
        return time;
    }
}
