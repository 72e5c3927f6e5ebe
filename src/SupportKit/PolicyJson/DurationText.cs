using System.Globalization;
using NodaTime;

namespace SupportKit.PolicyJson;

/// <summary>
/// A duration as policies and events write it: whole minutes, hours or days of 24 hours (<c>30m</c>, <c>4h</c>, <c>2d</c>),
/// more than zero and at most ten years.
/// </summary>
internal static class DurationText
{
    private const long MostMinutes = DurationReader.MostDays * 24L * 60;

    public static bool TryParse(string? text, out Duration duration)
    {
        duration = Duration.Zero;
        if (!TrySplit(text, out var number, out var unit))
            return false;
        var minutes =
            number
            * unit switch
            {
                "m" => 1L,
                "h" => 60,
                "d" => 24 * 60,
                _ => 0,
            };
        if (minutes is < 1 or > MostMinutes)
            return false;
        duration = Duration.FromMinutes(minutes);
        return true;
    }

    /// <summary>A number and its unit: <c>3bd</c> is 3 and <c>bd</c>.</summary>
    public static bool TrySplit(string? text, out int number, out string unit)
    {
        var digits = text?.TakeWhile(char.IsAsciiDigit).Count() ?? 0;
        unit = text?[digits..] ?? "";
        return int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A length in whole minutes, written in hours when it is a whole number of them.</summary>
    public static string Write(Duration length)
    {
        var minutes = (long)length.TotalMinutes;
        return minutes % 60 != 0
            ? string.Create(CultureInfo.InvariantCulture, $"{minutes}m")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}h");
    }
}
