using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>Hours of some days of the week.</summary>
internal sealed record WeeklyHours(WeekdaySet Days, ImmutableArray<HoursRange> Hours);

/// <summary>Closed once: whole days when there are no hours, else those hours of the one day.</summary>
internal sealed record Closure(LocalDate First, LocalDate Last, ImmutableArray<HoursRange> Hours)
{
    internal bool IsWholeDay => Hours.IsEmpty;
}

/// <summary>Open once: besides the day's own hours, or instead of them.</summary>
internal sealed record Opening(LocalDate Date, ImmutableArray<HoursRange> Hours, bool Instead);
