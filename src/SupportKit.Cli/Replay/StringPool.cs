namespace SupportKit.Cli;

/// <summary>Gives one string for texts that come again, so that a long log does not allocate each of its words anew. Not thread-safe.</summary>
internal sealed class StringPool
{
    private const int Size = 4096;

    // Longer texts are seldom words of a log.
    private const int Longest = 40;

    private readonly string?[] seen = new string?[Size];

    /// <summary>The text as a string, the one that was given before where it still is in the pool.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return "";
        if (text.Length > Longest)
            return text.ToString();
        ref var known = ref seen[(int)(TextHash.Of(text) >> 32) & (Size - 1)];
        if (known is null || !text.SequenceEqual(known))
            known = text.ToString();
        return known;
    }
}
