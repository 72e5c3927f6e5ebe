using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Shared;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Attachments in the database of the tickets, in parts of 256 KiB, so that neither way is a file held whole. Thread-safe;
/// each part has a context and a connection of its own, so that somebody's slow line holds no transaction open; only where
/// the host's transaction is joined are they part of that. What the database itself reports comes out as its provider's exception.
/// </summary>
/// <remarks>
/// A file is there once its last part is. An upload that fails takes its parts with it; those of a process that died
/// meanwhile are seen by nobody, and go when the next upload begins a day after them or later.
/// </remarks>
/// <param name="contexts">Makes the contexts.</param>
/// <param name="time">Tells when an upload began.</param>
public sealed class EfAttachmentStore(StoreContexts contexts, TimeProvider time) : IAttachmentStore
{
    // Longer than any upload takes.
    private static readonly Duration Abandoned = Duration.FromDays(1);

    // Bounded, so that no upload waits long for the cleaning up; the next upload continues it.
    private const int SweptAtOnce = 20;

    private const int ListedAtOnce = 500;

    /// <inheritdoc/>
    public async Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        // Leftovers of other uploads are not deleted in the host's transaction.
        if (SupportKitTransactionScope.Current is null)
            await SweepAsync(cancellationToken).ConfigureAwait(false);
        var id = AttachmentIds.New(time);
        try
        {
            var begun = new AttachmentRow
            {
                Tenant = ticket.Tenant,
                Ticket = ticket.Ticket.Value,
                Id = id,
                Parts = AttachmentRow.Unfinished,
            };
            await AddAsync(begun, cancellationToken).ConfigureAwait(false);
            var (parts, length, sha256) = await SavePartsAsync(ticket, id, content, cancellationToken)
                .ConfigureAwait(false);
            await FinishAsync(ticket, id, parts, cancellationToken).ConfigureAwait(false);
            return new StoredAttachment(id.ToString("N"), length, sha256);
        }
        catch
        {
            await DeletePartsQuietlyAsync(ticket, id).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken)
    {
        if (AttachmentIds.Parse(attachment) is not { } id)
            return null;
        var (tenant, owner) = (ticket.Tenant, ticket.Ticket.Value);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var parts = await lease
            .Context.Set<AttachmentRow>()
            .Where(row => row.Tenant == tenant && row.Ticket == owner && row.Id == id && row.Parts >= 0)
            .Select(row => (int?)row.Parts)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return parts is { } count ? new PartStream(contexts, ticket, id, count) : null;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken)
    {
        if (AttachmentIds.Parse(attachment) is { } id)
            await DeleteAsync(ticket, id, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(TicketKey Ticket, string Attachment)> ListAsync(
        string tenant,
        Instant before,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (ticket, last) = (Guid.Empty, Guid.Empty);
        while (true)
        {
            var page = await PageAsync(tenant, ticket, last, cancellationToken).ConfigureAwait(false);
            foreach (var row in page.Where(row => AttachmentIds.BegunAt(row.Id) < before))
                yield return (new TicketKey(tenant, new TicketId(row.Ticket)), row.Id.ToString("N"));
            if (page is not [.., var end])
                yield break;
            (ticket, last) = (end.Ticket, end.Id);
        }
    }

    private async Task<List<AttachmentRow>> PageAsync(
        string tenant,
        Guid ticket,
        Guid last,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        return await lease
            .Context.Set<AttachmentRow>()
            .AsNoTracking()
            .Where(row => row.Tenant == tenant)
            .Where(row => row.Ticket > ticket || (row.Ticket == ticket && row.Id > last))
            .OrderBy(row => row.Ticket)
            .ThenBy(row => row.Id)
            .Take(ListedAtOnce)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<(int Parts, long Length, string Sha256)> SavePartsAsync(
        TicketKey ticket,
        Guid id,
        Stream content,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[AttachmentPartRow.Size];
        var (parts, length) = (0, 0L);
        while (true)
        {
            var read = await content
                .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
                return (parts, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
            hash.AppendData(buffer, 0, read);
            var part = new AttachmentPartRow
            {
                Tenant = ticket.Tenant,
                Ticket = ticket.Ticket.Value,
                Attachment = id,
                Part = parts,
                Content = read == buffer.Length ? buffer : buffer[..read],
            };
            await AddAsync(part, cancellationToken).ConfigureAwait(false);
            (parts, length) = (parts + 1, length + read);
        }
    }

    private async Task AddAsync(object row, CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        lease.Context.Add(row);
        await lease.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FinishAsync(TicketKey ticket, Guid id, int parts, CancellationToken cancellationToken)
    {
        var (tenant, owner) = (ticket.Tenant, ticket.Ticket.Value);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var finished = await lease
            .Context.Set<AttachmentRow>()
            .Where(row => row.Tenant == tenant && row.Ticket == owner && row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Parts, parts), cancellationToken)
            .ConfigureAwait(false);
        if (finished == 0)
            throw new IOException($"The upload of attachment {id:N} took more than a day, and was swept away.");
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var unfinished = await lease
            .Context.Set<AttachmentRow>()
            .AsNoTracking()
            .Where(row => row.Parts < 0)
            .OrderBy(row => row.Id)
            .Take(SweptAtOnce)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var abandoned = time.GetCurrentInstant() - Abandoned;
        foreach (var row in unfinished.Where(row => AttachmentIds.BegunAt(row.Id) < abandoned))
            await DeleteAsync(new TicketKey(row.Tenant, new TicketId(row.Ticket)), row.Id, cancellationToken)
                .ConfigureAwait(false);
    }

    private async Task DeleteAsync(TicketKey ticket, Guid id, CancellationToken cancellationToken)
    {
        var (tenant, owner) = (ticket.Tenant, ticket.Ticket.Value);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        if (context.Database.CurrentTransaction is not null)
        {
            await RemoveAsync(cancellationToken).ConfigureAwait(false);
            return;
        }
        // The host's options may retry, and then the execution strategy must begin the transaction.
        await context
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async stop =>
                {
                    var transaction = await context.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
                    await using var __ = transaction.ConfigureAwait(false);
                    await RemoveAsync(stop).ConfigureAwait(false);
                    await transaction.CommitAsync(stop).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);

        async Task RemoveAsync(CancellationToken stop)
        {
            await context
                .Set<AttachmentRow>()
                .Where(row => row.Tenant == tenant && row.Ticket == owner && row.Id == id)
                .ExecuteDeleteAsync(stop)
                .ConfigureAwait(false);
            await context
                .Set<AttachmentPartRow>()
                .Where(row => row.Tenant == tenant && row.Ticket == owner && row.Attachment == id)
                .ExecuteDeleteAsync(stop)
                .ConfigureAwait(false);
        }
    }

    // The caller needs the exception of the upload, not that of the failed cleaning up.
    private async Task DeletePartsQuietlyAsync(TicketKey ticket, Guid id)
    {
        try
        {
            await DeleteAsync(ticket, id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The parts stay invisible until the sweep deletes them.
        }
    }
}
