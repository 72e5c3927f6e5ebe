namespace SupportKit.BusinessTime;

/// <summary>Makes exceptions, with the value cut so that a hostile text cannot fill a log.</summary>
internal static class Fault
{
    private const int LongestValue = 100;

    internal static BusinessCalendarException At(
        string code,
        string path,
        string? value,
        string explanation,
        Exception? inner = null
    ) => new(code, path, Cut(value), explanation, inner);

    private static string? Cut(string? value) =>
        value is { Length: > LongestValue } ? string.Concat(value.AsSpan(0, LongestValue), "…") : value;
}
