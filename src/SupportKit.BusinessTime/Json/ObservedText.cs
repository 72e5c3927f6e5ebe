namespace SupportKit.BusinessTime;

/// <summary>The JSON words for <see cref="ObservedShift"/>.</summary>
internal static class ObservedText
{
    private static readonly (ObservedShift Shift, string Word)[] Words =
    [
        (ObservedShift.NearestWeekday, "nearestWeekday"),
        (ObservedShift.NextMonday, "nextMonday"),
        (ObservedShift.SundayToMonday, "sundayToMonday"),
        (ObservedShift.TwoDaysOn, "twoDaysOn"),
    ];

    internal static string Write(ObservedShift shift) => Words.Single(pair => pair.Shift == shift).Word;

    internal static ObservedShift Read(string text, string path)
    {
        foreach (var (shift, word) in Words)
        {
            if (word == text)
                return shift;
        }

        throw Fault.At(
            BusinessCalendarErrors.InvalidHoliday,
            path,
            text,
            $"No such rule. There are: {string.Join(", ", Words.Select(pair => pair.Word))}; leave it out when the holiday does not move."
        );
    }
}
