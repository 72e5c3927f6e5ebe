using Microsoft.EntityFrameworkCore;
using SupportKit.Shared;

namespace SupportKit.EntityFrameworkCore;

/// <summary>Reads an attachment part by part, and holds one at a time. Fails when it was deleted meanwhile.</summary>
internal sealed class PartStream(StoreContexts contexts, TicketKey ticket, Guid attachment, int parts) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> left;
    private int next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left.IsEmpty && next < parts && !buffer.IsEmpty)
            left = await NextAsync(cancellationToken).ConfigureAwait(false);
        return Take(buffer.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        if (left.IsEmpty && next < parts && !buffer.IsEmpty)
            left = NextAsync(CancellationToken.None).GetAwaiter().GetResult();
        return Take(buffer);
    }

    private async Task<byte[]> NextAsync(CancellationToken cancellationToken)
    {
        var (tenant, owner, part) = (ticket.Tenant, ticket.Ticket.Value, next);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var content = await lease
            .Context.Set<AttachmentPartRow>()
            .Where(row =>
                row.Tenant == tenant && row.Ticket == owner && row.Attachment == attachment && row.Part == part
            )
            .Select(row => row.Content)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        next++;
        return content ?? throw new EndOfStreamException($"Attachment {attachment:N} was deleted while it was read.");
    }

    private int Take(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, left.Length);
        left.Span[..taken].CopyTo(buffer);
        left = left[taken..];
        return taken;
    }
}
