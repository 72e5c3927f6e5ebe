using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore.Rows;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Attachments in the database of the tickets, in parts of 256 KiB, so that neither way is a file held whole. Thread-safe;
/// each part has a context and a connection of its own, so that somebody's slow line holds no transaction open. What the
/// database itself reports comes out as its provider's exception.
/// </summary>
/// <remarks>
/// A file is there once its last part is. An upload that fails takes its parts with it; those of a process that died
/// meanwhile stay in <c>supportkit_attachment_parts</c> without a row in <c>supportkit_attachments</c>, seen by nobody.
/// </remarks>
/// <param name="contexts">Makes the contexts.</param>
public sealed class EfAttachmentStore(IDbContextFactory<SupportKitDbContext> contexts) : IAttachmentStore
{
    /// <inheritdoc/>
    public async Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var id = Guid.NewGuid();
        try
        {
            var (parts, length, sha256) = await SavePartsAsync(ticket, id, content, cancellationToken)
                .ConfigureAwait(false);
            var whole = new AttachmentRow
            {
                Tenant = ticket.Tenant,
                Ticket = ticket.Ticket.Value,
                Id = id,
                Parts = parts,
            };
            await AddAsync(whole, cancellationToken).ConfigureAwait(false);
            return new StoredAttachment(id.ToString("N"), length, sha256);
        }
        catch
        {
            await TryDeleteAsync(ticket, id).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken)
    {
        if (IdOf(attachment) is not { } id)
            return null;
        var (tenant, owner) = (ticket.Tenant, ticket.Ticket.Value);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var parts = await context
            .Set<AttachmentRow>()
            .Where(row => row.Tenant == tenant && row.Ticket == owner && row.Id == id)
            .Select(row => (int?)row.Parts)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return parts is { } count ? new PartStream(contexts, ticket, id, count) : null;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken)
    {
        if (IdOf(attachment) is { } id)
            await DeleteAsync(ticket, id, cancellationToken).ConfigureAwait(false);
    }

    // An id to the letter as it was given out; null for any other text.
    private static Guid? IdOf(string attachment) =>
        Guid.TryParseExact(attachment, "N", out var id) && id.ToString("N") == attachment ? id : null;

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
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteAsync(TicketKey ticket, Guid id, CancellationToken cancellationToken)
    {
        var (tenant, owner) = (ticket.Tenant, ticket.Ticket.Value);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        // Host's options may retry, and then a transaction has to be theirs to begin.
        await context
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async stop =>
                {
                    var transaction = await context.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
                    await using var __ = transaction.ConfigureAwait(false);
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
                    await transaction.CommitAsync(stop).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    // What went wrong with the upload is what its caller is to hear, not that the database is away now.
    private async Task TryDeleteAsync(TicketKey ticket, Guid id)
    {
        try
        {
            await DeleteAsync(ticket, id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The parts stay, seen by nobody.
        }
    }
}
