using System.Security.Cryptography;
using System.Text;

namespace SupportKit.Cli;

/// <summary>The policy file that a page works on, with the tests beside it. Thread-safe.</summary>
/// <param name="path">The file as it was named.</param>
/// <param name="terminal">Where the tool reads and writes.</param>
internal sealed class StudioFile(string path, Terminal terminal)
{
    private readonly Lock writing = new();

    /// <summary>The file as it was named.</summary>
    public string Path => path;

    /// <summary>The file that recorded tests go to: <c>x.test.json</c> for <c>x.json</c>.</summary>
    public string TestPath => System.IO.Path.ChangeExtension(path, ".test.json");

    /// <summary>Its text as it is on the disk.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public StudioText Read()
    {
        var text = TextFile.Read(path, terminal);
        return new StudioText(text.Replace("\r\n", "\n", StringComparison.Ordinal), VersionOf(text));
    }

    /// <summary>Writes a text, unless somebody else has changed the file since it was read; a file that was deleted is written anew.</summary>
    /// <param name="text">The new text, with line feeds; a file that has carriage returns keeps them.</param>
    /// <param name="known">The version that the page has read.</param>
    /// <returns>The version that is on the disk now.</returns>
    /// <exception cref="ToolException">The file was changed, or cannot be written.</exception>
    public string Save(string text, string known)
    {
        lock (writing)
        {
            var before = File.Exists(path) ? TextFile.Read(path, terminal) : null;
            if (before is not null && VersionOf(before) != known)
                throw new ToolException(
                    ToolErrors.FileChanged,
                    path,
                    "Another program has changed the file since the page read it, so it was not written.",
                    "Read it again, or save once more to write over it."
                );
            var written =
                before?.Contains("\r\n", StringComparison.Ordinal) == true
                    ? text.Replace("\n", "\r\n", StringComparison.Ordinal)
                    : text;
            TextFile.Write(path, written);
            return VersionOf(written);
        }
    }

    /// <summary>The files of tests that stand beside the policy.</summary>
    public IEnumerable<string> Tests() => PolicyTestFile.Beside(path);

    /// <summary>The text of a file of tests; null when there is none yet.</summary>
    public string? ReadTests(string file) => File.Exists(file) ? TextFile.Read(file, terminal) : null;

    /// <summary>Reads the recorded tests, changes them, and writes them, so that two at once do not lose one.</summary>
    public void ChangeTests(Func<string?, string> change)
    {
        lock (writing)
            TextFile.Write(TestPath, change(ReadTests(TestPath)));
    }

    /// <summary>A text that changes whenever the policy or a test beside it is written.</summary>
    public string Stamp()
    {
        var files = Tests().Prepend(path).Select(file => new FileInfo(file));
        return string.Join(
            '|',
            files.Select(file => file.Exists ? $"{file.Name} {file.LastWriteTimeUtc.Ticks} {file.Length}" : "")
        );
    }

    private static string VersionOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A text as it is on the disk. Immutable.</summary>
/// <param name="Text">The text, with line feeds.</param>
/// <param name="Version">A hash of it, by which a later change is noticed.</param>
internal sealed record StudioText(string Text, string Version);
