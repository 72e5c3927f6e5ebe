using System.Collections.Concurrent;
using SupportKit.Faults.Desks;

namespace SupportKit.Faults.Load;

/// <summary>Clients of a desk in this process that go on through every error: each sends a command until it is acknowledged.</summary>
public sealed class LoadedDeskFixture
{
    private const int Clients = 4;

    // Between two looks at a database that others change: it gives no sign to wait for.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<Acknowledged> acknowledged = new();
    private readonly ConcurrentQueue<Exception> errors = new();
    private readonly Task clients;
    private volatile bool ending;

    public LoadedDeskFixture(FaultsDeskFixture desk) =>
        clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(() => RunAsync(desk, number))));

    public IReadOnlyCollection<Acknowledged> Acknowledged => acknowledged;

    /// <summary>What the clients were told instead, in the meantime.</summary>
    public IReadOnlyCollection<Exception> Errors => errors;

    /// <summary>Waits until so many more commands are acknowledged.</summary>
    public Task MoreAsync(int count)
    {
        var goal = acknowledged.Count + count;
        return UntilAsync(() => acknowledged.Count >= goal);
    }

    /// <summary>Waits until so many more attempts have failed.</summary>
    public Task FailuresAsync(int count)
    {
        var goal = errors.Count + count;
        return UntilAsync(() => errors.Count >= goal);
    }

    /// <summary>Lets each client end with an acknowledged command.</summary>
    public async Task EndAsync()
    {
        ending = true;
        await clients.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Waits for what other tasks and processes bring about, a minute at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
            await Task.Delay(Pace, limit.Token);
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private Task RunAsync(FaultsDeskFixture desk, int number) =>
        new Client(desk.Desk, number, 0, null).SendAllAsync(
            told =>
            {
                acknowledged.Enqueue(told);
                return Task.FromResult(!ending);
            },
            error =>
            {
                errors.Enqueue(error);
                return true;
            }
        );
}
