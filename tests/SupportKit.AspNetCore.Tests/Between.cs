namespace SupportKit.AspNetCore.Tests;

/// <summary>Stands for what is between the client and the desk: it may answer by itself, and break streams after their first event.</summary>
internal sealed class Between(Func<HttpRequestMessage, int, HttpResponseMessage?> answer)
    : DelegatingHandler(new SocketsHttpHandler())
{
    private int tries;

    public Between(Action<HttpRequestMessage, int> seen)
        : this(
            (request, tries) =>
            {
                seen(request, tries);
                return null;
            }
        ) { }

    public bool BreaksStreams { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (answer(request, Interlocked.Increment(ref tries)) is { } own)
            return own;
        var response = await base.SendAsync(request, cancellationToken);
        if (BreaksStreams && response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            response.Content = new StreamContent(
                new Breaking(await response.Content.ReadAsStreamAsync(cancellationToken))
            )
            {
                Headers = { ContentType = response.Content.Headers.ContentType },
            };
        return response;
    }
}

// Gives what comes up to the end of the first event or so, and then breaks.
internal sealed class Breaking(Stream inner) : Stream
{
    private int left = 900;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left == 0)
            throw new IOException("The connection was reset.");
        var read = await inner.ReadAsync(buffer[..Math.Min(left, buffer.Length)], cancellationToken);
        left -= read;
        return read;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
