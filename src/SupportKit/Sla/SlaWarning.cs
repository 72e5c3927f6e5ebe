using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using SupportKit.PolicyJson;

namespace SupportKit.Sla;

/// <summary>
/// When somebody is warned of a promise: at a share of its time (<c>75%</c>), or some time before its end
/// (<c>30m before</c>), counted as the promise is. Immutable.
/// </summary>
internal sealed record SlaWarning : IParsable<SlaWarning>
{
    private const string Before = " before";

    private SlaWarning(decimal? share, Duration left) => (Share, Left) = (share, left);

    /// <summary>The share of the time after which it is given, above 0 and below 1; null when it is given some time before the end.</summary>
    public decimal? Share { get; }

    /// <summary>How much time is left when it is given; zero when a share says so.</summary>
    public Duration Left { get; }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static SlaWarning Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var warning)
            ? warning
            : throw new FormatException($"\"{text}\" is not a time for a warning such as \"75%\" or \"30m before\".");
    }

    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="warning">The time; null when the method returns false.</param>
    /// <returns>False when the text is not of that form.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SlaWarning? warning)
    {
        warning = null;
        if (text is null)
            return false;
        if (text.EndsWith(Before, StringComparison.Ordinal))
        {
            if (DurationText.TryParse(text[..^Before.Length], out var left))
                warning = new SlaWarning(null, left);
        }
        else if (PercentText.TryParse(text, out var percent) && percent is > 0 and < 100)
            warning = new SlaWarning(percent / 100, Duration.Zero);
        return warning is not null;
    }

    static SlaWarning IParsable<SlaWarning>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<SlaWarning>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [MaybeNullWhen(false)] out SlaWarning result
    ) => TryParse(s, out result);

    /// <summary>How much of the time has passed when it is given. To whole microseconds, because that is all a store keeps.</summary>
    /// <param name="whole">The promise's whole time; a warning that would come before its start comes at its start.</param>
    public Duration After(Duration whole) =>
        Share is { } share ? Duration.FromTicks((long)(whole.BclCompatibleTicks * share) / 10 * 10)
        : whole > Left ? whole - Left
        : Duration.Zero;

    /// <summary>The warning as a policy writes it.</summary>
    public override string ToString() =>
        Share is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.####}%")
            : DurationText.Write(Left) + Before;
}
