namespace SupportKit.BusinessTime;

/// <summary>The words by which published holiday files mark events on which people work.</summary>
internal static class WorkingEvents
{
    private const string Observance = "Observance";

    /// <summary>Found anywhere in a summary: days made up for in China and Taiwan, moved working days in Hungary, shortened days in Russia.</summary>
    private static readonly string[] Anywhere =
    [
        "补班",
        "補班",
        "上班",
        "（班）",
        "(班)",
        "áthelyezett munkanap",
        "Сокращённый день",
        "Сокращенный день",
    ];

    /// <summary>Found at the start of a summary: elsewhere in it they may tell of a day off whose work was moved.</summary>
    private static readonly string[] AtStart = ["Рабочий день", "Working day", "Make-up working day"];

    /// <summary>Whether the event is marked as an observance, on which nothing closes.</summary>
    internal static bool IsObservance(ICalendarEvent candidate) =>
        candidate.Categories.Contains(Observance, StringComparer.OrdinalIgnoreCase)
        || FirstLine(candidate.Description).Equals(Observance, StringComparison.OrdinalIgnoreCase)
        || (candidate.Summary?.EndsWith("(Observance)", StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>Whether the event is marked as a working day.</summary>
    internal static bool IsWorkingDay(ICalendarEvent candidate) =>
        candidate.SpecialDay == "ALTERNATE-WORKDAY"
        || candidate.Summary is { } summary
            && (
                Array.Exists(Anywhere, words => summary.Contains(words, StringComparison.OrdinalIgnoreCase))
                || Array.Exists(AtStart, words => summary.StartsWith(words, StringComparison.OrdinalIgnoreCase))
            );

    private static ReadOnlySpan<char> FirstLine(string? text)
    {
        var end = text?.IndexOf('\n', StringComparison.Ordinal) ?? -1;
        return text.AsSpan(0, end < 0 ? text?.Length ?? 0 : end).Trim();
    }
}
