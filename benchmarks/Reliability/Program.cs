using System.Diagnostics;
using System.Globalization;
using SupportKit.Reliability;
using SupportKit.Tests.Shared;

// Reliability [--only NAME]: runs each attack against each store it is for, and writes benchmarks/results/reliability.md; with a name, it runs
// that attack alone and writes nothing. Ctrl+C ends it. The exit code is 1 when an attack did harm.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};
var only = args is ["--only", var name] ? name : null;
var attacks = typeof(Attack)
    .Assembly.GetTypes()
    .Where(type => type.IsSubclassOf(typeof(Attack)) && !type.IsAbstract && (only is null || type.Name == only))
    .Select(type => (Attack)Activator.CreateInstance(type)!)
    .OrderBy(attack => int.Parse(attack.Line, CultureInfo.InvariantCulture))
    .ThenBy(attack => attack.GetType().Name, StringComparer.Ordinal)
    .ToList();
if (attacks.Count == 0)
{
    Console.Error.WriteLine(
        $"There is no attack {only}; the name is that of a class in benchmarks/Reliability/Attacks."
    );
    return 2;
}

await using var server = new PostgresServer();
var hasPostgres = await HasPostgresAsync();
var load = Report.Load();
var watch = Stopwatch.StartNew();
var rows = new List<Report.Row>();
foreach (var attack in attacks)
{
    var outcomes = new List<(string, Outcome)>();
    foreach (var engine in attack.Engines.Where(engine => engine != Place.Postgres || hasPostgres))
    {
        var began = watch.Elapsed;
        var outcome = await RunAsync(attack, engine);
        outcomes.Add((engine, outcome));
        Console.WriteLine(
            $"{attack.Line, 2} {attack.GetType().Name}, {engine}: {(outcome.Holds ? "holds" : "DOES NOT HOLD")}: {outcome.Figure} "
                + $"[{(watch.Elapsed - began).TotalSeconds:F1} s]"
        );
    }
    rows.Add(new Report.Row(attack, outcomes));
}
if (only is null)
    await Report.WriteAsync(Path.Combine(Root(), "benchmarks", "results", "reliability.md"), rows, watch.Elapsed, load);
return rows.All(row => row.Holds) ? 0 : 1;

async Task<Outcome> RunAsync(Attack attack, string engine)
{
    try
    {
        await using var place = await Place.NewAsync(engine, server);
        return await Task.Run(() => attack.RunAsync(place, stopping.Token), stopping.Token).WaitAsync(stopping.Token);
    }
    catch (Exception error) when (error is not OperationCanceledException || !stopping.IsCancellationRequested)
    {
        Console.Error.WriteLine(error);
        return new Outcome($"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}", Holds: false);
    }
}

async Task<bool> HasPostgresAsync()
{
    try
    {
        await server.ConnectAsync();
        return true;
    }
    catch (InvalidOperationException error)
    {
        Console.Error.WriteLine(error.Message);
        return false;
    }
}

static string Root()
{
    var folder = AppContext.BaseDirectory;
    while (!File.Exists(Path.Combine(folder, "SupportKit.sln")))
        folder =
            Path.GetDirectoryName(folder)
            ?? throw new InvalidOperationException("This is not run inside the repository.");
    return folder;
}
