using System.Text;

namespace SupportKit.Cli;

/// <summary>Reads and writes text files, and says what is wrong with them.</summary>
internal static class TextFile
{
    private const long MostBytes = 64 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file; of what is piped in for <c>-</c>.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static string Read(string path, Terminal terminal) =>
        path == "-" ? terminal.In.ReadToEnd() : Read(path, () => File.ReadAllText(path, Utf8));

    /// <summary>The bytes of a text file that has a name, which are valid UTF-8 without a mark of their order.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static byte[] ReadUtf8(string path)
    {
        var bytes = Read(path, () => File.ReadAllBytes(path));
        // With a mark it may be UTF-16, too.
        return bytes is [0xEF or 0xFE or 0xFF, ..] ? Utf8.GetBytes(Read(path, () => File.ReadAllText(path, Utf8)))
            : System.Text.Unicode.Utf8.IsValid(bytes) ? bytes
            : throw NotUtf8(path);
    }

    private static T Read<T>(string path, Func<T> read)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw Unreadable(path, "The file is over 64 MiB.", "Name a policy, a request or tests.");
            return read();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(path, "There is no such file.", "Check the path.");
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8(path);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(
                path,
                Directory.Exists(path) ? "This is a folder." : "The file cannot be read.",
                "Name a file that you may read."
            );
        }
    }

    /// <summary>Writes a file under its name when it is complete, so that an interrupted run leaves none that looks like one.</summary>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        var partial = path + ".partial";
        try
        {
            File.WriteAllText(partial, text, Utf8);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unwritable(path);
        }
    }

    /// <summary>Says that a file cannot be written.</summary>
    public static ToolException Unwritable(string path) =>
        new(
            ToolErrors.FileUnwritable,
            path,
            "The file cannot be written.",
            "Name a file in a folder that you may write to."
        );

    private static ToolException NotUtf8(string path) =>
        Unreadable(path, "The file is not UTF-8.", "Save it as UTF-8.");

    private static ToolException Unreadable(string path, string cause, string remedy) =>
        new(ToolErrors.FileUnreadable, path, cause, remedy);
}
