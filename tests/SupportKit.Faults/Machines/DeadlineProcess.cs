using System.Globalization;
using NodaTime;
using SupportKit.Faults.Desks;
using SupportKit.Testing;

namespace SupportKit.Faults.Machines;

/// <summary>A process whose workers, all at once, process the deadlines that are due at one instant, and end.</summary>
public static class DeadlineProcess
{
    public const string Name = "deadlines";

    public static ChildProcess Start(Database database, Instant now, int workers) =>
        ChildProcess.Start([
            Name,
            database.Engine,
            database.Connection,
            now.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture),
            workers.ToString(CultureInfo.InvariantCulture),
        ]);

    public static async Task<int> RunAsync(string[] args)
    {
        var now = Instant.FromUnixTimeTicks(long.Parse(args[2], CultureInfo.InvariantCulture));
        await using var running = await FaultsDeskFixture.StartAsync(
            new Database(args[0], args[1]),
            new ManualTimeProvider(now),
            (_, _) => Task.CompletedTask
        );
        var workers = Enumerable
            .Range(0, int.Parse(args[3], CultureInfo.InvariantCulture))
            .Select(_ => Task.Run(ProcessAsync));
        Console.WriteLine((await Task.WhenAll(workers)).Sum());
        return 0;

        async Task<int> ProcessAsync()
        {
            var claimed = 0;
            while (await running.Deadlines.ProcessAsync() is > 0 and var more)
                claimed += more;
            return claimed;
        }
    }
}
