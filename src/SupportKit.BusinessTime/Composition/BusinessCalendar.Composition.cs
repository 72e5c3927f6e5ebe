using System.Collections.Immutable;

namespace SupportKit.BusinessTime;

/// <content>Calendars made of calendars. The result is a calendar like any other, in the time zone of this one.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>Open when this calendar or any of the others is: follow-the-sun support is the union of its offices.</summary>
    /// <param name="others">One or more calendars, in any time zone.</param>
    public BusinessCalendar Union(params ReadOnlySpan<BusinessCalendar> others) =>
        CalendarFactory.Build(new Composition.Union(With(others)));

    /// <summary>Open when this calendar and all of the others are.</summary>
    /// <param name="others">One or more calendars, in any time zone.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.openings_missing</c> when they share no instant.</exception>
    public BusinessCalendar Intersect(params ReadOnlySpan<BusinessCalendar> others) =>
        CalendarFactory.Build(new Composition.Intersection(With(others)));

    /// <summary>Open when this calendar is and none of the others: a maintenance window is subtracted.</summary>
    /// <param name="others">One or more calendars, in any time zone.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.openings_missing</c> when nothing is left.</exception>
    public BusinessCalendar Except(params ReadOnlySpan<BusinessCalendar> others) =>
        CalendarFactory.Build(new Composition.Subtraction(With(others)));

    private ImmutableArray<Schedule> With(ReadOnlySpan<BusinessCalendar> others)
    {
        var parts = ImmutableArray.CreateBuilder<Schedule>(others.Length + 1);
        parts.Add(Schedule);
        foreach (var other in others)
        {
            ArgumentNullException.ThrowIfNull(other);
            parts.Add(other.Schedule);
        }

        if (parts.Count == 1)
            throw new ArgumentException("Give at least one other calendar.", nameof(others));
        return parts.ToImmutable();
    }
}
