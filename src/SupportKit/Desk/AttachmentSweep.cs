using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>
/// Deletes content that no ticket names: what uploads left whose commit did not happen, and what was withdrawn or erased while
/// somebody was interrupted; and with it kept secrets that have expired. Content is looked at once it is older than any upload can be. Safe to run in any number of processes.
/// </summary>
internal sealed class AttachmentSweep(
    ITicketStore store,
    IAttachmentStore attachments,
    IKeptSecretStore secrets,
    PolicyCatalog policies,
    WorkerSignals signals,
    TimeProvider time,
    IOptions<AttachmentOptions> options
)
{
    /// <summary>When all content is next looked at; null for now.</summary>
    public Instant? Next { get; private set; }

    /// <summary>Deletes what was withdrawn since, and when it is time whatever else no ticket names.</summary>
    /// <returns>How many files that were.</returns>
    public async Task<int> ProcessAsync(CancellationToken cancellationToken = default)
    {
        var failures = new List<Exception>();
        var deleted = 0;
        for (var waiting = signals.Withdrawn.Count; waiting > 0 && signals.Withdrawn.TryDequeue(out var one); waiting--)
        {
            if (await TryAsync(() => DeleteAsync(one, cancellationToken), failures).ConfigureAwait(false) is { } did)
                deleted += did;
            else
                signals.Withdrawn.Enqueue(one);
            cancellationToken.ThrowIfCancellationRequested();
        }
        var now = time.GetCurrentInstant();
        if (!(now < Next))
        {
            await TryAsync(() => secrets.RemoveExpiredAsync(now, cancellationToken), failures).ConfigureAwait(false);
            foreach (var tenant in policies.Tenants)
                deleted +=
                    await TryAsync(() => SweepAsync(tenant, now, failures, cancellationToken), failures)
                        .ConfigureAwait(false)
                    ?? 0;
            if (failures.Count == 0)
                Next = now + options.Value.SweepAfter.ToDuration();
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (failures.Count > 0) // the worker tells of it, and tries again
            ExceptionDispatchInfo.Throw(failures[0]);
        return deleted;
    }

    private async Task<int> SweepAsync(
        string tenant,
        Instant now,
        List<Exception> failures,
        CancellationToken cancellationToken
    )
    {
        var deleted = 0;
        (TicketKey Ticket, ImmutableHashSet<string>? Named)? last = null;
        var listed = attachments.ListAsync(tenant, now - options.Value.SweepAfter.ToDuration(), cancellationToken);
        await foreach (var (ticket, attachment) in listed.ConfigureAwait(false))
        {
            if (last?.Ticket != ticket)
                last = (ticket, await NamedAsync(ticket, cancellationToken).ConfigureAwait(false));
            deleted +=
                await TryAsync(() => DeleteAsync(ticket, attachment, last.Value.Named, cancellationToken), failures)
                    .ConfigureAwait(false)
                ?? 0;
            cancellationToken.ThrowIfCancellationRequested();
        }
        return deleted;
    }

    private async Task<int> DeleteAsync(
        (TicketKey Ticket, string Attachment) one,
        CancellationToken cancellationToken
    ) =>
        await DeleteAsync(
                one.Ticket,
                one.Attachment,
                await NamedAsync(one.Ticket, cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);

    private async Task<int> DeleteAsync(
        TicketKey ticket,
        string attachment,
        ImmutableHashSet<string>? named,
        CancellationToken cancellationToken
    )
    {
        if (named is null || named.Contains(attachment))
            return 0;
        await attachments.DeleteAsync(ticket, attachment, cancellationToken).ConfigureAwait(false);
        DeskTelemetry.AttachmentSwept();
        return 1;
    }

    // Whatever is wrong with one, the others go.
    private static async Task<int?> TryAsync(Func<Task<int>> delete, List<Exception> failures)
    {
        try
        {
            return await delete().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // it is told of when the others are done
        catch (Exception error)
#pragma warning restore CA1031
        {
            failures.Add(error);
            return null;
        }
    }

    // Null when nobody can tell: the ticket cannot be read, or this is a store without any ticket of the tenant, and so perhaps
    // not the one that the content belongs to.
    private async Task<ImmutableHashSet<string>?> NamedAsync(TicketKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.FindAsync(key, Viewer.Desk, cancellationToken).ConfigureAwait(false) is { } ticket)
                return [.. ticket.Attachments.Select(file => file.Id)];
        }
        catch (SupportKitException error) when (error.Code == SupportKitErrors.StoreTicketUnreadable)
        {
            return null;
        }
        var any = new TicketQuery(key.Tenant, Viewer.Desk) { Limit = 1 };
        var page = await store.ListAsync(any, cancellationToken).ConfigureAwait(false);
        return page.Tickets.IsEmpty && page.Unreadable.IsEmpty ? null : [];
    }
}
