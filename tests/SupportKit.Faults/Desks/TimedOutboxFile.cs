using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SupportKit.Faults.Desks;

/// <summary>A transport that writes when each message arrived, and its id, to a file of its process alone. Thread-safe.</summary>
public sealed class TimedOutboxFile(string path) : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        lock (gate)
            file.Write(Encoding.UTF8.GetBytes($"{Stopwatch.GetTimestamp()} {notification.Id}\n"));
        return Task.CompletedTask;
    }

    /// <summary>The ids that several processes of one machine sent, in the order in which they arrived, repeats included.</summary>
    public static IReadOnlyList<string> Read(IEnumerable<string> paths) =>
        [
            .. paths
                .SelectMany(File.ReadLines)
                .Select(line => line.Split(' '))
                .OrderBy(parts => long.Parse(parts[0], CultureInfo.InvariantCulture))
                .Select(parts => parts[1]),
        ];

    public void Dispose() => file.Dispose();
}
