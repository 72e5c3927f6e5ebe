namespace SupportKit.BusinessTime;

/// <summary>The stable codes of <see cref="BusinessCalendarException.Code"/>.</summary>
public static class BusinessCalendarErrors
{
    /// <summary>The text is not JSON.</summary>
    public const string JsonUnreadable = "calendar.json_unreadable";

    /// <summary>A property is not one of the form's.</summary>
    public const string PropertyUnknown = "calendar.property_unknown";

    /// <summary>A property is given twice.</summary>
    public const string PropertyDuplicated = "calendar.property_duplicated";

    /// <summary>A required property is missing.</summary>
    public const string PropertyMissing = "calendar.property_missing";

    /// <summary>A value has another JSON type than its place asks for.</summary>
    public const string ValueMistyped = "calendar.value_mistyped";

    /// <summary>A text is not one of the allowed values.</summary>
    public const string ValueUnknown = "calendar.value_unknown";

    /// <summary>The time zone is not in the tz database.</summary>
    public const string TimeZoneUnknown = "calendar.time_zone_unknown";

    /// <summary>Days of the week that cannot be read; they are written <c>mon</c>, <c>mon-fri</c> or <c>mon,wed</c>.</summary>
    public const string DaysUnreadable = "calendar.days_unreadable";

    /// <summary>Hours that cannot be read; they are written <c>09:00-12:00</c>.</summary>
    public const string HoursUnreadable = "calendar.hours_unreadable";

    /// <summary>Hours, or a range of dates, that are empty.</summary>
    public const string IntervalEmpty = "calendar.interval_empty";

    /// <summary>A date that cannot be read, or lies outside the years 1900 to 2200.</summary>
    public const string DateInvalid = "calendar.date_invalid";

    /// <summary>A holiday rule whose parts contradict each other.</summary>
    public const string HolidayInvalid = "calendar.holiday_invalid";

    /// <summary>The named holiday set does not exist.</summary>
    public const string HolidaySetUnknown = "calendar.holiday_set_unknown";

    /// <summary>A number outside the allowed range.</summary>
    public const string ValueOutOfRange = "calendar.value_out_of_range";

    /// <summary>More entries, text or nesting than a calendar may have.</summary>
    public const string SizeExceeded = "calendar.size_exceeded";

    /// <summary>No instant between 1900 and 2200 is open.</summary>
    public const string OpeningsMissing = "calendar.openings_missing";

    /// <summary>The instant asked for, or the answer, lies outside the years 1900 to 2200.</summary>
    public const string HorizonExceeded = "calendar.horizon_exceeded";

    /// <summary>An amount of open time to add or subtract is negative.</summary>
    public const string DurationNegative = "calendar.duration_negative";
}
