using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>The day a holiday is kept when it falls on a weekend. The holiday moves: its own date is then a usual day.</summary>
public enum ObservedShift
{
    /// <summary>The holiday stays where it falls.</summary>
    None,

    /// <summary>Saturday moves to the Friday before, Sunday to the Monday after (United States, 5 U.S.C. 6103(b)).</summary>
    NearestWeekday,

    /// <summary>Saturday and Sunday move to the Monday after.</summary>
    NextMonday,

    /// <summary>Sunday moves to the Monday after; Saturday stays (Québec, Act respecting labour standards).</summary>
    SundayToMonday,

    /// <summary>
    /// Saturday and Sunday move two days on: what two holidays in a row do when the Monday belongs to the other one
    /// (25 and 26 December in the United Kingdom).
    /// </summary>
    TwoDaysOn,

    /// <summary>Sunday moves to the Saturday before; Saturday stays (the King's birthday in the Netherlands).</summary>
    SundayToSaturday,
}

/// <summary>How far each shift moves a date.</summary>
internal static class ObservedShifts
{
    internal static int Days(this ObservedShift shift, IsoDayOfWeek day) =>
        (shift, day) switch
        {
            (ObservedShift.NearestWeekday, IsoDayOfWeek.Saturday) => -1,
            (ObservedShift.NearestWeekday, IsoDayOfWeek.Sunday) => 1,
            (ObservedShift.NextMonday, IsoDayOfWeek.Saturday) => 2,
            (ObservedShift.NextMonday, IsoDayOfWeek.Sunday) => 1,
            (ObservedShift.SundayToMonday, IsoDayOfWeek.Sunday) => 1,
            (ObservedShift.TwoDaysOn, IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) => 2,
            (ObservedShift.SundayToSaturday, IsoDayOfWeek.Sunday) => -1,
            _ => 0,
        };
}
