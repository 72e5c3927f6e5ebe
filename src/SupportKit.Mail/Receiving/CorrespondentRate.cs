using System.Collections.Concurrent;
using NodaTime;

namespace SupportKit.Mail;

/// <summary>How often something happened with each correspondent within a window, in this process. Its size is bounded. Thread-safe.</summary>
internal sealed class CorrespondentRate(Duration window)
{
    private const int MostCorrespondents = 10_000;

    private readonly ConcurrentDictionary<string, (Instant From, int Count)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts once more; false when that is over the most.</summary>
    public bool TryCount(string correspondent, Instant now, int most)
    {
        if (counts.Count >= MostCorrespondents)
            Forget(now);
        var (_, count) = counts.AddOrUpdate(
            correspondent,
            _ => (now, 1),
            (_, known) => now - known.From >= window ? (now, 1) : (known.From, known.Count + 1)
        );
        return count <= most;
    }

    // Those whose window is over; if that does not help, whoever began first.
    private void Forget(Instant now)
    {
        foreach (var (correspondent, (from, _)) in counts)
            if (now - from >= window)
                counts.TryRemove(correspondent, out _);
        if (counts.Count >= MostCorrespondents)
            foreach (var (correspondent, _) in counts.OrderBy(one => one.Value.From).Take(MostCorrespondents / 10))
                counts.TryRemove(correspondent, out _);
    }
}
