using System.Security.Cryptography;
using System.Text;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>Writes events as JSON, one a line, and hashes what it writes. Not thread-safe.</summary>
/// <param name="path">The file, which is there when it is complete.</param>
/// <exception cref="ToolException">The file cannot be written.</exception>
internal sealed class EventFile(string path) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly PartialFile file = new(path);

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Write(TicketId ticket, IReadOnlyList<RecordedEvent> events)
    {
        foreach (var recorded in events)
        {
            var line = Encoding.UTF8.GetBytes($"{{\"ticket\":\"{ticket}\",{TicketJson.Write(recorded)[1..]}\n");
            hash.AppendData(line);
            file.Write(line);
        }
    }

    /// <summary>Ends the file. The SHA-256 of its bytes, in lower-case hexadecimal digits.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public string Complete()
    {
        file.Complete();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
    }
}
