using System.CommandLine;

namespace SupportKit.Cli;

/// <summary>What every command that reads a log is told: the log, its mapping, what to do with broken rows, how many workers.</summary>
internal sealed class LogOptions
{
    private const int MostWorkers = 64;

    private readonly Option<string> log = new("--log")
    {
        Description = "The log: CSV, .ndjson, .jsonl or .xes, also .gz.",
        Required = true,
    };

    private readonly Option<string> map = new("--map")
    {
        Description = "The mapping: which columns the log has, and what they mean.",
        Required = true,
    };

    private readonly Option<string> broken = new("--broken")
    {
        Description = "Rows that cannot be read stop the command, or are skipped, counted and shown by line.",
        DefaultValueFactory = _ => "stop",
    };

    private readonly Option<int> workers = new("--workers")
    {
        Description = "How many cores take tickets; another one reads.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> acceptTeams = new("--accept-teams")
    {
        Description = "Where the log names a team and no person, the ticket is assigned to the team.",
    };

    /// <param name="command">The command that reads a log.</param>
    /// <param name="assigns">Whether it assigns tickets, so that teams may be asked for.</param>
    public LogOptions(Command command, bool assigns = true)
    {
        broken.AcceptOnlyFromAmong("stop", "skip");
        workers.Validators.Add(result =>
        {
            if (result.GetValue(workers) is < 1 or > MostWorkers)
                result.AddError($"--workers is a number from 1 to {MostWorkers}.");
        });
        command.Add(log);
        command.Add(map);
        command.Add(broken);
        command.Add(workers);
        if (assigns)
            command.Add(acceptTeams);
    }

    /// <summary>The files that are read: the log and its mapping.</summary>
    public IEnumerable<string> Files(ParseResult parsed) => [parsed.GetValue(log)!, parsed.GetValue(map)!];

    /// <summary>How many workers were asked for.</summary>
    public int WorkersOf(ParseResult parsed) => parsed.GetValue(workers);

    /// <summary>A log that is open to be read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="policies">The policies that it is read for.</param>
    /// <param name="terminal">Where the mapping may come from, and where progress goes.</param>
    /// <param name="met">A column that says whether an agreement was kept; null for none.</param>
    /// <exception cref="ToolException">The mapping cannot be read.</exception>
    public LogSource Source(
        ParseResult parsed,
        IReadOnlyList<Policy> policies,
        Terminal terminal,
        LogColumn? met = null
    ) =>
        new(
            parsed.GetValue(log)!,
            Map(LogMap.Read(parsed.GetValue(map)!, policies, terminal), met),
            policies,
            parsed.GetValue(broken) == "skip",
            parsed.GetValue(workers),
            parsed.GetValue(acceptTeams),
            terminal
        );

    // Who looks for a flag asks nothing of facts, and a value that no policy knows is then no fault.
    private static LogMap Map(LogMap map, LogColumn? met) => met is null ? map : map with { Met = met, Facts = [] };
}

/// <summary>A log with everything that says how to read it.</summary>
internal sealed class LogSource(
    string path,
    LogMap map,
    IReadOnlyList<Policy> policies,
    bool skipsBroken,
    int workers,
    bool acceptsTeams,
    Terminal terminal
)
{
    private readonly BrokenRows broken = new(path, skipsBroken);
    private long rows;

    /// <summary>The file's name, for a report.</summary>
    public string Name => Path.GetFileName(path);

    /// <summary>What the columns of the log mean.</summary>
    public LogMap Map => map;

    /// <summary>Rows that were read, broken ones included.</summary>
    public long Rows => rows;

    /// <summary>Rows that were skipped.</summary>
    public BrokenRows Broken => broken;

    /// <summary>Whether a team without a person gets the ticket.</summary>
    public bool AcceptsTeams => acceptsTeams;

    /// <summary>Takes every ticket, and gives what the workers have added up.</summary>
    /// <exception cref="ToolException">The log cannot be read, or a row is broken and not to be skipped.</exception>
    public IReadOnlyList<T> Each<T>(Func<T> make, Action<T, IReadOnlyList<LogRow>> take, CancellationToken cancellation)
    {
        var reader = new LogReader(path, map, policies, broken);
        var progress = new ReplayProgress(terminal);
        long tickets = 0;
        try
        {
            return ReplayRun.Of(
                LogTickets.Of(reader.Read(), map.IsGrouped, broken),
                workers,
                make,
                take,
                () => progress.Tell(reader.Share, ++tickets),
                cancellation
            );
        }
        finally
        {
            rows = reader.Rows;
            progress.End();
        }
    }
}
