using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime;

/// <summary>Dates as the JSON form writes them: <c>2026-12-24</c>, <c>12-24</c>, and ranges with a slash as in ISO 8601.</summary>
internal static class DateText
{
    private static readonly LocalDatePattern Pattern = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM-dd");

    internal static string Write(LocalDate date) => Pattern.Format(date);

    internal static string Write(AnnualDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Month:00}-{date.Day:00}");

    internal static string Write(LocalDate first, LocalDate last) =>
        first == last ? Write(first) : $"{Write(first)}/{Write(last)}";

    internal static LocalDate ReadDate(string text, string path)
    {
        var read = Pattern.Parse(text);
        if (!read.Success)
            throw Unreadable(text, path);
        Check.Dates(read.Value, read.Value, path);
        return read.Value;
    }

    internal static AnnualDate ReadAnnual(string text, string path) =>
        LooksAnnual(text)
            ? Check.Annual(Number(text.AsSpan(0, 2)), Number(text.AsSpan(3, 2)), path)
            : throw Unreadable(text, path);

    internal static bool LooksAnnual(string text) =>
        text.Length == 5
        && text[2] == '-'
        && char.IsAsciiDigit(text[0])
        && char.IsAsciiDigit(text[1])
        && char.IsAsciiDigit(text[3])
        && char.IsAsciiDigit(text[4]);

    /// <summary>Reads <c>2026-12-24</c> or <c>2026-12-24/2027-01-02</c>.</summary>
    internal static (LocalDate First, LocalDate Last) ReadDates(string text, string path)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = ReadDate(slash < 0 ? text : text[..slash], path);
        var last = slash < 0 ? first : ReadDate(text[(slash + 1)..], path);
        Check.Dates(first, last, path);
        return (first, last);
    }

    private static int Number(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';

    private static BusinessCalendarException Unreadable(string text, string path) =>
        CalendarFault.At(
            BusinessCalendarErrors.DateInvalid,
            path,
            text,
            "No such date. Dates are written 2026-12-24, or 12-24 for each year where a yearly date is allowed; a range is first/last."
        );
}
