namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Norway: section 2 of the act on public holidays (lov 24. februar 1995 nr. 12), and 1 and 17 May (lov 26. april
    /// 1947 nr. 1). Easter Sunday and Pentecost are named by the first and are in the set.
    /// </summary>
    public static HolidaySet Norway { get; } =
        new(
            "no",
            HolidayRule.Yearly(1, 1).Named("Nyttårsdag"),
            HolidayRule.Easter(-3).Named("Skjærtorsdag"),
            HolidayRule.Easter(-2).Named("Langfredag"),
            HolidayRule.Easter(0).Named("Første påskedag"),
            HolidayRule.Easter(1).Named("Andre påskedag"),
            HolidayRule.Yearly(5, 1).Named("Arbeidernes dag"),
            HolidayRule.Yearly(5, 17).Named("Grunnlovsdag"),
            HolidayRule.Easter(39).Named("Kristi himmelfartsdag"),
            HolidayRule.Easter(49).Named("Første pinsedag"),
            HolidayRule.Easter(50).Named("Andre pinsedag"),
            HolidayRule.Yearly(12, 25).Named("Første juledag"),
            HolidayRule.Yearly(12, 26).Named("Andre juledag")
        );
}
