namespace SupportKit.Desk;

/// <summary>
/// Tells those of this process who watch a ticket that something was committed to it, so that they need not wait until they look again. What other
/// processes commit is not told. Thread-safe.
/// </summary>
internal sealed class TicketChanges
{
    private readonly Lock gate = new();
    private readonly Dictionary<TicketKey, List<Watch>> watches = [];

    /// <summary>How many watches there are.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return watches.Values.Sum(each => each.Count);
        }
    }

    /// <summary>Begins to watch a ticket. What is committed from now on is told; dispose the watch to end it.</summary>
    public Watch Begin(TicketKey ticket)
    {
        var watch = new Watch(this, ticket);
        lock (gate)
        {
            if (!watches.TryGetValue(ticket, out var all))
                watches[ticket] = all = [];
            all.Add(watch);
        }
        return watch;
    }

    /// <summary>Something was committed to the ticket.</summary>
    public void Tell(TicketKey ticket)
    {
        lock (gate)
        {
            if (watches.TryGetValue(ticket, out var all))
                foreach (var watch in all)
                    watch.Signal.Set();
        }
    }

    private void End(Watch watch)
    {
        lock (gate)
        {
            if (watches.TryGetValue(watch.Ticket, out var all) && all.Remove(watch) && all.Count == 0)
                watches.Remove(watch.Ticket);
        }
    }

    /// <summary>One who watches a ticket.</summary>
    internal sealed class Watch(TicketChanges changes, TicketKey ticket) : IDisposable
    {
        public TicketKey Ticket => ticket;

        public WorkerSignal Signal { get; } = new();

        public void Dispose() => changes.End(this);
    }
}
