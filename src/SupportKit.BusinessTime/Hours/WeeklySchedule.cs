using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// Weekly hours with their exceptions. A date's hours are: the weekly ones, none on a holiday; with or instead of them
/// the openings of that date; none at all on a whole-day closure; and last, part-day closures are cut out.
/// </summary>
internal sealed class WeeklySchedule : Schedule
{
    private readonly CalendarDefinition definition;
    private readonly LocalSpan[][] weekly = new LocalSpan[7][];
    private readonly HolidayRule[] holidays;
    private readonly (int First, int Last)[] closedDays;
    private readonly LocalSpan[] closedHours;
    private readonly SortedList<int, (LocalSpan[] Hours, bool Instead)> openings = [];

    internal WeeklySchedule(CalendarDefinition definition)
    {
        this.definition = definition;
        for (var day = 0; day < 7; day++)
            weekly[day] = Few(WeeklyHoursOf((IsoDayOfWeek)(day + 1)), "$.hours");
        holidays = [.. definition.Holidays.SelectMany(entry => entry.Rules)];
        closedDays =
        [
            .. definition
                .Closures.Where(closure => closure.IsWholeDay)
                .Select(closure => (Horizon.DayNumber(closure.First), Horizon.DayNumber(closure.Last))),
        ];
        closedHours = LocalSpan.Merge([
            .. definition
                .Closures.Where(closure => !closure.IsWholeDay)
                .SelectMany(closure =>
                    LocalSpan.Of(closure.Hours).Select(span => span.On(Horizon.DayNumber(closure.First)))
                ),
        ]);
        foreach (var date in definition.Openings.GroupBy(opening => opening.Date))
        {
            var hours = Few(
                LocalSpan.Merge([.. date.SelectMany(opening => LocalSpan.Of(opening.Hours))]),
                "$.openings"
            );
            openings.Add(Horizon.DayNumber(date.Key), (hours, date.Any(opening => opening.Instead)));
        }
    }

    internal override DateTimeZone Zone => definition.Zone;

    internal CalendarDefinition Definition => definition;

    internal override IEnumerable<HolidayRule> HolidayRules => holidays;

    internal override List<Shift> Shifts(int firstDay, int endDay)
    {
        var shifts = new List<Shift>(endDay - firstDay);
        var map = new ZoneMap(Zone, firstDay, endDay);
        var holiday = new bool[endDay - firstDay];
        var closed = new bool[endDay - firstDay];
        Mark(holiday, closed, firstDay);
        var cut = 0;
        for (var day = firstDay; day < endDay; day++)
        {
            if (closed[day - firstDay])
                continue;
            foreach (var span in HoursOf(day, holiday[day - firstDay]))
                AddOutsideClosures(shifts, map, day, span.On(day), ref cut);
        }

        return shifts;
    }

    private LocalSpan[] WeeklyHoursOf(IsoDayOfWeek day) =>
        definition.AlwaysOpen
            ? LocalSpan.Of([HoursRange.WholeDay])
            : LocalSpan.Merge([
                .. definition
                    .Weekly.Where(entry => entry.Days.Contains(day))
                    .SelectMany(entry => LocalSpan.Of(entry.Hours)),
            ]);

    private static LocalSpan[] Few(LocalSpan[] hours, string path) =>
        hours.Length <= Check.MostIntervalsADay
            ? hours
            : throw CalendarFault.At(
                BusinessCalendarErrors.SizeExceeded,
                path,
                null,
                $"A day has {hours.Length} separate hours; at most {Check.MostIntervalsADay} are allowed."
            );

    private void Mark(bool[] holiday, bool[] closed, int firstDay)
    {
        foreach (var rule in holidays)
            rule.Mark(holiday, firstDay);
        foreach (var (first, last) in closedDays)
        {
            var start = Math.Max(first - firstDay, 0);
            var end = Math.Min(last + 1 - firstDay, closed.Length);
            if (start < end)
                closed.AsSpan(start..end).Fill(true);
        }
    }

    private LocalSpan[] HoursOf(int day, bool holiday)
    {
        // 1970-01-01 was a Thursday; day numbers before it are negative.
        var usual = holiday ? [] : weekly[(((day + 3) % 7) + 7) % 7];
        if (openings.Count == 0 || !openings.TryGetValue(day, out var opening))
            return usual;
        return opening.Instead ? opening.Hours : LocalSpan.Merge([.. usual, .. opening.Hours]);
    }

    private void AddOutsideClosures(List<Shift> shifts, ZoneMap map, int day, LocalSpan span, ref int cut)
    {
        // Shifts come in order of their starts, so a closure that ended before one is over for all that follow.
        while (cut < closedHours.Length && closedHours[cut].End <= span.Start)
            cut++;
        var from = span.Start;
        for (var i = cut; i < closedHours.Length && closedHours[i].Start < span.End; i++)
        {
            if (from < closedHours[i].Start)
                map.Add(shifts, day, from, closedHours[i].Start);
            from = closedHours[i].End;
        }

        if (from < span.End)
            map.Add(shifts, day, from, span.End);
    }
}
