using System.IO.Compression;
using System.Text;

namespace SupportKit.Cli.Tests;

/// <summary>A compressed log is read whole, or refused: half of one would give figures of half of the tickets.</summary>
public class WholeGZipTests
{
    private static readonly string Rows = string.Concat(
        Enumerable.Range(0, 4_000).Select(i => $"INC{i},{i * 7919 % 1000}\n")
    );

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void A_whole_file_is_read_in_pieces_of_any_size(int size) =>
        Assert.Equal(Rows, ReadInPieces(Compressed(Rows), size));

    [Fact]
    public void Of_files_that_were_put_behind_each_other_all_are_read() =>
        Assert.Equal(Rows + Rows, ReadInPieces([.. Compressed(Rows), .. Compressed(Rows)], 4096));

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        var whole = Compressed(Rows);
        // The header, the middle, and each byte of the end, where what is missing is no row.
        foreach (
            var length in new[] { 1, 5, 11, 500, whole.Length / 2 }.Concat(
                Enumerable.Range(1, 40).Select(cut => whole.Length - cut)
            )
        )
            Assert.Throws<InvalidDataException>(() => ReadInPieces(whole[..length], 4096));
    }

    private static byte[] Compressed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static string ReadInPieces(byte[] compressed, int size)
    {
        using var stream = new WholeGZip(new MemoryStream(compressed));
        using var read = new MemoryStream();
        var piece = new byte[size];
        for (var count = stream.Read(piece); count > 0; count = stream.Read(piece))
            read.Write(piece, 0, count);
        return Encoding.UTF8.GetString(read.ToArray());
    }
}
