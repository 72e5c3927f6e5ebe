using System.Security.Cryptography;
using System.Text;

namespace CustomStore;

/// <summary>
/// A file of lines, each behind its own hash. A line is on the disk when <see cref="Append"/> returns; one that a crash
/// has torn was never confirmed to anybody, and is cut off when the file is opened.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int HashLength = 64;
    private readonly FileStream file;

    /// <summary>Opens the file, alone: a second process fails here.</summary>
    /// <exception cref="InvalidDataException">A line that is not the last is damaged, which is no crash but a loss.</exception>
    public Journal(string path, Action<string> read)
    {
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var whole = 0;
        while (bytes.AsSpan(whole).IndexOf((byte)'\n') is var length and >= 0)
        {
            var line = Encoding.UTF8.GetString(bytes, whole, length);
            if (line.Length > HashLength && line[..HashLength] == HashOf(line[(HashLength + 1)..]))
                read(line[(HashLength + 1)..]);
            else if (whole + length + 1 == bytes.Length)
                break;
            else
            {
                Dispose();
                throw new InvalidDataException($"{path} is damaged at byte {whole}. Restore it from a backup.");
            }
            whole += length + 1;
        }
        file.SetLength(whole);
        file.Position = whole;
    }

    public void Append(string line)
    {
        var before = file.Position;
        try
        {
            file.Write(Encoding.UTF8.GetBytes($"{HashOf(line)} {line}\n"));
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // A full disk, for example: the next line must not stand behind half of this one.
            file.SetLength(before);
            file.Position = before;
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    private static string HashOf(string line) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
