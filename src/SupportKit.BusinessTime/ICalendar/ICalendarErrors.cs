namespace SupportKit.BusinessTime;

/// <summary>The stable codes of what is wrong with an iCalendar text, found in <see cref="BusinessCalendarProblem.Code"/>.</summary>
public static class ICalendarErrors
{
    /// <summary>The text is not iCalendar (RFC 5545): a component does not begin or end, or the text is cut off.</summary>
    public const string TextInvalid = "ical.text_invalid";

    /// <summary>The text, its holidays, or their excepted dates are more than one file may have.</summary>
    public const string TextOversized = "ical.text_oversized";

    /// <summary>A line is not of the form <c>NAME;PARAMETER=value:value</c>.</summary>
    public const string LineInvalid = "ical.line_invalid";

    /// <summary>An event lacks a line it needs, has one twice, or has lines that contradict each other.</summary>
    public const string EventInvalid = "ical.event_invalid";

    /// <summary>An event that is to be a holiday does not last whole days.</summary>
    public const string EventTimed = "ical.event_timed";

    /// <summary>An event lasts more than 366 days.</summary>
    public const string EventOversized = "ical.event_oversized";

    /// <summary>A date or a length cannot be read, or the date lies outside the years 1900 to 2200.</summary>
    public const string DateInvalid = "ical.date_invalid";

    /// <summary>A recurrence contradicts itself or its event's first date.</summary>
    public const string RecurrenceInvalid = "ical.recurrence_invalid";

    /// <summary>A recurrence is right, but no yearly holiday can be made of it.</summary>
    public const string RecurrenceUnsupported = "ical.recurrence_unsupported";
}
