using SupportKit.Shared;

namespace SupportKit.Testing;

/// <summary>Gives its bytes seven at a time and cannot seek: content as a network brings it.</summary>
internal sealed class TrickleStream(byte[] bytes) : ReadOnlyStream
{
    private int read;

    public override int Read(Span<byte> buffer)
    {
        var piece = Math.Min(Math.Min(7, buffer.Length), bytes.Length - read);
        bytes.AsSpan(read, piece).CopyTo(buffer);
        read += piece;
        return piece;
    }
}
