using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>
/// Records what became of messages: each as soon as it is known, together with what else is known by then, and never waiting for
/// a send that is under way. Thread-safe.
/// </summary>
/// <param name="store">Where it is recorded.</param>
/// <param name="progressed">Told whenever something was recorded, or could not be.</param>
internal sealed class SettlementQueue(ITicketStore store, Action progressed)
{
    private readonly Lock gate = new();
    private List<HeldMessage> waiting = [];
    private bool busy;

    /// <summary>Why something could not be recorded; null when all was.</summary>
    public Exception? Error { get; private set; }

    /// <summary>What could not be recorded. To be read when idle.</summary>
    public List<HeldMessage> Failed { get; } = [];

    /// <summary>Nothing is waiting to be recorded.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
                return !busy && waiting.Count == 0;
        }
    }

    /// <summary>Adds a message that has a result.</summary>
    public void Add(HeldMessage held)
    {
        lock (gate)
            waiting.Add(held);
    }

    /// <summary>Records what was added, unless that is under way.</summary>
    public Task RunAsync()
    {
        lock (gate)
        {
            if (busy || waiting.Count == 0)
                return Task.CompletedTask;
            busy = true;
        }
        return WorkAsync();
    }

    private async Task WorkAsync()
    {
        while (Take() is { } batch)
        {
            // One that cannot be recorded keeps no other from it.
            if (batch.Count == 1 || await TryAsync(() => SettleAsync(batch)).ConfigureAwait(false) is not null)
                foreach (var held in batch)
                    await EachAsync(held).ConfigureAwait(false);
            progressed();
        }
        progressed();
    }

    private Task SettleAsync(List<HeldMessage> batch) =>
        store.SettleAllAsync([.. batch.Select(held => (held.Claimed, held.Result!))], CancellationToken.None);

    private async Task EachAsync(HeldMessage held)
    {
        var error = await TryAsync(() => store.SettleAsync(held.Claimed, held.Result!, CancellationToken.None))
            .ConfigureAwait(false);
        if (error is null)
            return;
        Failed.Add(held);
        Error ??= error;
    }

    // The host's token is not used: a sent message is recorded even when the host is stopping, or it would be sent twice.
    private static async Task<Exception?> TryAsync(Func<Task> settle)
    {
        try
        {
            await settle().ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // whatever a host's store throws, it is told by whoever waits for the messages
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error;
        }
    }

    private List<HeldMessage>? Take()
    {
        lock (gate)
        {
            busy = waiting.Count > 0;
            if (!busy)
                return null;
            var batch = waiting;
            waiting = [];
            return batch;
        }
    }
}
