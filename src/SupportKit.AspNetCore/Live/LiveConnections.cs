using Microsoft.Extensions.Options;

namespace SupportKit.AspNetCore;

/// <summary>How many live connections are open, of each person and in all. Thread-safe.</summary>
internal sealed class LiveConnections(IOptions<SupportEndpointOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Tenant, Actor By), List<DateTimeOffset>> ends = [];
    private int open;

    /// <summary>A place for one more.</summary>
    /// <exception cref="ProblemException">429 or 503: there is none, and when there will be one at the latest.</exception>
    public Place Take(string tenant, Actor by)
    {
        var (limits, now) = (options.Value, time.GetUtcNow());
        lock (gate)
        {
            if (!ends.TryGetValue((tenant, by), out var own))
                own = [];
            if (own.Count >= limits.MaxLivePerPerson)
                throw Exceeded(429, "You have as many live connections open as one person may.", own.Min() - now);
            if (open >= limits.MaxLive)
                throw Exceeded(
                    503,
                    "This server holds as many live connections as it may.",
                    ends.Values.Min(each => each.Min()) - now
                );
            var end = now + limits.MaxLiveDuration;
            own.Add(end);
            ends[(tenant, by)] = own;
            open++;
            return new Place(this, tenant, by, end);
        }
    }

    private void Leave(string tenant, Actor by, DateTimeOffset end)
    {
        lock (gate)
        {
            if (!ends.TryGetValue((tenant, by), out var own) || !own.Remove(end))
                return;
            open--;
            if (own.Count == 0)
                ends.Remove((tenant, by));
        }
    }

    private static ProblemException Exceeded(int status, string detail, TimeSpan wait) =>
        new(new Problem(status, WebErrors.ConnectionsExceeded, detail) { RetryAfter = wait });

    /// <summary>The place of one connection, until it is disposed of.</summary>
    internal sealed class Place(LiveConnections all, string tenant, Actor by, DateTimeOffset end) : IDisposable
    {
        private int left;

        public DateTimeOffset End => end;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                all.Leave(tenant, by, end);
        }
    }
}
