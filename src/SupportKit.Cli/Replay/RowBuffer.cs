using System.Buffers;

namespace SupportKit.Cli;

/// <summary>A window onto the text of a log, from the beginning of one row on. It never holds more than the longest row. Not thread-safe.</summary>
/// <param name="text">The text.</param>
internal sealed class RowBuffer(TextReader text)
{
    /// <summary>How many characters a row may have.</summary>
    public const int Longest = 1 << 20;

    /// <summary>Why a longer one cannot be read.</summary>
    public const string TooLong = "the row has more than 1,048,576 characters";

    // One more, which ends the longest row or makes it too long.
    private const int Room = Longest + 1;
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private char[] chars = new char[1 << 15];
    private int start;
    private int end;
    private bool isRead;

    /// <summary>The line in which the row begins.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>What is held of the text, from the row's first character on; valid until more is read.</summary>
    public ReadOnlySpan<char> Held => chars.AsSpan(start, end - start);

    /// <summary>Whether as much is held as a row may have, and more comes.</summary>
    public bool IsFull => end - start == Room;

    /// <summary>What is held, for whoever cannot take a span.</summary>
    public ReadOnlyMemory<char> Memory(int length) => chars.AsMemory(start, length);

    /// <summary>Whether there is a character at a place; false beyond the end of the text, and beyond what a row may have.</summary>
    public bool Has(int at)
    {
        while (at >= end - start)
            if (!Grow())
                return false;
        return true;
    }

    /// <summary>The first place from one on that has one of several characters; the length of what is held where none comes.</summary>
    public int Find(int at, SearchValues<char> any)
    {
        while (true)
        {
            var found = Held[at..].IndexOfAny(any);
            if (found >= 0)
                return at + found;
            at = end - start;
            if (!Grow())
                return at;
        }
    }

    /// <summary>The first line break; the length of what is held where none comes.</summary>
    public int FindLineEnd() => Find(0, LineEnds);

    /// <summary>Goes on behind a row, and behind the line break that follows it.</summary>
    public void Skip(int length)
    {
        Line += LineBreaks.Count(Held[..length]);
        start += length;
        if (!Has(0))
            return;
        var lineBreak = Held[0] == '\r' && Has(1) && Held[1] == '\n' ? 2 : 1;
        start += lineBreak;
        Line++;
    }

    /// <summary>Goes on with the next line, however long this one is.</summary>
    public void SkipLine()
    {
        while (FindLineEnd() is var found && found == end - start && IsFull)
            start = end;
        Skip(FindLineEnd());
    }

    private bool Grow()
    {
        if (isRead || IsFull)
            return false;
        if (start > 0)
        {
            Held.CopyTo(chars);
            (start, end) = (0, end - start);
        }
        if (end == chars.Length)
            Array.Resize(ref chars, Math.Min(Room, 2 * chars.Length));
        var read = text.Read(chars, end, chars.Length - end);
        isRead = read == 0;
        end += read;
        return read > 0;
    }
}
