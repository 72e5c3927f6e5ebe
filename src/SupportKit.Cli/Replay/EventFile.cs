using System.Security.Cryptography;
using System.Text;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>
/// Writes events as JSON, one a line, and hashes what it writes. The file appears under its name when it is complete, so that a run that
/// was cut off leaves nothing that looks like one. Not thread-safe.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string path;
    private readonly FileStream stream;

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public EventFile(string path)
    {
        this.path = path;
        stream = Guarded(() => File.Create(Partial));
    }

    private string Partial => path + ".partial";

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Write(TicketId ticket, IReadOnlyList<RecordedEvent> events)
    {
        foreach (var recorded in events)
        {
            var line = Encoding.UTF8.GetBytes($"{{\"ticket\":\"{ticket}\",{TicketJson.Write(recorded)[1..]}\n");
            hash.AppendData(line);
            Guarded(() =>
            {
                stream.Write(line);
                return true;
            });
        }
    }

    /// <summary>Ends the file. The SHA-256 of its bytes, in lower-case hexadecimal digits.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public string Complete()
    {
        Guarded(() =>
        {
            stream.Dispose();
            File.Move(Partial, path, overwrite: true);
            return true;
        });
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        stream.Dispose();
        File.Delete(Partial);
        hash.Dispose();
    }

    private T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw TextFile.Unwritable(path);
        }
    }
}
