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
    public static string Format(TextCatalog texts, string language, Instant at, DateTimeZone zone, bool isReaders)
    {
        var local = at.InZone(zone).LocalDateTime;
        var time = LocalTimePattern.CreateWithInvariantCulture(texts.Get(language, "date.time"));
        var date = TextTemplate.Fill(
            texts.Get(language, "date.full"),
            place =>
                place switch
                {
                    "weekday" => Name("date.days", (int)local.DayOfWeek),
                    "day" when local.Day == 1 => texts.Get(language, "date.first-day"),
                    "day" => local.Day.ToString(CultureInfo.InvariantCulture),
                    "month" => Name("date.months", local.Month),
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
