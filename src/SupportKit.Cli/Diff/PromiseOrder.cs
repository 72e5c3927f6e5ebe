using SupportKit.BusinessTime;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>Which of two promises surely ends no later. Times that cannot be compared, hours and business days for example, are not.</summary>
internal static class PromiseOrder
{
    /// <summary>Whether the new policy surely promises at least what the old one does.</summary>
    /// <param name="before">What was promised, with the policy that promised it; null for nothing.</param>
    /// <param name="after">What is promised; null for nothing.</param>
    public static bool IsAtLeast((SlaTarget? Target, Policy Policy) before, (SlaTarget? Target, Policy Policy) after) =>
        before.Target is not { } was
        || after.Target is { } now
            && (was.Kind == PromiseKind.Typical || now.Kind == PromiseKind.Committed)
            && EndsNoLater((now.Within, after.Policy), (was.Within, before.Policy));

    /// <summary>Whether one time, counted from the same start, surely ends no later than another.</summary>
    public static bool EndsNoLater((SlaDuration Within, Policy Policy) one, (SlaDuration Within, Policy Policy) other)
    {
        var (a, b) = (one.Within, other.Within);
        if (a.BusinessDays > 0 != b.BusinessDays > 0)
            return false;
        var inOneCalendar = CalendarOf(one)?.ToJson() == CalendarOf(other)?.ToJson();
        if (a.BusinessDays == 0)
            // Open time passes no faster than the clock.
            return (a.Calendar is null || inOneCalendar) && a.Length <= b.Length;
        return inOneCalendar
            && (
                a.BusinessDays < b.BusinessDays
                || a.BusinessDays == b.BusinessDays && (a.DayRule == b.DayRule || b.DayRule == BusinessDayRule.EndOfDay)
            );
    }

    private static BusinessCalendar? CalendarOf((SlaDuration Within, Policy Policy) promised) =>
        promised.Within.Calendar is { } name ? promised.Policy.Calendars.GetValueOrDefault(name) : null;
}
