using System.Collections.Concurrent;
using System.Security.Cryptography;
using NodaTime;
using SupportKit.Shared;

namespace SupportKit.Storage;

/// <summary>Attachments in this process' memory: for tests and demonstrations; gone when the process ends.</summary>
internal sealed class InMemoryAttachmentStore(TimeProvider? time = null) : IAttachmentStore
{
    private readonly ConcurrentDictionary<(TicketKey Ticket, string Id), byte[]> contents = new();

    /// <inheritdoc/>
    public async Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken cancellationToken)
    {
        var id = AttachmentIds.New(time ?? TimeProvider.System).ToString("N");
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        var bytes = buffer.ToArray();
        contents[(ticket, id)] = bytes;
        return new StoredAttachment(id, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(
            contents.TryGetValue((ticket, attachment), out var bytes) ? new MemoryStream(bytes, writable: false) : null
        );

    /// <inheritdoc/>
    public Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken)
    {
        contents.TryRemove((ticket, attachment), out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<(TicketKey Ticket, string Attachment)> ListAsync(
        string tenant,
        Instant before,
        CancellationToken cancellationToken
    ) =>
        contents
            .Keys.Where(key => key.Ticket.Tenant == tenant)
            .Where(key => AttachmentIds.BegunAt(Guid.Parse(key.Id)) < before)
            .OrderBy(key => key.Ticket.Ticket.Value)
            .ToAsyncEnumerable();
}
