namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// Denmark: the feasts of the national church (forordning of 26 October 1770, as it stands), less store bededag from
    /// 2024 (lov nr. 214 af 7. marts 2023). 5 June, 1 May and 24 and 31 December are days off by agreement or closing
    /// days of shops, and are not in the set.
    /// </summary>
    public static HolidaySet Denmark { get; } =
        new(
            "dk",
            HolidayRule.Yearly(1, 1).Named("Nytårsdag"),
            HolidayRule.Easter(-3).Named("Skærtorsdag"),
            HolidayRule.Easter(-2).Named("Langfredag"),
            HolidayRule.Easter(0).Named("Påskedag"),
            HolidayRule.Easter(1).Named("2. påskedag"),
            HolidayRule.Easter(26).Until(2023).Named("Store bededag"),
            HolidayRule.Easter(39).Named("Kristi himmelfartsdag"),
            HolidayRule.Easter(49).Named("Pinsedag"),
            HolidayRule.Easter(50).Named("2. pinsedag"),
            HolidayRule.Yearly(12, 25).Named("Juledag"),
            HolidayRule.Yearly(12, 26).Named("2. juledag")
        );
}
