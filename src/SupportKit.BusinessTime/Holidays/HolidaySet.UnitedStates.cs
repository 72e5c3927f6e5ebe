using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidaySet
{
    /// <summary>
    /// United States, federal: 5 U.S.C. 6103(a), as listed by the Office of Personnel Management. A date on a Saturday is
    /// kept the Friday before (6103(b)) and one on a Sunday the Monday after (Executive Order 11582). Martin Luther King
    /// Day since 1986, Juneteenth since 2021; Inauguration Day, kept only around Washington, is not in the set.
    /// </summary>
    public static HolidaySet UnitedStates { get; } =
        new(
            "us",
            HolidayRule.Yearly(1, 1).Observed(ObservedShift.NearestWeekday).Named("New Year's Day"),
            HolidayRule.NthWeekday(3, IsoDayOfWeek.Monday, 1).Since(1986).Named("Birthday of Martin Luther King, Jr."),
            HolidayRule.NthWeekday(3, IsoDayOfWeek.Monday, 2).Named("Washington's Birthday"),
            HolidayRule.NthWeekday(-1, IsoDayOfWeek.Monday, 5).Named("Memorial Day"),
            HolidayRule
                .Yearly(6, 19)
                .Since(2021)
                .Observed(ObservedShift.NearestWeekday)
                .Named("Juneteenth National Independence Day"),
            HolidayRule.Yearly(7, 4).Observed(ObservedShift.NearestWeekday).Named("Independence Day"),
            HolidayRule.NthWeekday(1, IsoDayOfWeek.Monday, 9).Named("Labor Day"),
            HolidayRule.NthWeekday(2, IsoDayOfWeek.Monday, 10).Named("Columbus Day"),
            HolidayRule.Yearly(11, 11).Observed(ObservedShift.NearestWeekday).Named("Veterans Day"),
            HolidayRule.NthWeekday(4, IsoDayOfWeek.Thursday, 11).Named("Thanksgiving Day"),
            HolidayRule.Yearly(12, 25).Observed(ObservedShift.NearestWeekday).Named("Christmas Day")
        );
}
