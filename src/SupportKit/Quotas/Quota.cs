using System.Globalization;
using NodaTime;

namespace SupportKit.Quotas;

/// <summary>How many tickets somebody may have, as one rule of <c>quotas</c> says it. Immutable.</summary>
/// <param name="Open">The most tickets that are open at a time; null for any number.</param>
/// <param name="Tickets">The most tickets that are opened in <paramref name="Within"/>; null for any number.</param>
/// <param name="Within">The span in which new tickets are counted; null where they are not.</param>
/// <param name="IsOfOrganization">
/// Whether the tickets of the requester's whole organization count; those of a requester without one are counted alone.
/// </param>
internal sealed record Quota(int? Open, int? Tickets, QuotaSpan? Within, bool IsOfOrganization)
{
    /// <summary>The highest quota that a policy may set.</summary>
    internal const int Most = 100_000;

    /// <summary>No quota at all.</summary>
    public static Quota Unlimited { get; } = new(null, null, null, false);

    /// <summary>Whether nothing is limited.</summary>
    public bool IsUnlimited => Open is null && Tickets is null;

    /// <summary>What explanations call it.</summary>
    public string Told =>
        (Tickets, Open) switch
        {
            ({ } tickets, { } open) => $"{Number(tickets)} in {Within}, {Number(open)} open",
            ({ } tickets, null) => $"{Number(tickets)} in {Within}",
            (null, { } open) => $"{Number(open)} open",
            _ => "unlimited",
        };

    /// <summary>Whether no more may be open.</summary>
    public bool IsOpenReached(QuotaUse use) => use.Open >= Open;

    /// <summary>Whether no more may be opened in the span.</summary>
    public bool IsTicketsReached(QuotaUse use) => use.Tickets >= Tickets;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How much of a quota is used before a request. Immutable; counted by the shell.</summary>
/// <param name="Rule">The rule whose quota was counted.</param>
/// <param name="IsOfOrganization">Whether the tickets of the requester's organization were counted.</param>
/// <param name="Open">How many tickets are open.</param>
/// <param name="Tickets">How many were opened in the span.</param>
/// <param name="FreeFrom">From when a new one may be opened by the quota of a span; null where it is not reached.</param>
internal sealed record QuotaUse(string Rule, bool IsOfOrganization, long Open, long Tickets, Instant? FreeFrom);
