using System.Globalization;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;

namespace SupportKit.Faults.Machines;

/// <summary>
/// A process to be killed: a host with its workers, whose clients send commands without end. It prints each command
/// that the desk acknowledged.
/// </summary>
public static class LoadedProcess
{
    public const string Name = "loaded";

    /// <summary>Starts it.</summary>
    /// <param name="database">Where its desk keeps its tickets.</param>
    /// <param name="outbox">The file its transport writes to.</param>
    /// <param name="clients">What was last acknowledged to each client; null for one that starts.</param>
    public static ChildProcess Start(Database database, string outbox, IEnumerable<Acknowledged?> clients) =>
        ChildProcess.Start([
            Name,
            database.Engine,
            database.Connection,
            outbox,
            .. clients.Select(last => last is null ? "-" : Write(last)),
        ]);

    public static async Task<int> RunAsync(string[] args)
    {
        using var outbox = new OutboxFile(args[2]);
        await using var running = await FaultsDeskFixture.StartAsync(
            new Database(args[0], args[1]),
            new FastClock(),
            outbox.SendAsync,
            works: true
        );
        var clients = Task.WhenAll(
            args.Skip(3).Select((last, number) => Task.Run(() => SendAsync(number, Read(last))))
        );
        // Whoever was to kill it may be gone; then its input ends.
        var orphaned = Task.Run(() => Console.OpenStandardInput().ReadByte());
        await await Task.WhenAny(clients, orphaned);
        return 0;

        async Task SendAsync(int number, Acknowledged? last)
        {
            var client = new Client(running.Desk, number, (last?.Index ?? -1) + 1, last?.Ticket);
            await client.RepeatAsync();
            while (true)
                Console.WriteLine(Write(await client.SendAsync()));
        }
    }

    /// <summary>What a line says; null for one that was not written whole.</summary>
    public static Acknowledged? Read(string line)
    {
        if (line.Split(' ') is not [var client, var index, var ticket, "."])
            return null;
        var (number, at) = (
            int.Parse(client, CultureInfo.InvariantCulture),
            int.Parse(index, CultureInfo.InvariantCulture)
        );
        return new Acknowledged(number, at, $"{number}-{at}", TicketId.Parse(ticket), false);
    }

    /// <summary>The line that says it.</summary>
    public static string Write(Acknowledged last) => $"{last.Client} {last.Index} {last.Ticket} .";
}
