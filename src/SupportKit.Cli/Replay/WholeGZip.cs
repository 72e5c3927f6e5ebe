using System.IO.Compression;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>
/// Reads a gzip file, and throws when it is cut off. <see cref="GZipStream"/> ends there as if all had been read. A small member of known bytes is read
/// behind those of the file: it comes out whole only where the last of them was whole.
/// </summary>
/// <param name="file">The compressed bytes; it stays the caller's to dispose.</param>
internal sealed class WholeGZip(Stream file) : ReadOnlyStream
{
    private static readonly byte[] Mark = "the end of the file"u8.ToArray();
    private static readonly byte[] Member = Compressed(Mark);

    private readonly GZipStream inflated = new(new Joined(file), CompressionMode.Decompress);
    private readonly byte[] read = new byte[1 << 16];
    private int start;
    private int end;
    private InvalidDataException? broken;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is damaged, or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        // What may be the mark is kept back until there is more.
        while (end - start <= Mark.Length)
        {
            if (broken is not null)
                return end > start ? Taken(buffer, end - start) : throw broken;
            read.AsSpan(start, end - start).CopyTo(read);
            (start, end) = (0, end - start);
            try
            {
                var more = inflated.Read(read, end, read.Length - end);
                if (more == 0 && read.AsSpan(0, end).SequenceEqual(Mark))
                    return 0;
                broken = more == 0 ? new InvalidDataException("The compressed file is cut off.") : null;
                end += more;
            }
            catch (InvalidDataException error)
            {
                broken = error;
            }
        }
        return Taken(buffer, end - start - Mark.Length);
    }

    private int Taken(Span<byte> buffer, int most)
    {
        var count = Math.Min(buffer.Length, most);
        read.AsSpan(start, count).CopyTo(buffer);
        start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inflated.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return member.ToArray();
    }

    /// <summary>The bytes of the file, then those of the member with the mark.</summary>
    private sealed class Joined(Stream file) : ReadOnlyStream
    {
        private int told;

        public override int Read(Span<byte> buffer)
        {
            var count = told == 0 ? file.Read(buffer) : 0;
            if (count > 0)
                return count;
            count = Math.Min(buffer.Length, Member.Length - told);
            Member.AsSpan(told, count).CopyTo(buffer);
            told += count;
            return count;
        }
    }
}
