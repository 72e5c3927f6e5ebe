using System.Text;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>
/// The text of a log, read in blocks. It knows the line that it has come to, so that bytes that are no text, or are missing, are told by their
/// line. Not thread-safe.
/// </summary>
/// <param name="bytes">The bytes; they stay the caller's to dispose.</param>
/// <param name="encoding">Their encoding; a byte order mark in front of them is believed instead.</param>
internal sealed class LogText(Stream bytes, Encoding encoding) : TextReader
{
    // What the decoder gives for bytes that are no text. It is a character for the inner use of programs, which no text holds.
    private const char NoText = '\uFFFF';
    private const int BlockBytes = 1 << 15;

    /// <summary>Says that a file breaks off.</summary>
    public const string Beyond = "The file cannot be read beyond this line.";

    private static readonly (string, string) CutOff = (Beyond, "Restore the file: it is damaged, or cut off.");

    private static readonly (string, string) Undecodable = (
        "The text is not in the encoding that the mapping names.",
        "Correct \"encoding\" in the mapping, or the bytes of this line."
    );

    private readonly Sound sound = new(bytes);
    private StreamReader? reader;
    private long breaks;
    private bool endsInReturn;
    private (string Cause, string Remedy)? fault;

    /// <summary>The line in which what is read next stands.</summary>
    public long Line => breaks + 1;

    /// <inheritdoc/>
    /// <exception cref="LogException">The next bytes cannot be read, or are no text in the encoding.</exception>
    public override int Read(Span<char> buffer)
    {
        reader ??= new StreamReader(sound, Marking(encoding), true, BlockBytes, leaveOpen: true);
        if (fault is { } told)
            throw new LogException(Line, told.Cause, told.Remedy);
        var read = buffer[..reader.Read(buffer)];
        var bad = read.IndexOf(NoText);
        // With the file its last letter may be cut off, too.
        if (sound.IsBroken && (read.IsEmpty || bad == read.Length - 1))
            fault = CutOff;
        else if (bad >= 0)
            fault = Undecodable;
        if (bad >= 0)
            read = read[..bad];
        breaks += LineBreaks.Count(read, endsInReturn);
        endsInReturn = !read.IsEmpty && read[^1] == '\r';
        // An empty block would say that the text ends here.
        return read.IsEmpty && fault is not null ? Read(buffer) : read.Length;
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read()
    {
        var one = '\0';
        return Read(new Span<char>(ref one)) == 0 ? -1 : one;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            reader?.Dispose();
        base.Dispose(disposing);
    }

    private static Encoding Marking(Encoding encoding)
    {
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = new DecoderReplacementFallback(NoText.ToString());
        return marking;
    }

    /// <summary>The bytes up to where they cannot be read, so that what stands before has a line.</summary>
    private sealed class Sound(Stream bytes) : ReadOnlyStream
    {
        public bool IsBroken { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return IsBroken ? 0 : bytes.Read(buffer);
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                IsBroken = true;
                return 0;
            }
        }
    }
}

/// <summary>Counts lines as editors do: a line ends with a line feed, a carriage return, or both.</summary>
internal static class LineBreaks
{
    /// <param name="text">The text.</param>
    /// <param name="afterReturn">Whether a carriage return, already counted, stands in front of it.</param>
    public static int Count(ReadOnlySpan<char> text, bool afterReturn = false)
    {
        var feeds = text.Count('\n');
        var returns = text.Count('\r');
        var both = returns == 0 ? 0 : text.Count("\r\n");
        return feeds + returns - both - (afterReturn && !text.IsEmpty && text[0] == '\n' ? 1 : 0);
    }
}
