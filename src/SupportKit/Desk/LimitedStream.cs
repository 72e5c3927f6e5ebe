namespace SupportKit.Desk;

/// <summary>Passes a number of bytes, and fails as soon as there is one more.</summary>
internal sealed class LimitedStream(Stream inner, long limit) : ReadThroughStream(inner, leaveOpen: true)
{
    private long passed;

    public bool IsOver => passed > limit;

    protected override void Pass(ReadOnlySpan<byte> bytes)
    {
        passed += bytes.Length;
        if (IsOver)
            throw new IOException($"The file has more than {limit} bytes.");
    }
}
