using System.Globalization;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>A yearly <c>RRULE</c> (RFC 5545, section 3.3.10) that falls once a year: on a date, or on the nth weekday of a month.</summary>
internal sealed class RecurrenceRule
{
    private static readonly string[] Weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private readonly ContentLine line;
    private readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);

    private RecurrenceRule(ContentLine line)
    {
        this.line = line;
        foreach (var part in line.Value.Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (
                equals <= 0
                || !parts.TryAdd(part[..equals].ToUpperInvariant(), part[(equals + 1)..].ToUpperInvariant())
            )
                throw line.Invalid("A rule is written NAME=value;NAME=value, each name once.");
        }
    }

    internal static HolidayRule Read(ContentLine line, LocalDate start)
    {
        var rule = new RecurrenceRule(line);
        rule.RefuseUnknown();
        if (rule.parts.GetValueOrDefault("FREQ") != "YEARLY")
            throw line.Unsupported("Holidays recur yearly: FREQ=YEARLY.");
        var pattern = rule.Pattern(start);
        var first = pattern.Dates(new(start.Year, 1, 1), new(start.Year, 12, 31)).ToArray();
        if (first is not [var occurrence] || occurrence != start)
            throw line.Invalid("DTSTART is not a date of this rule. Start the event on its first occurrence.");
        var every = rule.Number("INTERVAL", 1, 300) ?? 1;
        return rule.Until(pattern.Since(start.Year).Every(every), start, every);
    }

    private void RefuseUnknown()
    {
        foreach (var name in parts.Keys)
        {
            // WKST moves weeks, and no part that is allowed counts weeks of the year.
            if (
                name
                is not ("FREQ" or "INTERVAL" or "UNTIL" or "COUNT" or "BYMONTH" or "BYMONTHDAY" or "BYDAY" or "WKST")
            )
                throw line.Unsupported($"{name} is not supported: give a date, or the nth weekday of a month.");
        }
    }

    private HolidayRule Pattern(LocalDate start)
    {
        var month = Number("BYMONTH", 1, 12);
        if (parts.TryGetValue("BYDAY", out var day))
        {
            if (month is null || parts.ContainsKey("BYMONTHDAY"))
                throw line.Unsupported("BYDAY goes with BYMONTH alone.");
            var (nth, weekday) = NthWeekday(day);
            return HolidayRule.NthWeekday(nth, weekday, month.Value);
        }

        var dayOfMonth = Number("BYMONTHDAY", 1, 31);
        if (dayOfMonth is not null && month is null)
            throw line.Unsupported("BYMONTHDAY without BYMONTH recurs every month.");
        if ((month ?? start.Month) != start.Month || (dayOfMonth ?? start.Day) != start.Day)
            throw line.Invalid("DTSTART is not a date of this rule. Start the event on its first occurrence.");
        return HolidayRule.Yearly(start.Month, start.Day);
    }

    private (int Nth, IsoDayOfWeek Weekday) NthWeekday(string day)
    {
        var weekday = day.Length > 2 ? Array.IndexOf(Weekdays, day[^2..]) : -1;
        var parsed = int.TryParse(
            day.AsSpan(0, Math.Max(0, day.Length - 2)),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var nth
        );
        if (weekday < 0 || !parsed || nth is 0 or < -5 or > 5)
            throw line.Unsupported("BYDAY is one nth weekday: 3MO is the third Monday, -1MO the last.");
        return (nth, (IsoDayOfWeek)(weekday + 1));
    }

    private HolidayRule Until(HolidayRule rule, LocalDate start, int every)
    {
        if (parts.TryGetValue("UNTIL", out var until))
        {
            if (parts.ContainsKey("COUNT"))
                throw line.Invalid("A rule has UNTIL or COUNT, not both.");
            var last = ICalendarDate.Read(line, until);
            if (last < start)
                throw line.Invalid("UNTIL is before DTSTART.");
            var fallsThatYear = rule.Dates(new(last.Year, 1, 1), last).Any();
            return rule.Until(fallsThatYear ? last.Year : Math.Max(last.Year - 1, start.Year));
        }

        return Number("COUNT", 1, 10_000) is { } count ? rule.Until(YearOf(rule, count, start.Year, every)) : rule;
    }

    /// <summary>The year of the nth occurrence; the last year of the horizon when that comes first.</summary>
    private static int YearOf(HolidayRule rule, int count, int year, int every)
    {
        for (; year <= Horizon.LastYear; year += every)
        {
            if (rule.Pattern.In(year) is not null && --count == 0)
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
            : throw line.Unsupported($"{name} is one number from {lowest} to {highest}.");
    }
}
