using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;
using SupportKit.Sla;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Timers;

/// <summary>Reads the times of one timer, all in its calendar, which a fact may choose.</summary>
internal sealed class TimerTimeReader
{
    private readonly ObjectReader timer;
    private readonly WaitReader waits;
    private readonly string? calendar;

    public TimerTimeReader(
        ObjectReader timer,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        (this.timer, waits) = (timer, new WaitReader(calendars, problems));
        if (timer.Optional("calendar") is { IsObject: true } chosen)
        {
            ChosenBy = CalendarChoice.Read(chosen, [.. calendars.Keys], conditions, problems);
            // Until a fact chooses, any of them stands for all.
            calendar = ChosenBy.Calendars.FirstOrDefault() ?? "";
            return;
        }
        calendar = waits.Calendar(timer);
    }

    /// <summary>The calendar when a fact chooses it; null otherwise.</summary>
    public CalendarChoice? ChosenBy { get; }

    /// <summary>A time that must be there; null after it was reported.</summary>
    public SlaDuration? Required(string member) => waits.Time(timer.Required(member), calendar);

    /// <summary>A time; null when it is absent, or after it was reported.</summary>
    public SlaDuration? Optional(string member) => waits.Time(timer.Optional(member), calendar);
}
