using SupportKit.Shared;

namespace SupportKit.Desk;

/// <summary>Reads another stream once, from its position to its end, and inspects the bytes on the way.</summary>
internal abstract class ReadThroughStream(Stream inner, bool leaveOpen) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Look(buffer.Length, buffer[..read]);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Look(buffer.Length, buffer.Span[..read]);
        return read;
    }

    /// <summary>Bytes go by; none at the end.</summary>
    protected abstract void Pass(ReadOnlySpan<byte> bytes);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
            inner.Dispose();
        base.Dispose(disposing);
    }

    // A read of zero bytes returns zero, which does not mean the end.
    private void Look(int asked, ReadOnlySpan<byte> read)
    {
        if (asked > 0)
            Pass(read);
    }
}
