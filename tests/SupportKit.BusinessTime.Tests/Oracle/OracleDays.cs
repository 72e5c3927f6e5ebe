using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Business days, walked one date after the other.</summary>
internal sealed class OracleDays(OracleCalendar calendar)
{
    internal Instant Add(Instant start, int days, BusinessDayRule rule)
    {
        var local = start.InZone(calendar.Zone).LocalDateTime;
        var day = new[] { 0, -1, 1 }.Select(local.Date.PlusDays).FirstOrDefault(date => Holds(date, start), local.Date);
        if (days == 0)
        {
            if (rule == BusinessDayRule.SameLocalTime)
                return start;
            if (calendar.BusinessDay(day) is { } today && start < today.Closes)
                return today.Closes;
            days = 1;
        }

        var target = Walk(day, days);
        if (rule == BusinessDayRule.EndOfDay)
            return calendar.BusinessDay(target)!.Value.Closes;
        var date = target.PlusDays(Period.DaysBetween(day, local.Date));
        return calendar.Zone.AtLeniently(date + local.TimeOfDay).ToInstant();
    }

    private bool Holds(LocalDate date, Instant at) =>
        calendar.BusinessDay(date) is { } day && at >= day.Opens && at < day.Closes;

    private LocalDate Walk(LocalDate date, int days)
    {
        for (var left = Math.Abs(days); left > 0; )
        {
            date = date.PlusDays(Math.Sign(days));
            if (calendar.BusinessDay(date) is not null)
                left--;
        }

        return date;
    }
}
