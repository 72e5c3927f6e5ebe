using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// What an iCalendar text says of one event, for a filter to judge by. Texts are unescaped and trimmed. Immutable and
/// thread-safe; made by <see cref="ICalendarHolidays.Read(string, ICalendarOptions)"/>.
/// </summary>
public sealed record ICalendarEvent
{
    /// <summary>The line of its <c>BEGIN:VEVENT</c>, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The <c>UID</c>; <see langword="null"/> when the event has none.</summary>
    public string? Uid { get; init; }

    /// <summary>The <c>SUMMARY</c>, which names the holiday; <see langword="null"/> when there is none.</summary>
    public string? Summary { get; init; }

    /// <summary>The <c>DESCRIPTION</c>, its line breaks as <c>\n</c>; <see langword="null"/> when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The <c>CATEGORIES</c> of all such lines, in their order; empty when there are none.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>The <c>STATUS</c> in upper case, such as <c>CONFIRMED</c> or <c>TENTATIVE</c>; <see langword="null"/> when there is none.</summary>
    public string? Status { get; init; }

    /// <summary>
    /// Whether it says <c>TRANSP:TRANSPARENT</c>, which is that nobody is busy because of it. Most publishers write it on
    /// days off, and some write <c>OPAQUE</c> on the working days that make up for them.
    /// </summary>
    public bool IsTransparent { get; init; }

    /// <summary>
    /// Apple's <c>X-APPLE-SPECIAL-DAY</c> in upper case, <c>WORK-HOLIDAY</c> for a day off and <c>ALTERNATE-WORKDAY</c> for a
    /// working day that makes up for one; <see langword="null"/> when there is none.
    /// </summary>
    public string? SpecialDay { get; init; }

    /// <summary>Whether it lasts whole days: by dates, or from one local midnight to another. False, too, when its times cannot be read.</summary>
    public bool IsAllDay { get; init; }

    /// <summary>Its first local date; <see langword="null"/> when it cannot be read, or lies outside the years 1900 to 2200.</summary>
    public LocalDate? Start { get; init; }
}
