using SupportKit.Delivery;

namespace SupportKit.Mail;

/// <summary>
/// The content of a file, read from its store while the mail is written, and from the store again each time that the mail is: to measure it, to sign it, to send
/// it. So no mail holds its files in memory, and nothing is kept of them. It can be set back to its start, and nowhere else.
/// </summary>
internal sealed class ReopenedStream(NotificationFile file) : Stream
{
    private Stream? inner;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        inner ??=
            await file.Open(cancellationToken).ConfigureAwait(false)
            ?? throw new IOException("A file of the mail is gone; the next attempt leaves it out.");
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // The stores are asynchronous, and the library signs a mail without waiting.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => Length + offset,
        };
        if (target == position)
            return position;
        if (target != 0)
            throw new NotSupportedException("It can be set back to its start only.");
        inner?.Dispose();
        (inner, position) = (null, 0);
        return 0;
    }

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner?.Dispose();
        base.Dispose(disposing);
    }
}
