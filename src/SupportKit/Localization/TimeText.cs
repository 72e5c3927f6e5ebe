using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.Localization;

/// <summary>
/// Instants as people read them. The names of days and months come from the catalog and not from the machine, so that the text
/// is the same everywhere, with globalization data or without.
/// </summary>
internal static class TimeText
{
    /// <summary>The instant as a local date and time.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="at">The instant.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="isReaders">Whether it is the reader's own zone; any other is named.</param>
    public static string Format(TextCatalog texts, string language, Instant at, DateTimeZone zone, bool isReaders) =>
        Format(texts, language, at, zone, isReaders, ("date.full", "date.days", "date.months"));

    /// <summary>A day as people read it, without a time.</summary>
    public static string Format(TextCatalog texts, string language, LocalDate day) =>
        TextTemplate.Fill(
            texts.Get(language, "date.only"),
            place =>
                place switch
                {
                    "day" when day.Day == 1 => texts.Get(language, "date.first-day"),
                    "day" => day.Day.ToString(CultureInfo.InvariantCulture),
                    "month" => texts.Get(language, "date.months").Split('|')[day.Month - 1],
                    _ => day.Year.ToString(CultureInfo.InvariantCulture),
                }
        );

    /// <summary>As <see cref="Format(TextCatalog, string, Instant, DateTimeZone, bool)"/>, with abbreviated names, for a list.</summary>
    public static string FormatShort(
        TextCatalog texts,
        string language,
        Instant at,
        DateTimeZone zone,
        bool isReaders
    ) => Format(texts, language, at, zone, isReaders, ("date.short", "date.days-short", "date.months-short"));

    private static string Format(
        TextCatalog texts,
        string language,
        Instant at,
        DateTimeZone zone,
        bool isReaders,
        (string Date, string Days, string Months) keys
    )
    {
        var local = at.InZone(zone).LocalDateTime;
        var time = LocalTimePattern.CreateWithInvariantCulture(texts.Get(language, "date.time"));
        var date = TextTemplate.Fill(
            texts.Get(language, keys.Date),
            place =>
                place switch
                {
                    "weekday" => Name(keys.Days, (int)local.DayOfWeek),
                    "day" when local.Day == 1 => texts.Get(language, "date.first-day"),
                    "day" => local.Day.ToString(CultureInfo.InvariantCulture),
                    "month" => Name(keys.Months, local.Month),
                    "year" => local.Year.ToString(CultureInfo.InvariantCulture),
                    _ => time.Format(local.TimeOfDay),
                }
        );
        return isReaders
            ? date
            : TextTemplate.Fill(texts.Get(language, "date.in-zone"), place => place == "date" ? date : zone.Id);

        string Name(string key, int number) => texts.Get(language, key).Split('|')[number - 1];
    }
}
