using System.Globalization;
using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Sla;

/// <summary>
/// When somebody is warned of a promise: at a share of its time (<c>75%</c>), or some time before its end
/// (<c>30m before</c>), counted as the promise is. Immutable.
/// </summary>
public sealed record WarningTime
{
    private const string Before = " before";

    private WarningTime(decimal? share, Duration left) => (Share, Left) = (share, left);

    /// <summary>The share of the time after which it is given, above 0 and below 1; null when it is given some time before the end.</summary>
    public decimal? Share { get; }

    /// <summary>How much time is left when it is given; zero when a share says so.</summary>
    public Duration Left { get; }

    /// <summary>Reads the text form; null when it is not of that form.</summary>
    public static WarningTime? TryParse(string text)
    {
        if (text.EndsWith(Before, StringComparison.Ordinal))
            return PromisedTime.TryCreate(text[..^Before.Length], null) is { } time
                ? new WarningTime(null, time.Length)
                : null;
        return
            text.EndsWith('%')
            && decimal.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var percent
            )
            && percent is > 0 and < 100
            ? new WarningTime(percent / 100, Duration.Zero)
            : null;
    }

    /// <summary>How much of the time has passed when it is given. To whole microseconds, because that is all a store keeps.</summary>
    /// <param name="whole">The promise's whole time; a warning that would come before its start comes at its start.</param>
    public Duration After(Duration whole) =>
        Share is { } share ? Duration.FromTicks((long)(whole.BclCompatibleTicks * share) / 10 * 10)
        : whole > Left ? whole - Left
        : Duration.Zero;

    /// <summary>The text form.</summary>
    public override string ToString() =>
        Share is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.####}%")
            : PromisedTime.Text(Left) + Before;
}
