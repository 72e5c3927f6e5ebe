namespace SupportKit.Rules;

/// <summary>The names of facts that the desk derives from others and from the instant of the request.</summary>
internal static class DerivedFacts
{
    /// <summary>The day of the week on which the request came, in the policy's time zone: <c>monday</c> … <c>sunday</c>.</summary>
    public const string Weekday = "weekday";

    /// <summary>Whether the calendar is open at the instant of the request.</summary>
    public static string During(string calendar) => $"during.{calendar}";

    /// <summary>
    /// The day of the week, in the calendar's time zone, on which the request is taken up: its own day while the calendar is open, or else that of
    /// the next opening.
    /// </summary>
    public static string BusinessDay(string calendar) => $"businessDay.{calendar}";

    /// <summary>Whether the instant of the request says what the fact is.</summary>
    public static bool IsTime(string fact) =>
        fact == Weekday
        || fact.StartsWith(During(""), StringComparison.Ordinal)
        || fact.StartsWith(BusinessDay(""), StringComparison.Ordinal);

    /// <summary>Whether the requester's plan brings the entitlement.</summary>
    public static string Entitled(string entitlement) => $"entitled.{entitlement}";
}
