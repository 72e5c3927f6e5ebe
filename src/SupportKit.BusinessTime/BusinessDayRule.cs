namespace SupportKit.BusinessTime;

/// <summary>Where in the day <see cref="BusinessCalendar.AddBusinessDays"/> lands.</summary>
public enum BusinessDayRule
{
    /// <summary>
    /// The same local time of day as the start. A time the clock skips that day moves forward by the length of the gap;
    /// a time that comes twice is the first.
    /// </summary>
    SameLocalTime,

    /// <summary>The last closing of the hours that belong to that business day, after midnight if its shift ends there.</summary>
    EndOfDay,
}
