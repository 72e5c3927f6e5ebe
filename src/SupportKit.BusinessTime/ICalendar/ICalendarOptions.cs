namespace SupportKit.BusinessTime;

/// <summary>How an iCalendar text is read. Immutable; as thread-safe as its filter is.</summary>
public sealed record ICalendarOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static ICalendarOptions Default { get; } = new();

    /// <summary>
    /// Whether an event is a holiday; <see cref="IsHoliday"/> when nothing else is given. It is asked once for each event
    /// that is not cancelled, and what it leaves out is not checked any further. It must not throw.
    /// </summary>
    public Func<ICalendarEvent, bool> Include { get; init; } = IsHoliday;

    /// <summary>
    /// Whether nothing in an event says that people work on it: neither that it is an observance (a category
    /// <c>Observance</c>, a description that begins with a line <c>Observance</c>, a summary that ends in
    /// <c>(Observance)</c>) nor that it is a working day (Apple's <c>ALTERNATE-WORKDAY</c>, or a summary in the words of
    /// those countries that move working days).
    /// <c>TRANSP</c> says nothing of it, because publishers write it either way.
    /// </summary>
    /// <param name="candidate">The event.</param>
    public static bool IsHoliday(ICalendarEvent candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return !WorkingEvents.IsObservance(candidate) && !WorkingEvents.IsWorkingDay(candidate);
    }
}
