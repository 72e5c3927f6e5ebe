using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>The only place that makes calendars, so that no calendar exists that never opens or is too large.</summary>
internal static class CalendarFactory
{
    private const int DaysAtATime = 4000;

    internal static DateTimeZone Zone(string id, string path) =>
        TimeZoneData.Provider.GetZoneOrNull(id)
        ?? throw CalendarFault.At(
            BusinessCalendarErrors.TimeZoneUnknown,
            path,
            id,
            $"No such time zone. {TimeZoneData.Remedy(id)}"
        );

    internal static BusinessCalendar Build(CalendarDefinition definition)
    {
        CheckSize(definition.Weekly.Length, "$.hours");
        CheckSize(definition.Holidays.Length, "$.holidays");
        CheckSize(definition.Closures.Length, "$.closures");
        CheckSize(definition.Openings.Length, "$.openings");
        if (!definition.AlwaysOpen && definition.Weekly.IsEmpty && definition.Openings.IsEmpty)
            throw NeverOpens();
        return Build(new WeeklySchedule(definition));
    }

    internal static BusinessCalendar Build(Schedule schedule)
    {
        // Nearly every calendar opens within a month of any date; only one that never does is searched to the end.
        if (schedule.Shifts(0, 31).Count > 0)
            return new BusinessCalendar(schedule);
        for (var day = Horizon.FirstDay; day < Horizon.EndDay; day += DaysAtATime)
        {
            if (schedule.OpenSet(day, Math.Min(day + DaysAtATime, Horizon.EndDay)).Count > 0)
                return new BusinessCalendar(schedule);
        }

        throw NeverOpens();
    }

    private static void CheckSize(int count, string path)
    {
        if (count > Check.MostEntries)
            throw CalendarFault.At(
                BusinessCalendarErrors.SizeExceeded,
                path,
                null,
                $"There are {count} entries; at most {Check.MostEntries} are allowed."
            );
    }

    private static BusinessCalendarException NeverOpens() =>
        CalendarFault.At(
            BusinessCalendarErrors.OpeningsMissing,
            "$",
            null,
            "No instant from 1900 to 2200 is open. Give hours, or remove the holidays and closures that cover them all."
        );
}
