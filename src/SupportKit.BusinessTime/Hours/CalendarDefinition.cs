using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>A calendar as it was written, so that it can be written back the same.</summary>
internal sealed record CalendarDefinition(
    DateTimeZone Zone,
    bool AlwaysOpen,
    ImmutableArray<WeeklyHours> Weekly,
    ImmutableArray<HolidayEntry> Holidays,
    ImmutableArray<Closure> Closures,
    ImmutableArray<Opening> Openings
);

/// <summary>A named set, or a rule of the calendar's own.</summary>
internal sealed record HolidayEntry(HolidaySet? Set, HolidayRule? Rule)
{
    internal ImmutableArray<HolidayRule> Rules => Set is null ? [Rule!] : Set.Rules;
}
