namespace SupportKit.Testing;

/// <summary>Gives its bytes seven at a time and cannot seek: content as a network brings it.</summary>
internal sealed class TrickleStream(byte[] bytes) : Stream
{
    private int read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var piece = Math.Min(Math.Min(7, count), bytes.Length - read);
        bytes.AsSpan(read, piece).CopyTo(buffer.AsSpan(offset));
        read += piece;
        return piece;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
