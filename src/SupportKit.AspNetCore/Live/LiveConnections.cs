using Microsoft.Extensions.Options;

namespace SupportKit.AspNetCore;

/// <summary>How many live connections are open, of each person and in all. Thread-safe.</summary>
internal sealed class LiveConnections(IOptions<SupportEndpointOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Tenant, Actor By), List<DateTimeOffset>> ends = [];
    private int open;
    private int guests;

    /// <summary>A place for one more.</summary>
    /// <exception cref="ProblemException">429 or 503: there is none, and when there will be one at the latest.</exception>
    public Place Take(string tenant, Actor by, bool isGuest)
    {
        var (limits, now) = (options.Value, time.GetUtcNow());
        lock (gate)
        {
            if (!ends.TryGetValue((tenant, by), out var own))
                own = [];
            if (own.Count >= limits.MaxLivePerPerson)
                throw Exceeded(429, "You have as many live connections open as one person may.", own.Min() - now);
            // Whoever asks for one token after another is a new guest each time, and must not keep out those who are signed in.
            if (open >= limits.MaxLive || (isGuest && guests >= (limits.MaxLive + 1) / 2))
                throw Exceeded(
                    503,
                    "This server holds as many live connections as it may.",
                    ends.Values.Min(each => each.Min()) - now
                );
            var end = now + limits.MaxLiveDuration;
            own.Add(end);
            ends[(tenant, by)] = own;
            open++;
            guests += isGuest ? 1 : 0;
            return new Place(this, tenant, by, isGuest, end);
        }
    }

    private void Leave(string tenant, Actor by, bool isGuest, DateTimeOffset end)
    {
        lock (gate)
        {
            if (!ends.TryGetValue((tenant, by), out var own) || !own.Remove(end))
                return;
            open--;
            guests -= isGuest ? 1 : 0;
            if (own.Count == 0)
                ends.Remove((tenant, by));
        }
    }

    private static ProblemException Exceeded(int status, string detail, TimeSpan wait) =>
        new(new Problem(status, WebErrors.ConnectionsExceeded, detail) { RetryAfter = wait });

    /// <summary>The place of one connection, until it is disposed of.</summary>
    internal sealed class Place(LiveConnections all, string tenant, Actor by, bool isGuest, DateTimeOffset end)
        : IDisposable
    {
        private int left;

        public DateTimeOffset End => end;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                all.Leave(tenant, by, isGuest, end);
        }
    }
}
