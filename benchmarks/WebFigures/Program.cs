using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportKit;
using SupportKit.Tests.Shared;
using SupportKit.WebFigures;

// WebFigures: opening over HTTP beside the desk called in-process, a long conversation, the console's first page, and live listeners. Writes
// benchmarks/results/web.md; with "paint", what Chromium makes of the console alone, into benchmarks/results/web-paint.md. Client and server share the machine, so that what the client costs is in every figure.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Callers = 8;
if (args is ["paint"])
{
    await PaintAsync();
    return;
}
var report = new StringWriter();
report.WriteLine(
    $"""
    # The endpoints in figures

    Made by `dotnet run -c Release --project benchmarks/WebFigures` on {DateTime.UtcNow:d MMMM yyyy}, on {Environment.ProcessorCount} cores of a virtual machine. Client and
    server are one process over loopback, so that the client's own work is in each figure.

    | store | in-process, tickets/s | over HTTP, tickets/s | ratio (target 0.75) | half of the turns | a ticket of 200 messages (target 10 ms) | first page of the console among 100,000 (target 100 ms) |
    |---|--:|--:|--:|--:|--:|--:|
    """
);
await using var server = new PostgresServer();
var file = Path.GetTempFileName();
var connection = await server.ConnectAsync("web");
await RowAsync("SQLite", options => options.UseSqlite($"Data Source={file}"));
await RowAsync("PostgreSQL", options => options.UseNpgsql(connection));
await ListenAsync();
File.Delete(file);
var root = Directory.GetCurrentDirectory();
File.WriteAllText(Path.Combine(root, "benchmarks", "results", "web.md"), report.ToString());
Console.WriteLine(report);

async Task RowAsync(string store, Action<DbContextOptionsBuilder> options)
{
    await using var host = await MeasuredHost.StartAsync(options);
    using var client = host.Client("ana");
    var (inProcess, overHttp, ratios) = (new List<double>(), new List<double>(), new List<double>());
    for (var turn = 0; turn < 12; turn++)
    {
        Say($"{store}: turn {turn + 1} of 12");
        var one = await PerSecondAsync(() => host.Desk.OpenAsync(Question("ana")));
        var other = await PerSecondAsync(() => MeasuredHost.OpenAsync(client));
        if (turn < 2)
            continue; // warming up
        (inProcess, overHttp, ratios) = ([.. inProcess, one], [.. overHttp, other], [.. ratios, other / one]);
    }
    Say($"{store}: a long conversation");
    var read = await LongConversationAsync(host, client);
    var page = await FirstPageAsync(store, host);
    var sorted = ratios.Order().ToList();
    report.WriteLine(
        $"| {store} | {Median(inProcess):F0} | {Median(overHttp):F0} | {Median(ratios):F2} | {sorted[sorted.Count / 4]:F2} to {sorted[sorted.Count * 3 / 4]:F2} | {read:F1} ms | {page:F1} ms |"
    );
}

static async Task<double> PerSecondAsync(Func<Task> open)
{
    const int Each = 40;
    var watch = Stopwatch.StartNew();
    await Task.WhenAll(
        Enumerable
            .Range(0, Callers)
            .Select(_ =>
                Task.Run(async () =>
                {
                    for (var i = 0; i < Each; i++)
                        await open();
                })
            )
    );
    return Callers * Each / watch.Elapsed.TotalSeconds;
}

static async Task<double> LongConversationAsync(MeasuredHost host, HttpClient client)
{
    var ticket = (await host.Desk.OpenAsync(Question("ana"))).OrThrow().Ticket;
    for (var i = 1; i < 200; i++)
        (
            await host.Desk.ApplyAsync(
                ticket.Key,
                new TicketCommand.Reply(i % 2 == 0 ? Actor.Requester("ana") : Actor.Agent("bo"), $"Message number {i}.")
            )
        ).OrThrow();
    return await MedianOfAsync(() => client.GetStringAsync($"/support/tickets/{ticket.Id}"));
}

