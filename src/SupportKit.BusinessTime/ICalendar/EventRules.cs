using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>Makes the rules of an event that is a holiday, and reports what none can be made of.</summary>
internal sealed class EventRules(EventReader source, DateTimeZone zone, ReadingLog log)
{
    private const int MostDays = 366;

    /// <summary>The rules of an event: its own dates, without those that are excepted or stand in a changed occurrence.</summary>
    /// <param name="name">What the holiday is called, or <see langword="null"/>.</param>
    /// <param name="changed">The dates of occurrences that events of their own replace; shared by all events of one UID, so it is not copied.</param>
    internal IEnumerable<HolidayRule> Read(string? name, HashSet<LocalDate>? changed)
    {
        var excepted = Dates(source.Exceptions).ToHashSet();
        var extras = source.Extras.SelectMany(line =>
            ICalendarTime.Dates(line, zone, log).Select(date => (line, date))
        );
        if (Refused() || First() is not { } first)
        {
            // What is wrong with these dates is to be told with the rest.
            _ = extras.Count();
            return [];
        }

        var rules = new List<HolidayRule>();
        if (source.Line("RRULE") is { } recurrence)
        {
            if (RecurrenceRule.Read(recurrence, first.Date, zone, log) is { } rule)
                rules.Add(rule.Lasting(first.Days).Except(excepted.Concat(changed ?? [])));
        }
        else if (!IsExcepted(first.Date) && Once(source.Line("DTSTART")!, first.Date, first.Days) is { } once)
            rules.Add(once);

        foreach (var (line, date) in extras)
        {
            if (!IsExcepted(date) && Once(line, date, first.Days) is { } once)
                rules.Add(once);
        }

        return Named(rules, name);

        bool IsExcepted(LocalDate date) => excepted.Contains(date) || (changed?.Contains(date) ?? false);
    }

    /// <summary>The date whose occurrence this event replaces; null when it replaces none, or the date cannot be read.</summary>
    internal LocalDate? Replaced() =>
        source.Line("RECURRENCE-ID") is { } line && ICalendarTime.Read(line.Value, zone) is { } time ? time.Date : null;

    private IEnumerable<LocalDate> Dates(IEnumerable<ContentLine> lines) =>
        lines.SelectMany(line => ICalendarTime.Dates(line, zone, log));

    private bool Refused()
    {
        if (source.Line("EXRULE") is { } excluding)
            Unsupported(excluding, "EXRULE is not supported. Give the dates it excludes as EXDATE.");
        else if (source.Line("RECURRENCE-ID") is { } change)
        {
            if (change.Has("RANGE"))
                Unsupported(
                    change,
                    "A change of all later occurrences is not supported. End the rule, and start another."
                );
            else if (source.Line("RRULE") is { } rule)
                Unsupported(rule, "A changed occurrence does not recur. Remove its RRULE.");
            else
                return ICalendarTime.DateOf(change, change.Value, zone, log) is null;
        }
        else
            return false;
        return true;

        void Unsupported(ContentLine line, string explanation) =>
            log.Add(ICalendarErrors.RecurrenceUnsupported, line, explanation);
    }

    private (LocalDate Date, int Days)? First()
    {
        if (source.Line("DTSTART") is not { } line)
        {
            log.Add(ICalendarErrors.EventInvalid, source.Begin, "The event has no DTSTART.");
            return null;
        }

        if (ICalendarTime.DateOf(line, line.Value, zone, log) is not { } start)
            return null;
        var end = source.Line("DTEND");
        var duration = source.Line("DURATION");
        if (end is not null && duration is not null)
            return Wrong(ICalendarErrors.EventInvalid, duration, "An event has a DTEND or a DURATION, not both.");
        if (end is not null && ICalendarTime.Read(end.Value, zone) is null)
            return Wrong(
                ICalendarErrors.DateInvalid,
                end,
                "DTEND is not a date; one is written 20261225, or 20261225T000000."
            );
        if (duration is not null && EventLength.Seconds(duration.Value) is null)
            return Wrong(
                ICalendarErrors.DateInvalid,
                duration,
                "DURATION is not a length; one is written P1D, P2W or PT24H."
            );
        return source.Days(start, zone) switch
        {
            null => Wrong(
                ICalendarErrors.EventTimed,
                line,
                "The event does not last whole days, and a holiday does. Leave it out by ICalendarOptions.Include, which may ask IsAllDay."
            ),
            < 0 => Wrong(ICalendarErrors.EventInvalid, end!, "The event ends before it has begun."),
            > MostDays => Wrong(
                ICalendarErrors.EventOversized,
                end ?? duration!,
                "A holiday lasts at most 366 days. Split the event, or leave it out by ICalendarOptions.Include."
            ),
            { } days => (start.Date, days),
        };

        (LocalDate, int)? Wrong(string code, ContentLine at, string explanation)
        {
            log.Add(code, at, explanation);
            return null;
        }
    }

    private HolidayRule? Once(ContentLine line, LocalDate first, int days)
    {
        var last = first.PlusDays(days - 1);
        if (Horizon.Contains(last))
            return HolidayRule.On(first, last);
        log.Add(ICalendarErrors.DateInvalid, line, "The event ends after the year 2200.");
        return null;
    }

    private IEnumerable<HolidayRule> Named(List<HolidayRule> rules, string? name)
    {
        if (name is null)
            return rules;
        var oneLine = name.ReplaceLineEndings(" ");
        if (Check.IsName(oneLine))
            return rules.Select(rule => rule.Named(oneLine));
        log.Add(ICalendarErrors.EventInvalid, source.Line("SUMMARY")!, "The summary is not valid Unicode text.");
        return [];
    }
}
