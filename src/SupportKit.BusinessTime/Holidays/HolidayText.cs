namespace SupportKit.BusinessTime;

/// <summary>Holidays written as one string: the name of a set, a date, a yearly date, or a range of either.</summary>
internal static class HolidayText
{
    internal static HolidayEntry Read(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (HolidaySet.Find(text) is { } set)
            return new HolidayEntry(set, null);
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]))
            throw Unknown(text, path, ", or write a date: 2026-12-24, 12-24 or 12-24/01-02");
        return new HolidayEntry(null, ReadDates(text, path));
    }

    /// <summary>Reads <c>12-24</c>, <c>12-24/01-02</c>, <c>2026-12-24</c> or <c>2026-12-24/2027-01-02</c>.</summary>
    internal static HolidayRule ReadDates(string text, string path) =>
        text.Length >= 5 && DateText.LooksAnnual(text[..5]) ? ReadYearly(text, path) : ReadOnce(text, path);

    internal static HolidayRule ReadOnce(string text, string path)
    {
        var (first, last) = DateText.ReadDates(text, path);
        return HolidayRule.On(first, last);
    }

    internal static HolidayRule ReadYearly(string text, string path)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var from = DateText.ReadAnnual(slash < 0 ? text : text[..slash], path);
        return slash < 0
            ? HolidayRule.Yearly(from.Month, from.Day)
            : HolidayRule.YearlyRange(from, DateText.ReadAnnual(text[(slash + 1)..], path));
    }

    /// <summary>The string for a pattern that has one, else <see langword="null"/>.</summary>
    internal static string? Write(HolidayPattern pattern) =>
        pattern switch
        {
            HolidayPattern.Once once => DateText.Write(once.First, once.Last),
            HolidayPattern.Yearly yearly => DateText.Write(yearly.Date),
            HolidayPattern.YearlyRange range => $"{DateText.Write(range.From)}/{DateText.Write(range.To)}",
            _ => null,
        };

    /// <summary>The set of that name.</summary>
    internal static HolidaySet ReadSet(string text, string path) =>
        HolidaySet.Find(text) ?? throw Unknown(text, path, "");

    private static BusinessCalendarException Unknown(string text, string path, string orElse)
    {
        var near = Near(text);
        return CalendarFault.At(
            BusinessCalendarErrors.HolidaySetUnknown,
            path,
            text,
            near.Length > 0
                ? $"No such holiday set. Did you mean {string.Join(", ", near.Select(name => $"\"{name}\""))}? Write one of them{orElse}."
                : $"No such holiday set. Write one of {string.Join(", ", HolidaySet.All.Select(set => set.Name))}{orElse}."
        );
    }

    // Another case, a country of which only parts have sets, or a part of a country that has one as a whole.
    private static string[] Near(string text)
    {
        var name = text.Trim().ToLowerInvariant().Replace('_', '-');
        var names = HolidaySet.All.Select(set => set.Name).ToArray();
        if (names.Contains(name))
            return [name];
        var country = name.Split('-')[0];
        return country.Length == 0
            ? []
            : [.. names.Where(known => known == country || known.StartsWith(country + "-", StringComparison.Ordinal))];
    }
}