static async Task<double> FirstPageAsync(string store, MeasuredHost host)
{
    // Decided and committed without the desk around it: the page is measured, not the opening.
    const int Tickets = 100_000;
    var done = 0;
    await Parallel.ForEachAsync(
        Enumerable.Range(0, Tickets),
        new ParallelOptions { MaxDegreeOfParallelism = Callers },
        async (i, stop) =>
        {
            await host.StoreAsync($"person {i % 5000}", stop);
            if (Interlocked.Increment(ref done) % 10_000 == 0)
                Say($"{store}: {done:N0} of {Tickets:N0} tickets");
        }
    );
    using var agent = host.Client("bo");
    return await MedianOfAsync(() =>
        agent.GetStringAsync("/support/agents/tickets?order=Urgency&state=New&state=Open&state=Pending&limit=50")
    );
}

static async Task PaintAsync()
{
    var file = Path.GetTempFileName();
    await using (var host = await MeasuredHost.StartAsync(options => options.UseSqlite($"Data Source={file}")))
    {
        var page = await FirstPageAsync("SQLite", host);
        var paint =
            await Paint.MeasureAsync(host) ?? throw new InvalidOperationException("Chromium is not on this machine.");
        var report = $"""
            # The console as Chromium paints it

            Made by `dotnet run -c Release --project benchmarks/WebFigures -- paint` on {DateTime.UtcNow:d MMMM yyyy}, on {Environment.ProcessorCount} cores of a virtual machine: Debian's Chromium
            over loopback, server and browser on the same machine, 100,000 tickets on SQLite. Each is the median of {Paint.Times} visits of a browser that has nothing of the desk.

            | | |
            |---|--:|
            | the server's answer to the first page of the list | {page:F1} ms |
            | first contentful paint (target 800 ms) | {paint.First:F0} ms |
            | the first ticket of the list is there | {paint.List:F0} ms |
            | scripts keep the page from answering for | {paint.Blocked:F0} ms |
            """;
        File.WriteAllText(Path.Combine("benchmarks", "results", "web-paint.md"), report + Environment.NewLine);
        Console.WriteLine(report);
    }
    File.Delete(file);
}

static void Say(string what) => Console.Error.WriteLine(what);

async Task ListenAsync()
{
    const int Listeners = 1000;
    await using var host = await MeasuredHost.StartAsync(options => options.UseSqlite($"Data Source={file}"));
    using var client = host.Client("bo");
    var ticket = (await host.Desk.OpenAsync(Question("ana"))).OrThrow().Ticket;
    var before = Settled();
    var streams = await Task.WhenAll(
        Enumerable.Range(0, Listeners).Select(_ => client.GetStreamAsync($"/support/agents/tickets/{ticket.Id}/events"))
    );
    var after = Settled();
    Say($"{streams.Length:N0} listen");
    var watch = Stopwatch.StartNew();
    (await host.Desk.ApplyAsync(ticket.Key, new TicketCommand.Note(Actor.Agent("bo"), "Looked at."))).OrThrow();
    var heard = await Task.WhenAll(streams.Select(HeardAsync));
    report.WriteLine(
        $"""

        {Listeners:N0} live listeners to one ticket, with their clients in the same process: {(after - before)
            / 1e6:F0} MB of managed memory (target 60 MB for the server alone).
        {heard.Count(one => one):N0} of them heard of a note, the last one {watch.Elapsed.TotalSeconds:F2} s after it.
        """
    );
    foreach (var stream in streams)
        await stream.DisposeAsync();

    static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    static async Task<bool> HeardAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (await reader.ReadLineAsync(patience.Token) is { } line)
                if (line.StartsWith("event: ticket", StringComparison.Ordinal))
                    return true;
        }
        catch (OperationCanceledException)
        {
            // It is counted as one that missed the event.
        }
        return false;
    }
}

static async Task<double> MedianOfAsync(Func<Task> act)
{
    var times = new List<double>();
    for (var i = 0; i < 60; i++)
    {
        var watch = Stopwatch.StartNew();
        await act();
        if (i >= 10)
            times.Add(watch.Elapsed.TotalMilliseconds);
    }
    return Median(times);
}

static double Median(IReadOnlyCollection<double> of) => of.Order().ElementAt(of.Count / 2);

// With an id, as every request over HTTP has one: looking it up and storing it belong to both.
static OpenRequest Question(string who) =>
    new()
    {
        CommandId = Guid.NewGuid().ToString(),
        Requester = who,
        Category = "question",
        Channel = "web",
        Title = "Nothing loads",
        Body = "Since noon, on every page.",
    };
