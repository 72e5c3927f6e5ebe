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
        var working = Enumerable
            .Range(0, workers)
            .Select(_ =>
                Task.Factory.StartNew(
                    Work,
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToList();
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
            Task.WhenAll(working).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
        if (working.Find(worker => worker.IsFaulted) is { Exception.InnerException: { } failure })
            ExceptionDispatchInfo.Throw(failure);
        cancellation.ThrowIfCancellationRequested();
        return [.. working.Select(worker => worker.Result)];

        T Work()
        {
            var made = make();
            try
            {
                foreach (var batch in waiting.GetConsumingEnumerable())
                {
                    foreach (var ticket in batch)
                    {
                        if (stop.IsCancellationRequested)
                            return made;
                        take(made, ticket);
                    }
                }
            }
            catch
            {
                stop.Cancel();
                throw;
            }
            return made;
        }
    }
}
