namespace SupportKit.Policies;

/// <summary>What becomes of an address from which mails come back. Immutable.</summary>
/// <param name="Suppresses">Whether it is not written to again: at once when a mail came back for good, and after <paramref name="SoftLimit"/> that came back for another reason.</param>
/// <param name="SoftLimit">How many mails may not come back within <paramref name="SoftDays"/>, such as from a full mailbox; 0 for any number.</param>
/// <param name="SoftDays">Within how many days they are counted.</param>
internal sealed record BounceRules(bool Suppresses, int SoftLimit, int SoftDays)
{
    /// <summary>The most mails that a policy may have counted.</summary>
    public const int MostSoft = 100;

    /// <summary>The longest time in which a policy may have them counted.</summary>
    public const int MostDays = 365;

    /// <summary>
    /// What holds where a policy says nothing: three within 14 days. This is SupportKit's own choice: a mail server tries for four to five days before it
    /// gives a mail back (RFC 5321, 4.5.4.1), so 14 days hold several tries of several mails.
    /// </summary>
    public static BounceRules Usual { get; } = new(true, 3, 14);

    /// <summary>Every address is written to, whatever comes back.</summary>
    public static BounceRules Keep { get; } = Usual with { Suppresses = false };
}
