using System.Collections.Immutable;

namespace SupportKit.BusinessTime;

/// <summary>What was read of an iCalendar text. Immutable and thread-safe.</summary>
/// <param name="Rules">The holidays, in the order of their events, each named by its <c>SUMMARY</c>.</param>
/// <param name="LeftOut">The events that are not holidays, in their order: cancelled, or left out by the filter.</param>
public sealed record ICalendarReading(ImmutableArray<HolidayRule> Rules, ImmutableArray<ICalendarEvent> LeftOut);
