using System.Security.Cryptography;
using System.Text;
using SupportKit;
using SupportKit.Tickets;

namespace IncidentReplay;

/// <summary>
/// Writes events as JSON, one a line, and hashes what it writes. The file appears under its name when it is complete, so
/// that a run that was cut off leaves nothing that looks like one.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string? path;
    private readonly FileStream? stream;

    /// <param name="path">The file; null to hash only.</param>
    public EventFile(string? path)
    {
        this.path = path;
        stream = path is null ? null : File.Create(Partial);
    }

    /// <summary>How many events were written.</summary>
    public long Count { get; private set; }

    private string Partial => path + ".partial";

    public void Write(TicketId ticket, IEnumerable<RecordedEvent> events)
    {
        foreach (var recorded in events)
        {
            var line = Encoding.UTF8.GetBytes($"{{\"ticket\":\"{ticket}\",{TicketJson.Write(recorded)[1..]}\n");
            hash.AppendData(line);
            stream?.Write(line);
            Count++;
        }
    }

    /// <summary>Ends the file. The SHA-256 of its bytes, in lower-case hexadecimal digits.</summary>
    public string Complete()
    {
        if (path is not null)
        {
            stream!.Dispose();
            File.Move(Partial, path, overwrite: true);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        stream?.Dispose();
        if (path is not null)
            File.Delete(Partial);
        hash.Dispose();
    }
}
