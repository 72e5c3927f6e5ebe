using System.Globalization;

namespace IncidentReplay;

/// <summary>Spans of whole minutes as people read them.</summary>
internal static class Minutes
{
    /// <summary>Hours and minutes: <c>122 h 40 min</c>.</summary>
    /// <param name="minutes">The span; null is written as a dash.</param>
    /// <param name="days">From two days of 24 hours on they stand in front: <c>5 d 2 h 40 min</c>.</param>
    public static string Text(long? minutes, bool days)
    {
        if (minutes is not { } all)
            return "–";
        var (whole, hours) = days && all >= 2880 ? (all / 1440, all % 1440 / 60) : (0, all / 60);
        var parts = new[] { (whole, "d"), (hours, "h"), (all % 60, "min") }.Where(part => part.Item1 > 0);
        return all == 0
            ? "0 min"
            : string.Join(
                ' ',
                parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}"))
            );
    }
}
