namespace SupportKit.BusinessTime;

/// <summary>The stable codes of <see cref="BusinessCalendarException.Code"/>.</summary>
public static class BusinessCalendarErrors
{
    /// <summary>The text is not JSON.</summary>
    public const string InvalidJson = "calendar.invalid_json";

    /// <summary>A property is not one of the form's.</summary>
    public const string UnknownProperty = "calendar.unknown_property";

    /// <summary>A property is given twice.</summary>
    public const string DuplicateProperty = "calendar.duplicate_property";

    /// <summary>A property that must be there is not.</summary>
    public const string MissingProperty = "calendar.missing_property";

    /// <summary>A value has another JSON type than its place asks for.</summary>
    public const string WrongType = "calendar.wrong_type";

    /// <summary>The time zone is not in the tz database.</summary>
    public const string UnknownZone = "calendar.unknown_zone";

    /// <summary>Days of the week that cannot be read; they are written <c>mon</c>, <c>mon-fri</c> or <c>mon,wed</c>.</summary>
    public const string InvalidDays = "calendar.invalid_days";

    /// <summary>Hours that cannot be read; they are written <c>09:00-12:00</c>.</summary>
    public const string InvalidHours = "calendar.invalid_hours";

    /// <summary>Hours, or a range of dates, that hold nothing.</summary>
    public const string EmptyInterval = "calendar.empty_interval";

    /// <summary>A date that cannot be read, or lies outside the years 1900 to 2200.</summary>
    public const string InvalidDate = "calendar.invalid_date";

    /// <summary>A holiday rule that means nothing.</summary>
    public const string InvalidHoliday = "calendar.invalid_holiday";

    /// <summary>The named holiday set does not exist.</summary>
    public const string UnknownHolidaySet = "calendar.unknown_holiday_set";

    /// <summary>A number outside what its place allows.</summary>
    public const string OutOfRange = "calendar.out_of_range";

    /// <summary>More entries, text or nesting than a calendar may have.</summary>
    public const string TooLarge = "calendar.too_large";

    /// <summary>No instant between 1900 and 2200 is open.</summary>
    public const string NeverOpens = "calendar.never_opens";

    /// <summary>The instant asked for, or the answer, lies outside the years 1900 to 2200.</summary>
    public const string BeyondHorizon = "calendar.beyond_horizon";

    /// <summary>An amount of open time to add or subtract is negative.</summary>
    public const string NegativeDuration = "calendar.negative_duration";
}
