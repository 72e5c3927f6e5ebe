using System.Text;

namespace SupportKit.Faults.Desks;

/// <summary>A transport that writes each message's id to a file, on the disk before it counts as sent. Thread-safe.</summary>
public sealed class OutboxFile(string path) : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        // A line of its own, whatever a killed process may have left half-written before it.
        var line = Encoding.UTF8.GetBytes($"\n{notification.Id}\n");
        lock (gate)
        {
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        return Task.CompletedTask;
    }

    /// <summary>The ids that were sent, in order, repeats included.</summary>
    public static IReadOnlyList<string> Read(string path) => [.. File.ReadLines(path).Where(line => line.Length > 0)];

    public void Dispose() => file.Dispose();
}
