using System.Collections.Frozen;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Policies;
using SupportKit.Storage;

namespace SupportKit.Mail;

/// <summary>
/// Keeps the desk from writing again to an address that does not exist. A bounce counts only for the address that the very mail went to which it is
/// about, and while the host still gives that address: whoever had a mail of the desk's can get nobody but themselves onto the list.
/// </summary>
internal sealed class BouncedAddresses(
    ISuppressionList list,
    RecipientAddresses addresses,
    ITicketStore store,
    TimeProvider time,
    TicketToken? tokens = null,
    PolicyCatalog? policies = null
)
{
    // RFC 3463: the address is wrong, has moved, or is disabled. A full mailbox (5.2.2) or a mail that is not wanted (5.7.1) says nothing of it, and
    // neither does 5.0.0, which some servers say of everything.
    private static readonly FrozenSet<string> OfAddress = FrozenSet.Create(
        StringComparer.Ordinal,
        "5.1.0",
        "5.1.1",
        "5.1.2",
        "5.1.3",
        "5.1.6",
        "5.1.10",
        "5.2.1"
    );

    /// <summary>Whether no further mail to the address can arrive.</summary>
    public static bool IsOfAddress(string status) => OfAddress.Contains(status);

    /// <summary>Whether the next mail may arrive, and not for ever: servers gave up after trying (RFC 3463, class 4), or the mailbox is full (X.2.2).</summary>
    public static bool IsSoft(string status) =>
        status.StartsWith("4.", StringComparison.Ordinal) || status.EndsWith(".2.2", StringComparison.Ordinal);

    /// <summary>Puts an address on the list that a server refused, unless the policy writes on to it.</summary>
    public Task RefusedAsync(string tenant, Recipient to, string address, string status, CancellationToken stop) =>
        RulesOf(tenant).Suppresses
            ? list.SuppressAsync(tenant, new SuppressedAddress(address, to, status, time.GetCurrentInstant()), stop)
            : Task.CompletedTask;

    /// <summary>
    /// Forgets what came back from an address that a mail came from, and writes to it again if that was why it is on the list: its mailbox works. One that is
    /// on the list for good stays there, for anybody can forge a sender.
    /// </summary>
    public async Task WroteAsync(string tenant, string address, CancellationToken stop)
    {
        if (await list.FindAsync(tenant, address, stop).ConfigureAwait(false) is not { } known || IsSoft(known.Status))
            await list.LiftAsync(tenant, address, stop).ConfigureAwait(false);
    }

    /// <summary>
    /// Puts an address on the list that a mail came back from for good, or several did otherwise; nothing when the bounce tells of no such address.
    /// </summary>
    public async Task BouncedAsync(DeliveryReport report, TicketKey ticket, CancellationToken stop)
    {
        if (tokens is null || report.OriginalId is not { } id)
            return;
        var failed = report.Failures.FirstOrDefault(failure =>
            (IsOfAddress(failure.Status) || IsSoft(failure.Status)) && tokens.IsSentTo(ticket, id, failure.SentTo)
        );
        if (failed is null || await store.FindAsync(ticket, Viewer.Desk, stop).ConfigureAwait(false) is not { } about)
            return;
        foreach (var to in RecipientsOf(about))
        {
            var address = await addresses.FindAsync(ticket.Tenant, to, stop).ConfigureAwait(false);
            if (string.Equals(address, failed.SentTo, StringComparison.OrdinalIgnoreCase))
            {
                if (
                    IsOfAddress(failed.Status)
                    || await IsTooOftenAsync(ticket.Tenant, to, failed, id, stop).ConfigureAwait(false)
                )
                    await RefusedAsync(ticket.Tenant, to, failed.SentTo, failed.Status, stop).ConfigureAwait(false);
                return;
            }
        }
    }

    private async Task<bool> IsTooOftenAsync(
        string tenant,
        Recipient to,
        FailedRecipient failed,
        string mail,
        CancellationToken stop
    )
    {
        var rules = RulesOf(tenant);
        if (!rules.Suppresses || rules.SoftLimit == 0)
            return false;
        var now = time.GetCurrentInstant();
        var bounce = new SoftBounce(failed.SentTo, to, mail, now);
        var since = now - Duration.FromDays(rules.SoftDays);
        return await list.CountSoftBounceAsync(tenant, bounce, since, stop).ConfigureAwait(false) >= rules.SoftLimit;
    }

    private BounceRules RulesOf(string tenant) =>
        policies is not null && policies.TryGet(tenant, out var policy) ? policy.Bounces : BounceRules.Usual;

    private static IEnumerable<Recipient> RecipientsOf(Ticket ticket)
    {
        foreach (var person in ticket.Participants.Prepend(ticket.Requester))
            yield return new Recipient(RecipientKind.Requester, person);
        if (ticket.Assignee is { } agent)
            yield return new Recipient(RecipientKind.Agent, agent);
        if (ticket.Queue is { } queue)
            yield return new Recipient(RecipientKind.Queue, queue);
    }
}
