using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Localization;

/// <summary>
/// How one reader is told times: in their language and zone, by the desk's own time-zone data. What a browser or a machine makes of the same
/// instant may be another local time, because its data are older or newer. Immutable.
/// </summary>
/// <param name="Texts">The texts.</param>
/// <param name="Language">The reader's language.</param>
/// <param name="Zone">The zone that instants are told in.</param>
/// <param name="IsReaders">Whether it is the reader's own; any other is named beside each instant.</param>
internal sealed record TimeFormat(TextCatalog Texts, string Language, DateTimeZone Zone, bool IsReaders)
{
    /// <summary>The format of a reader whose zone is the first that is known of those that somebody stated; the desk's when none is.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="desk">The desk's zone.</param>
    /// <param name="stated">Ids of the tz database, the most trusted first; null where nobody said anything.</param>
    public static TimeFormat Of(
        TextCatalog texts,
        string language,
        DateTimeZone desk,
        params ReadOnlySpan<string?> stated
    )
    {
        foreach (var id in stated)
            if (id is not null && TimeZoneData.Provider.GetZoneOrNull(id) is { } own)
                return new TimeFormat(texts, language, own, IsReaders: true);
        return new TimeFormat(texts, language, desk, IsReaders: false);
    }

    /// <summary>The instant as a local date and time, with abbreviated names.</summary>
    public string Text(Instant at) => TimeText.FormatShort(Texts, Language, at, Zone, IsReaders);

    /// <summary>The instant as a local date and time; null for none.</summary>
    [return: NotNullIfNotNull(nameof(at))]
    public string? Text(Instant? at) => at is { } known ? Text(known) : null;

    /// <summary>A day without a time.</summary>
    public string Text(LocalDate day) => TimeText.Format(Texts, Language, day);

    /// <summary>A span of time in hours and minutes, however many days it is; what is less than a minute is none.</summary>
    public string Text(Duration span)
    {
        var (hours, minutes) = ((long)span.TotalHours, span.Minutes);
        var told = new List<string>();
        if (hours > 0)
            told.Add(Unit("hours", hours));
        if (minutes > 0 || hours == 0)
            told.Add(Unit("minutes", minutes));
        return string.Join(' ', told);

        string Unit(string unit, long count) =>
            TextTemplate.Fill(
                Texts.Get(Language, $"duration.{unit}"),
                _ => count.ToString(CultureInfo.InvariantCulture)
            );
    }
}
