using System.Diagnostics;
using System.Globalization;
using NodaTime;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;

namespace SupportKit.Faults.Machines;

/// <summary>Several machines on one database, and what all of them did.</summary>
public sealed class Fleet : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<ChildProcess> machines = [];

    /// <summary>How long each client of machines that start waits between two commands; not at all, unless set.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>The machines, in the order in which they started.</summary>
    public IReadOnlyList<ChildProcess> Machines => machines;

    /// <summary>Commands acknowledged so far.</summary>
    public int Acknowledged => machines.Sum(AcknowledgedBy);

    /// <summary>Commands that one of them acknowledged so far.</summary>
    public static int AcknowledgedBy(ChildProcess machine) => machine.CountOf(line => !IsFailure(line));

    /// <summary>Whether a line of a machine tells what a caller was told instead.</summary>
    public static bool IsFailure(string line) => line.StartsWith(MachineProcess.Failure, StringComparison.Ordinal);

    /// <summary>Starts one more; it has begun to work when this ends.</summary>
    public async Task<ChildProcess> StartAsync(Database database, TimeSpan clockShift = default)
    {
        var number = machines.Count;
        var machine = MachineProcess.Start(database, number, Outbox(number), clockShift, Pace);
        machines.Add(machine);
        await machine.FirstLine;
        if (machine.Count == 0) // it has ended instead
            Assert.Fail((await machine.EndAsync()).Errors);
        return machine;
    }

    /// <summary>Commands acknowledged in a second, while so much time goes by.</summary>
    public async Task<double> MeasureAsync(TimeSpan time)
    {
        var (before, watch) = (Acknowledged, Stopwatch.StartNew());
        await Task.Delay(time);
        return (Acknowledged - before) / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Ends all of them, does what they left to do, and holds what <see cref="Books"/> holds.</summary>
    /// <param name="database">Where they kept their tickets.</param>
    public async Task<Outcome> FinishAsync(Database database)
    {
        var (acknowledged, failures) = (new List<Acknowledged>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var machine in machines)
        {
            var (lines, errors) = await machine.FinishAsync();
            Assert.True(errors.Length == 0, errors);
            acknowledged.AddRange(lines.Select(LoadedProcess.Read).OfType<Acknowledged>());
            foreach (var failure in lines.Where(IsFailure))
                failures[failure] = failures.GetValueOrDefault(failure) + 1;
        }
        var end = SystemClock.Instance.GetCurrentInstant();
        using (var rest = new TimedOutboxFile(Outbox(machines.Count)))
            await FaultsDeskFixture.DrainAsync(database, rest.SendAsync);
        var delivered = TimedOutboxFile.Read(Enumerable.Range(0, machines.Count + 1).Select(Outbox));
        var books = await Books.CheckAsync(database, acknowledged, delivered);
        var (fired, latest) = await LatenessAsync(database, end);
        return new Outcome(
            acknowledged.Count,
            books.Messages,
            delivered.Count - books.Messages,
            fired,
            latest,
            failures
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in machines)
            await machine.DisposeAsync();
        folder.Dispose();
    }

    // A deadline that nobody fired before the machines ended is as late as their end.
    private static async Task<(int Fired, Duration Latest)> LatenessAsync(Database database, Instant end)
    {
        await using var desk = await FaultsDeskFixture.StartAsync(
            database,
            new FastClock(),
            (_, _) => Task.CompletedTask
        );
        var (fired, latest) = (0, Duration.Zero);
        await foreach (var ticket in Books.TicketsAsync(desk.Desk))
        {
            var due = Assert.Single(ticket.Promises).Due;
            if (due >= end)
                continue;
            foreach (var recorded in await desk.Desk.GetHistoryAsync(ticket.Key, Viewer.Desk))
            {
                if (recorded.Event is not TicketEvent.PromiseBreached)
                    continue;
                (fired, latest) = (fired + 1, Duration.Max(latest, Instant.Min(recorded.At, end) - due));
            }
        }
        return (fired, latest);
    }

    private string Outbox(int machine) => $"{folder.Outbox}-{machine.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>What came of it.</summary>
/// <param name="Commands">Commands that were acknowledged.</param>
/// <param name="Messages">Messages that were called for, each of which was delivered.</param>
/// <param name="Repeats">How many were delivered once more.</param>
/// <param name="Fired">Deadlines that fell due while the machines worked.</param>
/// <param name="Latest">How late the latest of them was.</param>
/// <param name="Failures">What callers were told instead, and how often.</param>
public sealed record Outcome(
    int Commands,
    int Messages,
    int Repeats,
    int Fired,
    Duration Latest,
    IReadOnlyDictionary<string, int> Failures
);
