using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace SupportKit.Cli;

/// <summary>
/// Takes the tickets of a log on one thread or on several. One thread reads; as many as there are workers take what it has read, of
/// which only a little waits at a time.
/// </summary>
internal static class ReplayRun
{
    private const int Batch = 32;
    private const int WaitingPerWorker = 4;

    /// <param name="tickets">The tickets, read while they are taken.</param>
    /// <param name="workers">How many take them.</param>
    /// <param name="make">Makes what one worker adds up in.</param>
    /// <param name="take">Takes one ticket.</param>
    /// <param name="read">Is told of each ticket that was read, on the thread that reads.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What the workers have added up.</returns>
    public static IReadOnlyList<T> Of<T>(
        IEnumerable<IReadOnlyList<LogRow>> tickets,
        int workers,
        Func<T> make,
        Action<T, IReadOnlyList<LogRow>> take,
        Action read,
        CancellationToken cancellation
    )
    {
        if (workers == 1)
        {
            var only = make();
            foreach (var ticket in tickets)
            {
                cancellation.ThrowIfCancellationRequested();
                take(only, ticket);
                read();
            }
            return [only];
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var waiting = new BlockingCollection<List<IReadOnlyList<LogRow>>>(workers * WaitingPerWorker);
        var made = new T[workers];
        Exception? failure = null;
        var threads = Enumerable.Range(0, workers).Select(worker => new Thread(() => Work(worker))).ToList();
        threads.ForEach(thread => thread.Start());
        try
        {
            var batch = new List<IReadOnlyList<LogRow>>(Batch);
            foreach (var ticket in tickets)
            {
                read();
                batch.Add(ticket);
                if (batch.Count < Batch)
                    continue;
                waiting.Add(batch, stop.Token);
                batch = new List<IReadOnlyList<LogRow>>(Batch);
            }
            waiting.Add(batch, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A worker failed; what it says is thrown below.
        }
        catch
        {
            stop.Cancel();
            throw;
        }
        finally
        {
            waiting.CompleteAdding();
            threads.ForEach(thread => thread.Join());
        }
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        cancellation.ThrowIfCancellationRequested();
        return made;

        void Work(int worker)
        {
            try
            {
                var own = made[worker] = make();
                foreach (var batch in waiting.GetConsumingEnumerable(stop.Token))
                {
                    foreach (var ticket in batch)
                    {
                        stop.Token.ThrowIfCancellationRequested();
                        take(own, ticket);
                    }
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Whoever has ended it says why.
            }
#pragma warning disable CA1031 // it is thrown on the thread that reads
            catch (Exception error)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, error, null);
                stop.Cancel();
            }
        }
    }
}
