using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>Tells the holidays of one <c>VCALENDAR</c> from its other events, and puts changed occurrences where they belong.</summary>
internal sealed class CalendarRules(ICalendarComponents calendar, ICalendarOptions options, ReadingLog log)
{
    private readonly Dictionary<string, HashSet<LocalDate>> changed = new(StringComparer.Ordinal);

    /// <summary>Adds the rules and the events that are left out, each in the order of the events.</summary>
    internal void Read(ImmutableArray<HolidayRule>.Builder rules, ImmutableArray<ICalendarEvent>.Builder leftOut)
    {
        FindChanges();
        var dates = 0;
        foreach (var source in calendar.Events)
        {
            if (log.IsFull)
                return;
            var described = source.Describe(calendar.Zone);
            if (described.Status == "CANCELLED" || !options.Include(described))
            {
                leftOut.Add(described);
                continue;
            }

            // A changed occurrence replaces one of the event that recurs, not of itself.
            var replaced =
                source.Line("RECURRENCE-ID") is null && source.Uid is { } uid ? changed.GetValueOrDefault(uid) : null;
            foreach (var rule in new EventRules(source, calendar.Zone, log).Read(described.Summary, replaced))
            {
                rules.Add(rule);
                dates += rule.Exceptions.Count;
            }

            if (rules.Count <= Check.MostEntries && dates <= Check.MostEntries)
                continue;
            log.Add(
                ICalendarErrors.TextOversized,
                source.Begin,
                $"There are more than {Check.MostEntries} holidays, or as many excepted dates. Leave out past years."
            );
            return;
        }
    }

    private void FindChanges()
    {
        foreach (var source in calendar.Events)
        {
            if (source.Uid is not { } uid || new EventRules(source, calendar.Zone, log).Replaced() is not { } date)
                continue;
            if (!changed.TryGetValue(uid, out var dates))
                changed.Add(uid, dates = []);
            dates.Add(date);
        }
    }
}
