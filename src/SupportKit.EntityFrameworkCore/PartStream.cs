using Microsoft.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore.Rows;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>Reads an attachment part by part, and holds one at a time. Fails when it was deleted meanwhile.</summary>
internal sealed class PartStream(StoreContexts contexts, TicketKey ticket, Guid attachment, int parts) : Stream
{
    private ReadOnlyMemory<byte> left;
    private int next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
