namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Germany, federal: the nine holidays that the holiday acts (Feiertagsgesetze) of all sixteen Länder share; of
    /// these, 3 October is set by federal law (Einigungsvertrag, article 2(2)). With 31 October 2017, the 500th
    /// Reformation Day, a holiday in every Land that year. Holidays of single Länder are not in the set.
    /// </summary>
    public static HolidaySet Germany { get; } = new("de", [.. Laender.Shared]);
}
