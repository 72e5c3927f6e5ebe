using System.Globalization;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// An <c>RRULE</c> (RFC 5545, section 3.3.10) that falls once a year: on a date, on the nth weekday of a month, or on the
/// weekday among certain days of a month.
/// </summary>
internal sealed class RecurrenceRule
{
    private static readonly string[] Weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private readonly ContentLine line;
    private readonly DateTimeZone zone;
    private readonly ReadingLog log;
    private readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    private bool failed;

    private RecurrenceRule(ContentLine line, DateTimeZone zone, ReadingLog log)
    {
        (this.line, this.zone, this.log) = (line, zone, log);
        foreach (var part in line.Value.ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            log.Step();
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && parts.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
                continue;
            _ = Invalid<int?>("A rule is written NAME=value;NAME=value, each name once.");
            return;
        }
    }

    /// <summary>The rule of an event with that first date; null when it has no date, or when the log is told what is wrong.</summary>
    internal static HolidayRule? Read(ContentLine line, LocalDate start, DateTimeZone zone, ReadingLog log)
    {
        var rule = new RecurrenceRule(line, zone, log);
        return rule.failed || rule.HasUnknown() || rule.Every() is not { } every ? null : rule.Make(start, every);
    }

    private HolidayRule? Make(LocalDate start, int every)
    {
        if (Pattern(start) is not { } pattern || failed)
            return null;
        // A first date that the rule does not name is not one of its dates. RFC 5545 leaves its meaning open, and readers differ.
        var year = In(pattern, start.Year) < start ? start.Year + every : start.Year;
        return year > Horizon.LastYear ? null : Until(pattern.Since(year).Every(every), start, year, every);
    }

    private bool HasUnknown()
    {
        foreach (var name in parts.Keys)
        {
            if (log.IsFull)
                break;
            // WKST moves weeks, and no part that is allowed counts weeks of the year.
            if (
                name
                is not ("FREQ" or "INTERVAL" or "UNTIL" or "COUNT" or "BYMONTH" or "BYMONTHDAY" or "BYDAY" or "WKST")
            )
                _ = Unsupported<int?>($"{name} is not supported: give a date, or the nth weekday of a month.");
        }

        return failed;
    }

    /// <summary>The years from one occurrence to the next.</summary>
    private int? Every()
    {
        var monthly = parts.GetValueOrDefault("FREQ") == "MONTHLY";
        if (Number("INTERVAL", 1, monthly ? 3600 : 300) is not { } every)
            return failed ? null
                : monthly ? NotYearly()
                : Yearly(1);
        return monthly ? (every % 12 == 0 ? every / 12 : NotYearly()) : Yearly(every);

        int? Yearly(int years) => parts.GetValueOrDefault("FREQ") == "YEARLY" ? years : NotYearly();
        int? NotYearly() => Unsupported<int?>("A holiday recurs yearly: FREQ=YEARLY, or FREQ=MONTHLY;INTERVAL=12.");
    }

    private HolidayRule? Pattern(LocalDate start)
    {
        // What recurs each twelfth month recurs in the month it starts in.
        var month = Number("BYMONTH", 1, 12) ?? (parts.GetValueOrDefault("FREQ") == "MONTHLY" ? start.Month : null);
        if (parts.TryGetValue("BYDAY", out var day))
        {
            if (month is null)
                return Unsupported<HolidayRule>(
                    "BYDAY without BYMONTH counts weekdays of the whole year. Add the month: BYMONTH=5."
                );
            return parts.TryGetValue("BYMONTHDAY", out var days)
                ? Among(day, days, month.Value)
                : NthWeekday(day, month.Value);
        }

        var dayOfMonth = Number("BYMONTHDAY", 1, 31);
        if (failed)
            return null;
        if (dayOfMonth is not null && month is null)
            return Unsupported<HolidayRule>("BYMONTHDAY without BYMONTH recurs every month. Add the month: BYMONTH=5.");
        var (inMonth, onDay) = (month ?? start.Month, dayOfMonth ?? start.Day);
        return onDay <= CalendarSystem.Iso.GetDaysInMonth(2000, inMonth)
            ? HolidayRule.Yearly(inMonth, onDay)
            : Invalid<HolidayRule>("The rule names a day that its month never has.");
    }

