using System.Globalization;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Quotas;
using SupportKit.Rules;

namespace SupportKit.Decisions;

/// <summary>
/// Whether somebody may open one more ticket by the policy's <c>quotas</c>. What the desk opens for somebody is counted and never refused.
/// </summary>
internal static class QuotaChecks
{
    /// <summary>The quota that a request goes by, before it is decided, so that its use can be counted; null for none.</summary>
    public static Rule<Quota>? Find(Policy policy, TicketCommand.Open open, FactSet facts, Instant now) =>
        policy.Quotas.Rules.IsEmpty || open.By.Kind != ActorKind.Requester
            ? null
            : Limited(policy, policy.Derive(RedactedCommand.Of(policy, open, facts).Facts, now.InMicroseconds()));

    /// <summary>Why the quota admits no more; null when it does. Who was not counted has used nothing.</summary>
    public static Refusal? Refuse(TicketDraft draft, TicketCommand.Open open)
    {
        if (
            open.By.Kind != ActorKind.Requester
            || draft.Basis.Quota is not { } use
            || Limited(draft.Policy, draft.Basis.Facts) is not { Then: var quota } rule
            || rule.Id != use.Rule
        )
            return null;
        if (quota.IsTicketsReached(use))
            return Told(
                SupportKitErrors.QuotaTicketsExceeded,
                use,
                ("used", Number(use.Tickets)),
                ("max", Number(quota.Tickets!.Value)),
                ("span", quota.Within!.ToPhrase()),
                ("from", new TimePhrase(use.FreeFrom ?? draft.Now, ZoneOf(open), draft.Policy.TimeZone))
            );
        return quota.IsOpenReached(use)
            ? Told(
                SupportKitErrors.QuotaOpenExceeded,
                use,
                ("used", Number(use.Open)),
                ("max", Number(quota.Open!.Value))
            )
            : null;
    }

    private static Rule<Quota>? Limited(Policy policy, FactSet facts) =>
        policy.Quotas.Match(facts) is { Then.IsUnlimited: false } rule ? rule : null;

    private static Refusal.CommandRefused Told(
        string code,
        QuotaUse use,
        params (string Place, Phrase Value)[] values
    ) => new(code, Phrase.Of($"refusal.{code}{(use.IsOfOrganization ? ":organization" : "")}", values));

    private static DateTimeZone? ZoneOf(TicketCommand.Open open) =>
        open.TimeZone is { } zone ? BusinessTime.TimeZoneData.Provider.GetZoneOrNull(zone) : null;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An instant as its reader reads it: in their own zone, or in the desk's, which is then named.</summary>
    private sealed class TimePhrase(Instant at, DateTimeZone? readers, DateTimeZone desk) : Phrase
    {
        public override string In(TextCatalog texts, string language) =>
            TimeText.Format(texts, language, at, readers ?? desk, readers is not null);
    }
}
