namespace SupportKit.BusinessTime;

/// <summary>The JSON words for <see cref="ObservedShift"/>; a holiday that does not move has none.</summary>
internal static class ObservedText
{
    internal static readonly IReadOnlyDictionary<string, ObservedShift> Meanings = new Dictionary<string, ObservedShift>
    {
        ["nearestWeekday"] = ObservedShift.NearestWeekday,
        ["nextMonday"] = ObservedShift.NextMonday,
        ["sundayToMonday"] = ObservedShift.SundayToMonday,
        ["twoDaysOn"] = ObservedShift.TwoDaysOn,
        ["sundayToSaturday"] = ObservedShift.SundayToSaturday,
    };

    internal static string Write(ObservedShift shift) => Meanings.Single(pair => pair.Value == shift).Key;
}
