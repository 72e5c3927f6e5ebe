using System.Collections.Immutable;
using System.Diagnostics;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Commits that arrive while others are under way wait for those, and then go to the database together: one round trip, one wait
/// for the disk. One that arrives alone goes at once; nobody waits for others to come. Thread-safe.
/// </summary>
/// <param name="alone">Stores one commit.</param>
/// <param name="together">Stores several; null for each that is still to be tried by itself.</param>
internal sealed class GroupCommit(
    Func<TicketCommit, CancellationToken, Task<CommitOutcome>> alone,
    Func<ImmutableArray<TicketCommit>, CancellationToken, Task<CommitOutcome?[]>> together
)
{
    /// <summary>The most that go together: enough to share what a commit costs, and few enough for one statement.</summary>
    private const int Most = 64;

    /// <summary>What takes longer than this may be stuck, behind a lock of somebody else's for example, and is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly LinkedList<long> running = [];
    private readonly LinkedList<Waiting> waiting = [];
    private bool isWatched;

    /// <summary>
    /// Whether the database has one writer at a time. Where it has more, two go there: while one waits for the disk, the next is sent.
    /// </summary>
    public bool HasOneWriter { get; set; } = true;

    /// <summary>Stores a commit, by itself or with others.</summary>
    /// <exception cref="OperationCanceledException">
    /// It was cancelled. When the commit was on its way already it may be stored nevertheless, as with any cancelled commit.
    /// </exception>
    public Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken)
    {
        LinkedListNode<long> lane;
        lock (gate)
        {
            if (IsFull())
            {
                var item = new Waiting(commit, cancellationToken);
                waiting.AddLast(item);
                if (!isWatched)
                    Apart(WatchAsync);
                isWatched = true;
                return item.Outcome.Task.WaitAsync(cancellationToken);
            }
            lane = running.AddLast(Stopwatch.GetTimestamp());
        }
        return AloneAsync(commit, lane, cancellationToken);
    }

    private async Task<CommitOutcome> AloneAsync(
        TicketCommit commit,
        LinkedListNode<long> lane,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await alone(commit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            LeaveTo(lane);
        }
    }

    // Those that are stuck do not count.
    private bool IsFull() =>
        running.Count(started => Stopwatch.GetElapsedTime(started) < Patience) >= (HasOneWriter ? 1 : 2);

    private void LeaveTo(LinkedListNode<long> lane)
    {
        lock (gate)
            running.Remove(lane);
        ServeIfFree();
    }

    private void ServeIfFree()
    {
        LinkedListNode<long> lane;
        lock (gate)
        {
            if (waiting.Count == 0 || IsFull())
                return;
            lane = running.AddLast(Stopwatch.GetTimestamp());
        }
        Apart(() => ServeAsync(lane));
    }

    // Those that wait behind what is stuck are served past it, also when nobody else comes.
    private async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(Patience, TimeProvider.System).ConfigureAwait(false);
            lock (gate)
            {
                isWatched = waiting.Count > 0;
                if (!isWatched)
                    return;
            }
            ServeIfFree();
        }
    }

    // Without what flows with the calls of whoever happens to start it.
    private static void Apart(Func<Task> work) =>
        ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work(), work, preferLocal: false);

    private async Task ServeAsync(LinkedListNode<long> lane)
    {
        while (Take(lane) is { Count: > 0 } taken)
        {
            try
            {
                var outcomes = await together([.. taken.Select(item => item.Commit)], CancellationToken.None)
                    .ConfigureAwait(false);
                await Task.WhenAll(taken.Select((item, i) => SettleAsync(item, outcomes[i]))).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // whatever it is, each caller learns of it
            catch (Exception error)
#pragma warning restore CA1031
            {
                foreach (var item in taken)
                    item.Fail(error);
            }
        }
    }

    private async Task SettleAsync(Waiting item, CommitOutcome? outcome)
    {
        try
        {
            item.Outcome.TrySetResult(outcome ?? await alone(item.Commit, item.Stop).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // whatever it is, its caller learns of it, and no other
        catch (Exception error)
#pragma warning restore CA1031
        {
            item.Fail(error);
        }
    }

    // Of commits to one ticket, or under one command's id, the second has to see what the first has done.
    private List<Waiting> Take(LinkedListNode<long> lane)
    {
        var taken = new List<Waiting>();
        var tickets = new HashSet<TicketKey>();
        var commands = new HashSet<(string, string)>();
        lock (gate)
        {
            for (var node = waiting.First; node is not null && taken.Count < Most; )
            {
                var (item, next) = (node.Value, node.Next);
                var commit = item.Commit;
                if (item.Stop.IsCancellationRequested)
                    waiting.Remove(node); // its caller does not wait any more
                else if (
                    tickets.Add(commit.Key) && (commit.CommandId is not { } id || commands.Add((commit.Key.Tenant, id)))
                )
                {
                    taken.Add(item);
                    waiting.Remove(node);
                }
                node = next;
            }
            running.Remove(lane);
            if (taken.Count > 0)
            {
                lane.Value = Stopwatch.GetTimestamp();
                running.AddLast(lane);
            }
        }
        return taken;
    }

    private sealed record Waiting(TicketCommit Commit, CancellationToken Stop)
    {
        public TaskCompletionSource<CommitOutcome> Outcome { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Fail(Exception error)
        {
            Outcome.TrySetException(error);
            _ = Outcome.Task.Exception; // seen, also where its caller has stopped waiting
        }
    }
}
