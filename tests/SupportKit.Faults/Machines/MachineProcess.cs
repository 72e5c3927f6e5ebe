using System.Globalization;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;

namespace SupportKit.Faults.Machines;

/// <summary>
/// One of several machines on one database: a host with its workers, by the machine's own time, whose clients send commands through
/// every error until the input of the process ends. It prints each command that was acknowledged, and what came instead.
/// </summary>
public static class MachineProcess
{
    public const string Name = "machine";
    public const int Clients = 4;

    /// <summary>How long a lease lasts.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>Starts it.</summary>
    /// <param name="database">Where all of them keep their tickets.</param>
    /// <param name="machine">Its number; it has clients that no other has.</param>
    /// <param name="outbox">The file its transport writes to.</param>
    /// <param name="shift">How far its clock is ahead of the right time.</param>
    /// <param name="pace">How long each client waits between two commands.</param>
    public static ChildProcess Start(Database database, int machine, string outbox, TimeSpan shift, TimeSpan pace) =>
        ChildProcess.Start([
            Name,
            database.Engine,
            database.Connection,
            machine.ToString(CultureInfo.InvariantCulture),
            outbox,
            shift.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            pace.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        ]);

    public static async Task<int> RunAsync(string[] args)
    {
        var (machine, shift) = (Number(args[2]), TimeSpan.FromSeconds(Number(args[4])));
        var pace = TimeSpan.FromMilliseconds(Number(args[5]));
        using var outbox = new TimedOutboxFile(args[3]);
        await using var running = await FaultsDeskFixture.StartAsync(
            new Database(args[0], args[1]),
            new ShiftedClock(shift),
            outbox.SendAsync,
            works: true,
            clock: options => options.ComparesInjected = true,
            delivery: options =>
            {
                (options.LeaseDuration, options.SendTimeout) = (Lease, Lease / 2);
                options.MaxPollingInterval = options.BaseDelay = TimeSpan.FromSeconds(1);
            }
        );
        using var ending = new CancellationTokenSource();
        var clients = Enumerable.Range(machine * Clients, Clients).Select(number => Task.Run(() => SendAsync(number)));
        var sending = Task.WhenAll(clients);
        await Task.Run(() => Console.OpenStandardInput().ReadByte());
        await ending.CancelAsync();
        await sending;
        return 0;

        Task SendAsync(int number) =>
            new Client(running.Desk, number, 0, null).SendAllAsync(
                async told =>
                {
                    Console.WriteLine(LoadedProcess.Write(told));
                    await Task.Delay(pace);
                    return !ending.IsCancellationRequested;
                },
                error =>
                {
                    Console.WriteLine($"{Failure}{(error as SupportKitException)?.Code ?? Told.By(error)}");
                    return !ending.IsCancellationRequested;
                }
            );
    }

    /// <summary>What begins a line that tells of an error.</summary>
    public const string Failure = "! ";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
