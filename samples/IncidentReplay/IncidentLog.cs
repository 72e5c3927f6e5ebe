using System.IO.Compression;
using NodaTime;

namespace IncidentReplay;

/// <summary>Reads a log incident by incident; never more than one of them is in memory.</summary>
internal static class IncidentLog
{
    /// <param name="path">The CSV, gzip when its name ends in <c>.gz</c>. The rows of an incident stand together.</param>
    /// <param name="zone">The zone of its dates.</param>
    /// <param name="progress">Told the share of the file that has been read, after each incident.</param>
    /// <exception cref="ReplayException">The file or a row of it cannot be read; with the line.</exception>
    public static IEnumerable<Incident> Read(string path, DateTimeZone zone, Action<double>? progress = null)
    {
        using var file = Open(path);
        using var reader = new StreamReader(
            path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file
        );
        foreach (var incident in Read(reader, Path.GetFileName(path), zone))
        {
            progress?.Invoke((double)file.Position / file.Length);
            yield return incident;
        }
    }

    /// <summary>The same from text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="zone">The zone of its dates.</param>
    public static IEnumerable<Incident> Read(TextReader reader, string name, DateTimeZone zone)
    {
        var header = NextLine(reader, name, 1) ?? throw new ReplayException($"{name} is empty.");
        var rows = new RowReader(name, header, zone);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var current = new List<IncidentRow>();
        for (var line = 2; NextLine(reader, name, line) is { } text; line++)
        {
            if (text.Length == 0)
                continue;
            var row = rows.Read(text, line);
            if (current.Count > 0 && current[0].Number != row.Number)
            {
                yield return Incident.Of(current);
                current.Clear();
            }
            if (current.Count == 0 && !seen.Add(row.Number))
                throw new ReplayException(
                    $"{name}, line {line}: {row.Number} comes a second time. Sort the log so that the rows of an incident stand together."
                );
            current.Add(row);
        }
        if (current.Count > 0)
            yield return Incident.Of(current);
    }

    private static string? NextLine(TextReader reader, string name, int line)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new ReplayException($"{name} cannot be read beyond line {line - 1}: {error.Message}");
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReplayException(LogLocation.Missing(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ReplayException($"{path} cannot be read: {error.Message}");
        }
    }
}
