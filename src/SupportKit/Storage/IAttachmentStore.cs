using NodaTime;

namespace SupportKit.Storage;

/// <summary>
/// Keeps the content of attachments. Implementations are thread-safe, take the id and never the uploader's file name
/// as the place to store, and keep a ticket's content apart from every other tenant's.
/// </summary>
public interface IAttachmentStore
{
    /// <summary>Stores the content, read to its end without holding all of it in memory.</summary>
    /// <returns>Its id, its length in bytes and the SHA-256 of its bytes in lower-case hexadecimal.</returns>
    Task<StoredAttachment> SaveAsync(TicketKey ticket, Stream content, CancellationToken cancellationToken);

    /// <summary>The content from its start, which the caller disposes; null when there is none.</summary>
    Task<Stream?> OpenAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken);

    /// <summary>Removes the content; nothing happens when there is none.</summary>
    Task DeleteAsync(TicketKey ticket, string attachment, CancellationToken cancellationToken);

    /// <summary>
    /// A tenant's content whose upload began before an instant, whether or not it came to its end, that of one ticket in a row.
    /// What no ticket names is then deleted. As it is, a store gives none, and what is left in it by uploads that broke off stays.
    /// </summary>
    /// <param name="tenant">The tenant whose content is listed.</param>
    /// <param name="before">The instant.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<(TicketKey Ticket, string Attachment)> ListAsync(
        string tenant,
        Instant before,
        CancellationToken cancellationToken
    ) => AsyncEnumerable.Empty<(TicketKey, string)>();
}

/// <summary>Content that was stored. Immutable.</summary>
/// <param name="Id">The store's id of it.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Sha256">The hash of its bytes, lower-case hexadecimal.</param>
public sealed record StoredAttachment(string Id, long Length, string Sha256);
