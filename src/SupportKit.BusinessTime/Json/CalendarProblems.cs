using SupportKit.Shared;

namespace SupportKit.BusinessTime;

/// <summary>Ends the reading of a calendar at its first fault.</summary>
internal sealed class CalendarProblems : JsonProblems
{
    internal static readonly CalendarProblems Instance = new();

    private static readonly JsonCodes CalendarCodes = new()
    {
        Unreadable = BusinessCalendarErrors.JsonUnreadable,
        SizeExceeded = BusinessCalendarErrors.SizeExceeded,
        PropertyMissing = BusinessCalendarErrors.PropertyMissing,
        PropertyUnknown = BusinessCalendarErrors.PropertyUnknown,
        PropertyDuplicated = BusinessCalendarErrors.PropertyDuplicated,
        ValueMistyped = BusinessCalendarErrors.ValueMistyped,
        ValueUnknown = BusinessCalendarErrors.ValueUnknown,
    };

    private CalendarProblems() { }

    public override JsonCodes Codes => CalendarCodes;

    public override void Add(string code, string path, int? line, string? value, string message, string remedy) =>
        throw CalendarFault.At(code, path, value, $"{message} {remedy}", line: line);
}
