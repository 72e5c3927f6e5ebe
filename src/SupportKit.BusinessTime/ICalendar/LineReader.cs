using System.Text;

namespace SupportKit.BusinessTime;

/// <summary>Goes through the lines of a text once, unfolds them, and gives those that holidays are made of.</summary>
internal sealed class LineReader(string text, ReadingLog log)
{
    private readonly StringBuilder folded = new();
    private int at = text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>The number of physical lines that were gone through.</summary>
    internal int Number { get; private set; }

    /// <summary>The next line; <see langword="null"/> at the end of the text, or when too much is wrong with it.</summary>
    internal ContentLine? Next()
    {
        while (at < text.Length && !log.IsFull)
        {
            var number = Number + 1;
            var content = Unfold();
            if (content.IsEmpty)
                continue;
            if (content[0] is ' ' or '\t')
            {
                // Blank lines between events may hold spaces.
                if (!content.IsWhiteSpace())
                    Refuse(
                        number,
                        content,
                        "A line that starts with a space continues the one before, and there is none."
                    );
            }
            else if (!ContentLine.TryRead(number, content, out var line, out var wrong))
                Refuse(number, content, wrong!);
            else if (line is not null)
                return line;
        }

        return null;
    }

    private ReadOnlySpan<char> Unfold()
    {
        var first = Physical();
        if (first.IsEmpty || !GoesOn())
            return first;
        folded.Clear().Append(first);
        while (GoesOn())
            folded.Append(Physical()[1..]);
        return folded.ToString();
    }

    private bool GoesOn() => at < text.Length && text[at] is ' ' or '\t';

    private ReadOnlySpan<char> Physical()
    {
        Number++;
        log.Step();
        var end = text.IndexOf('\n', at);
        var line = text.AsSpan(at..(end < 0 ? text.Length : end));
        at = end < 0 ? text.Length : end + 1;
        return line.EndsWith('\r') ? line[..^1] : line;
    }

    private void Refuse(int number, ReadOnlySpan<char> content, string wrong) =>
        log.Add(ICalendarErrors.LineInvalid, number, content[..Math.Min(content.Length, 200)].ToString(), wrong);
}
