namespace SupportKit.Rules;

/// <summary>The names of facts that the desk derives from others and from the instant of the request.</summary>
internal static class DerivedFacts
{
    /// <summary>The day of the week on which the request came, in the policy's time zone: <c>monday</c> … <c>sunday</c>.</summary>
    public const string Weekday = "weekday";

    /// <summary>Whether the calendar is open at the instant of the request.</summary>
    public static string During(string calendar) => $"during.{calendar}";

    /// <summary>Whether the requester's plan brings the entitlement.</summary>
    public static string Entitled(string entitlement) => $"entitled.{entitlement}";
}
