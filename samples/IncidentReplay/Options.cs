using NodaTime;

namespace IncidentReplay;

/// <summary>What the command line says.</summary>
/// <param name="Log">The log, plain or gzip.</param>
/// <param name="Policy">The policy to replay it under.</param>
/// <param name="Zone">The zone of the log's dates, which name none.</param>
/// <param name="Calendar">The policy's calendar that business hours are counted in.</param>
/// <param name="Source">Where the log comes from and under which licence, for the report; null when nobody said.</param>
/// <param name="Report">Where the report goes; null for nowhere, as with the others.</param>
/// <param name="Plot">Where the picture goes.</param>
/// <param name="Events">Where the events go, one JSON object a line.</param>
/// <param name="Incidents">Where the line per incident goes.</param>
internal sealed record Options(
    string Log,
    string Policy,
    DateTimeZone Zone,
    string Calendar,
    string? Source,
    string? Report,
    string? Plot,
    string? Events,
    string? Incidents
)
{
    public const string Usage = """
        IncidentReplay [log] [--policy file] [--zone id] [--calendar id] [--source text]
                       [--report out.md] [--plot out.svg] [--events out.jsonl] [--incidents out.csv]

        Replays an audit log of ServiceNow incidents (CSV, plain or .gz) under a policy.
        """;

    private static readonly string[] Names =
    [
        "--policy",
        "--zone",
        "--calendar",
        "--source",
        "--report",
        "--plot",
        "--events",
        "--incidents",
    ];

    /// <exception cref="ReplayException">Something is not understood.</exception>
    public static Options Parse(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        string? log = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (log is not null)
                    throw new ReplayException($"There is one log, not \"{log}\" and \"{args[i]}\".\n\n{Usage}");
                log = args[i];
                continue;
            }
            if (!Names.Contains(args[i]))
                throw new ReplayException($"There is no option {args[i]}.\n\n{Usage}");
            if (i + 1 == args.Count)
                throw new ReplayException($"{args[i]} needs a value.\n\n{Usage}");
            given[args[i]] = args[++i];
        }
        var zone = given.GetValueOrDefault("--zone", "UTC");
        return new Options(
            LogLocation.Find(log),
            given.GetValueOrDefault("--policy", Path.Combine(AppContext.BaseDirectory, "itil.json")),
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)
                ?? throw new ReplayException(
                    $"There is no time zone \"{zone}\". Use a name such as Europe/London, or a fixed one such as UTC+01."
                ),
            given.GetValueOrDefault("--calendar", "office"),
            given.GetValueOrDefault("--source"),
            given.GetValueOrDefault("--report"),
            given.GetValueOrDefault("--plot"),
            given.GetValueOrDefault("--events"),
            given.GetValueOrDefault("--incidents")
        );
    }
}
