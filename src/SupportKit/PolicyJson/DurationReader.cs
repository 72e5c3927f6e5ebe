using System.Globalization;
using NodaTime;
using SupportKit.Shared;

namespace SupportKit.PolicyJson;

/// <summary>Reads spans of time such as <c>4h</c>.</summary>
internal static class DurationReader
{
    /// <summary>The longest span that a policy may state, in days: ten years.</summary>
    public const int MostDays = 3653;

    /// <summary>The span; zero when it is absent, and after it was reported.</summary>
    public static Duration Read(SourceNode? value, JsonProblems problems, int mostDays = MostDays)
    {
        if (value is null)
            return Duration.Zero;
        if (value.IsText && DurationText.TryParse(value.Text, out var span) && span <= Duration.FromDays(mostDays))
            return span;
        problems.Add(
            SupportKitErrors.PolicyTimeUnreadable,
            value,
            $"{value.Describe()} is not a valid duration here.",
            string.Create(CultureInfo.InvariantCulture, $"Write 30m, 4h or 2d; at most {mostDays} days.")
        );
        return Duration.Zero;
    }
}
