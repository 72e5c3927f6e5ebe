using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>One <c>VEVENT</c>: takes its lines, then makes its rules.</summary>
internal sealed class EventReader(ContentLine begin)
{
    private readonly Dictionary<string, ContentLine> single = new(StringComparer.Ordinal);
    private readonly List<ContentLine> exceptions = [];
    private readonly List<ContentLine> extras = [];

    internal void Add(ContentLine line)
    {
        switch (line.Name)
        {
            case "DTSTART" or "DTEND" or "DURATION" or "RRULE" or "SUMMARY" or "STATUS":
                if (!single.TryAdd(line.Name, line))
                    throw line.Invalid("An event has this line once.");
                break;
            case "EXDATE":
                exceptions.Add(line);
                break;
            case "RDATE":
                extras.Add(line);
                break;
            case "RECURRENCE-ID" or "EXRULE":
                throw line.Unsupported("Holidays have no changed occurrences. Give the dates as events of their own.");
        }
    }

    internal IEnumerable<HolidayRule> Rules()
    {
        if (
            single.TryGetValue("STATUS", out var status)
            && status.Value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase)
        )
            return [];
        if (!single.TryGetValue("DTSTART", out var startLine))
            throw begin.Invalid("The event has no DTSTART.");
        var start = ICalendarDate.Single(startLine);
        var days = Days(startLine, start);
        var exceptions = this.exceptions.SelectMany(ICalendarDate.List).ToArray();
        var extras = this
            .extras.SelectMany(line => ICalendarDate.List(line).Select(date => Once(line, date, days)))
            .Where(extra => !exceptions.Contains(extra.First))
            .Select(extra => extra.Rule);
        return [.. Main(start, days, exceptions).Concat(extras).Select(WithName)];
    }

    private IEnumerable<HolidayRule> Main(LocalDate start, int days, LocalDate[] exceptions)
    {
        if (single.TryGetValue("RRULE", out var rule))
            return [RecurrenceRule.Read(rule, start).Lasting(days).Except(exceptions)];
        return exceptions.Contains(start) ? [] : [Once(single["DTSTART"], start, days).Rule];
    }

    private static (LocalDate First, HolidayRule Rule) Once(ContentLine line, LocalDate first, int days)
    {
        var last = first.PlusDays(days - 1);
        if (!Horizon.Contains(last))
            throw line.Fault(BusinessCalendarErrors.DateInvalid, "The event ends after the year 2200.");
        return (first, HolidayRule.On(first, last));
    }

    private HolidayRule WithName(HolidayRule rule)
    {
        if (!single.TryGetValue("SUMMARY", out var summary))
            return rule;
        var name = Unescape(summary.Value).Trim();
        if (name.Length == 0)
            return rule;
        return Check.IsName(name) ? rule.Named(name) : throw summary.Invalid("The summary is not valid Unicode text.");
    }

    private int Days(ContentLine startLine, LocalDate start)
    {
        if (single.TryGetValue("DTEND", out var end))
        {
            if (single.TryGetValue("DURATION", out var both))
                throw both.Invalid("An event has a DTEND or a DURATION, not both.");
            return AtMostAYear(end, Period.DaysBetween(start, ICalendarDate.Single(end)));
        }

        return single.TryGetValue("DURATION", out var duration) ? AtMostAYear(duration, Duration(duration)) : 1;
    }

    private static int AtMostAYear(ContentLine line, int days) =>
        days switch
        {
            < 1 => throw line.Invalid("The event ends before it has begun. DTEND is the day after its last one."),
            > 366 => throw line.Unsupported("A holiday lasts at most 366 days."),
            _ => days,
        };

    private static int Duration(ContentLine line)
    {
        var value = line.Value.StartsWith('+') ? line.Value[1..] : line.Value;
        var digits = value.Length > 2 ? value[1..^1] : "";
        if (
            digits.Length is 0 or > 4
            || value[0] != 'P'
            || value[^1] is not ('D' or 'W')
            || !digits.All(char.IsAsciiDigit)
        )
            throw line.Unsupported("An all-day event lasts whole days or weeks: P1D, P2W.");
        var count = int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return value[^1] == 'W' ? 7 * count : count;
    }

    /// <summary>The escapes of RFC 5545, section 3.3.11; a line break becomes a space.</summary>
    private static string Unescape(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                plain.Append(text[++i] is 'n' or 'N' ? ' ' : text[i]);
            else
                plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
