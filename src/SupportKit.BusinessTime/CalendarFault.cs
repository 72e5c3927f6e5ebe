namespace SupportKit.BusinessTime;

/// <summary>Makes exceptions, with the value cut so that a hostile text cannot fill a log.</summary>
internal static class CalendarFault
{
    private const int LongestValue = 100;

    internal static BusinessCalendarException At(
        string code,
        string path,
        string? value,
        string explanation,
        Exception? inner = null,
        int? line = null
    ) => new(code, path, Cut(value), explanation, inner, line);

    /// <summary>Puts the faults of a part, whose paths start at the part, under the part's own path.</summary>
    internal static T Under<T>(string path, Func<T> build)
    {
        try
        {
            return build();
        }
        catch (BusinessCalendarException e) when (path != "$")
        {
            throw new BusinessCalendarException(e.Code, path + e.Path[1..], e.Value, e.Explanation, e, e.Line);
        }
    }

    internal static string? Cut(string? value) =>
        value is { Length: > LongestValue } ? string.Concat(value.AsSpan(0, LongestValue), "…") : value;
}
