using System.Collections.Immutable;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>
/// What is kept about a person from outside the desk: given out, or erased. The host decides who may ask for that.
/// Thread-safe.
/// </summary>
public sealed partial class PersonalDataService(
    ITicketStore store,
    IPersonalDataStore archive,
    IAttachmentStore attachments,
    PolicyCatalog policies,
    IPolicyArchive policyArchive,
    TimeProvider time
)
{
    private readonly PolicyVersions versions = new(policies, policyArchive);

    internal WorkerSignals Signals { get; init; } = new();

    internal ISuppressionList Suppressions { get; init; } = new InMemorySuppressionList();

    internal IKeptSecretStore Secrets { get; init; } = new InMemoryKeptSecretStore();

    internal ObserverSet Observers { get; init; } = ObserverSet.None;

    // Null when an event of it cannot be read.
    private async Task<ImmutableArray<RecordedEvent>?> ReadAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await store.HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        }
        catch (SupportKitException error) when (error.Code == SupportKitErrors.StoreTicketUnreadable)
        {
            return null;
        }
    }

    /// <summary>
    /// Makes the person, and what they wrote, unreadable in every ticket (see <see cref="TicketErasure"/>): each in a transaction
    /// of its own, so whoever was interrupted calls again. Messages about them go, their addresses that are not written to
    /// (<see cref="ISuppressionList"/>), and once that is committed whatever is kept of what was masked in these tickets (<see cref="IKeptSecretStore"/>), and the content of the attachments they gave; numbers, states, promises and verdicts stay. What backups, logs and the database's free pages hold is the host's.
    /// </summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="requester">The host's id of the person.</param>
    /// <param name="replacement">The pseudonym: an id that nobody has or will have, for whoever has it sees these tickets.</param>
    /// <param name="cancellationToken">Ends the erasing; tickets that were erased by then stay so.</param>
    /// <returns>How many tickets were rewritten.</returns>
    /// <exception cref="SupportKitException">
    /// <c>erasure.event_unknown</c>: a newer version of SupportKit wrote an event; <c>erasure.pseudonym_taken</c>: the pseudonym
    /// stands for somebody in one of the tickets already. Nothing was erased, unless that came about while this ran.
    /// <c>erasure.ticket_unreadable</c>: tickets cannot be read; it is thrown when the person has been erased from all others.
    /// </exception>
    public async Task<int> EraseAsync(
        string tenant,
        string requester,
        string replacement,
        CancellationToken cancellationToken = default
    )
    {
        HostId.Require(tenant);
        HostId.Require(requester);
        HostId.Require(replacement);
        var count = 0;
        var named = await archive.TicketsNamingAsync(tenant, requester, cancellationToken).ConfigureAwait(false);
        var unreadable = new List<TicketId>();
        // What cannot be erased is told before anything is; what cannot be read keeps the person from being erased nowhere else.
        foreach (var id in named)
        {
            var key = new TicketKey(tenant, id);
            if (await ReadAsync(key, Viewer.Desk, cancellationToken).ConfigureAwait(false) is not { } history)
                unreadable.Add(id);
            else if (!history.IsEmpty)
                _ = TicketErasure.Erase(history, requester, replacement, (_, _) => true, history[^1].At);
        }
        foreach (var id in named.Except(unreadable))
        {
            try
            {
                // Another command may come first; then what it said is erased too.
                bool? rewritten;
                do rewritten = await RewriteAsync(new TicketKey(tenant, id), requester, replacement, cancellationToken)
                    .ConfigureAwait(false);
                while (rewritten == false);
                count += rewritten is null ? 0 : 1;
            }
            catch (SupportKitException error) when (error.Code == SupportKitErrors.StoreTicketUnreadable)
            {
                unreadable.Add(id); // one of its messages is
            }
        }
        await Suppressions
            .LiftAllAsync(tenant, new Recipient(RecipientKind.Requester, requester), cancellationToken)
            .ConfigureAwait(false);
        if (unreadable is [])
            return count;
        throw new SupportKitException(
            SupportKitErrors.ErasureTicketUnreadable,
            $"The person was not erased from {unreadable.Count} tickets of tenant \"{tenant}\" that cannot be read: "
                + $"{string.Join(", ", unreadable)}. They were erased from {count} others.",
            "Restore these tickets, or run the version of SupportKit that wrote them, then call again."
        );
    }

    // Null when the person is not in the ticket, false when another command came first.
    private async Task<bool?> RewriteAsync(
        TicketKey key,
        string person,
        string replacement,
        CancellationToken cancellationToken
    )
    {
        var history = await store.HistoryAsync(key, Viewer.Desk, cancellationToken).ConfigureAwait(false);
        if (TicketHistory.Replay(history) is not { } before)
            return null;
        var policy = await versions.OfAsync(before, cancellationToken).ConfigureAwait(false);
        policy ??= policies.For(key.Tenant);
        var now = time.GetCurrentInstant();
        var erased = TicketErasure.Erase(
            history,
            person,
            replacement,
            (name, value) => Keeps(policy, name, value),
            now
        );
        if (erased == history)
            return null;

        var messages = await archive.MessagesAsync(key, cancellationToken).ConfigureAwait(false);
        ImmutableArray<string> removed =
        [
            .. messages
                .Where(message => message.To.Kind != RecipientKind.Observer) // they hold nothing of anybody
                .Where(message =>
                    message.To == new Recipient(RecipientKind.Requester, person)
                    || TicketErasure.IsAbout(history, person, message.Sequence)
                )
                .Select(message => message.Id),
        ];
        var after = TicketHistory.Replay(erased)!;
        var added = erased.RemoveAll(recorded => recorded.Sequence <= before.Version);
        var rewrite = new TicketRewrite(after, erased, before.Version, removed)
        {
            AddedMessages = Observers.MessagesOf(key.Ticket, added),
        };
        if (!await archive.RewriteAsync(rewrite, cancellationToken).ConfigureAwait(false))
            return false;
        await Secrets.RemoveAsync(key, cancellationToken).ConfigureAwait(false);
        if (!rewrite.AddedMessages.IsEmpty)
            DeferredNotifications.Then(Signals.Messages.Set);
        // What this does not come to, a worker deletes: nothing names it any more.
        foreach (var file in before.Attachments.ExceptBy(after.Attachments.Select(kept => kept.Id), file => file.Id))
            await Signals.DeleteAsync(attachments, key, file.Id).ConfigureAwait(false);
        return true;
    }

    // Of a closed list: what a person wrote freely is not.
    private static bool Keeps(Policy policy, string fact, FactValue value) =>
        policy.Facts.Find(fact) is { Type: FactType.Choice or FactType.Boolean } declared && declared.Admits(value);
}
