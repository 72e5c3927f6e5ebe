using NodaTime;

namespace SupportKit.BusinessTime;

/// <content>The holidays that a calendar knows, by their names.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>
    /// The days that the calendar's holidays fall on, with their names, in order of date and each date once; of a composition, those of all its
    /// parts. A day on which the calendar is open all the same, by an opening of its own or by another part, is among them.
    /// </summary>
    /// <param name="first">The first day that is asked for.</param>
    /// <param name="last">The last one, which is included.</param>
    /// <returns>The day, and what it is called; null for a holiday without a name.</returns>
    public IEnumerable<KeyValuePair<LocalDate, string?>> HolidaysOf(LocalDate first, LocalDate last) =>
        Schedule
            .HolidayRules.SelectMany(rule =>
                rule.Dates(first, last).Select(date => KeyValuePair.Create(date, rule.Name))
            )
            .OrderBy(day => day.Key)
            .ThenBy(day => day.Value is null)
            .DistinctBy(day => day.Key);
}