    private HolidayRule? NthWeekday(string day, int month)
    {
        var parsed = int.TryParse(
            day.AsSpan(0, Math.Max(0, day.Length - 2)),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var nth
        );
        return parsed && nth is not 0 and >= -5 and <= 5 && Weekday(day) is { } weekday
            ? HolidayRule.NthWeekday(nth, weekday, month)
            : Unsupported<HolidayRule>("BYDAY is one nth weekday: 3MO is the third Monday, -1MO the last.");
    }

    /// <summary>The weekday among days of a month: the Tuesday of 2 to 8 November. Fewer than seven days do not have it each year.</summary>
    private HolidayRule? Among(string day, string days, int month)
    {
        var listed = new SortedSet<int>();
        foreach (var text in days.Split(','))
        {
            if (
                !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is 0 or > 31
            )
                return Unsupported<HolidayRule>("BYMONTHDAY is days of the month, from 1 to 31.");
            listed.Add(number);
        }

        if (day.Length != 2 || Weekday(day) is not { } weekday || listed.Max - listed.Min > 6)
            return Unsupported<HolidayRule>("BYDAY with BYMONTHDAY is one weekday among at most seven days in a row.");
        var from = new LocalDate(2000, month, 1);
        if (listed.Max > CalendarSystem.Iso.GetDaysInMonth(from.Year, month) || (month == 2 && listed.Max > 28))
            return Unsupported<HolidayRule>("BYMONTHDAY has a day that the month does not have each year.");
        var rule = HolidayRule.OnOrAfter(weekday, new AnnualDate(month, listed.Min));
        return listed.Count == 7 ? rule : rule.Except(Others());

        IEnumerable<LocalDate> Others()
        {
            for (var year = Horizon.FirstYear; year <= Horizon.LastYear; year++)
            {
                log.Step();
                if (In(rule, year) is { } date && (date.Month != month || !listed.Contains(date.Day)))
                    yield return date;
            }
        }
    }

    /// <summary>The date a rule falls on in a year, if it does.</summary>
    private static LocalDate? In(HolidayRule rule, int year) =>
        rule.Pattern.In(year) is var (date, _) && !rule.Exceptions.Contains(date) ? date : null;

    private static IsoDayOfWeek? Weekday(string day)
    {
        var index = day.Length < 2 ? -1 : Array.IndexOf(Weekdays, day[^2..]);
        return index < 0 ? null : (IsoDayOfWeek)(index + 1);
    }

    private HolidayRule? Until(HolidayRule rule, LocalDate start, int year, int every)
    {
        if (parts.TryGetValue("UNTIL", out var until))
        {
            if (parts.ContainsKey("COUNT"))
                return Invalid<HolidayRule>("A rule has UNTIL or COUNT, not both.");
            if (ICalendarTime.Read(until, zone) is not { } time)
            {
                log.Add(
                    ICalendarErrors.DateInvalid,
                    line,
                    "UNTIL is not a date; one is written 20261225, or 20261225T000000Z."
                );
                return null;
            }

            return time.Date < start
                ? Invalid<HolidayRule>("UNTIL is before DTSTART.")
                : EndingBy(rule, year, time.Date);
        }

        var count = Number("COUNT", 1, 10_000);
        if (failed)
            return null;
        return count is { } times ? rule.Until(YearOf(rule, times, year, every)) : rule;
    }

    private static HolidayRule? EndingBy(HolidayRule rule, int year, LocalDate last)
    {
        // An end after the years a calendar answers for is none.
        if (!Horizon.Contains(last))
            return rule;
        var end = In(rule, last.Year) <= last ? last.Year : last.Year - 1;
        return end < year ? null : rule.Until(end);
    }

    /// <summary>The year of the nth occurrence; the last year of the horizon when that comes first.</summary>
    private int YearOf(HolidayRule rule, int count, int year, int every)
    {
        for (; year <= Horizon.LastYear; year += every)
        {
            log.Step();
            if (In(rule, year) is not null && --count == 0)
                return year;
        }

        return Horizon.LastYear;
    }

    private int? Number(string name, int lowest, int highest)
    {
        if (!parts.TryGetValue(name, out var text))
            return null;
        var whole = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return whole && number >= lowest && number <= highest
            ? number
            : Unsupported<int?>($"{name} is one number from {lowest} to {highest}.");
    }

    private T? Invalid<T>(string explanation) => Wrong<T>(ICalendarErrors.RecurrenceInvalid, explanation);

    private T? Unsupported<T>(string explanation) => Wrong<T>(ICalendarErrors.RecurrenceUnsupported, explanation);

    private T? Wrong<T>(string code, string explanation)
    {
        failed = true;
        log.Add(code, line, explanation);
        return default;
    }
}
