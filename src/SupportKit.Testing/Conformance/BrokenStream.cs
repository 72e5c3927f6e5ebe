using SupportKit.Shared;

namespace SupportKit.Testing;

/// <summary>Gives some bytes, and then fails as a broken line does, or waits until it is called off.</summary>
internal sealed class BrokenStream(byte[] bytes, bool waits) : ReadOnlyStream
{
    /// <summary>What a broken line says.</summary>
    public const string Message = "The line broke.";

    private int read;

    /// <summary>Set when somebody waits for bytes that never come.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (read < bytes.Length)
            return Read(buffer.Span);
        if (!waits)
            throw new IOException(Message);
        Waiting.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    public override int Read(Span<byte> buffer)
    {
        var piece = Math.Min(buffer.Length, bytes.Length - read);
        if (piece == 0 && buffer.Length > 0)
            throw new IOException(Message);
        bytes.AsSpan(read, piece).CopyTo(buffer);
        read += piece;
        return piece;
    }
}
