using System.Collections.Immutable;
using System.Globalization;
using SupportKit;
using SupportKit.BusinessTime;
using SupportKit.Hosting;
using SupportKit.PolicyJson;

namespace IncidentReplay;

/// <summary>The tool but for the console it runs in.</summary>
internal static class Tool
{
    /// <returns>0 when it went; 1 when the log, the policy or an option is wrong; 130 when it was cancelled.</returns>
    public static int Run(
        IReadOnlyList<string> args,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        if (args.Contains("--help"))
        {
            output.WriteLine(Options.Usage);
            return 0;
        }
        var progress = new Progress(error, ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected);
        try
        {
            Run(Options.Parse(args), output, progress, cancellation);
            return 0;
        }
        catch (OperationCanceledException)
        {
            progress.End();
            error.WriteLine("Cancelled; nothing was written.");
            return 130;
        }
        catch (Exception problem)
            when (problem is ReplayException or PolicyException or IOException or UnauthorizedAccessException)
        {
            progress.End();
            error.WriteLine(problem.Message);
            return 1;
        }
    }

    private static void Run(Options options, TextWriter output, Progress progress, CancellationToken cancellation)
    {
        var policy = PolicyFile.Load(options.Policy);
        var figures = new Figures(Calendar(policy, options));
        var replayer = new Replayer(policy);
        var histories = new List<ImmutableArray<RecordedEvent>>();
        using var events = new EventFile(options.Events);
        foreach (var incident in IncidentLog.Read(options.Log, options.Zone, progress.Report))
        {
            cancellation.ThrowIfCancellationRequested();
            var replayed = replayer.Replay(incident);
            figures.Add(replayed);
            histories.Add(replayed.Events);
            events.Write(replayed.Ticket.Id, replayed.Events);
        }
        progress.End();
        if (figures.Incidents.Count == 0)
            throw new ReplayException($"{options.Log} has no rows.");

        var run = new RunFigures(
            Path.GetFileName(options.Log),
            events.Count,
            FoldSpeed.Measure(histories),
            replayer.Commands,
            replayer.CommandsPerSecond,
            events.Complete()
        );
        var report = Report.Write(options, policy, figures, run);
        if (options.Report is { } reportFile)
            File.WriteAllText(reportFile, report);
        if (options.Plot is { } plot)
            File.WriteAllText(plot, DistributionPlot.Draw(figures));
        if (options.Incidents is { } list)
            File.WriteAllLines(list, figures.Incidents.Select(Line).Prepend(Header));
        output.Write(report);
    }

    private const string Header =
        "number,priority,elapsed_minutes,business_minutes,business_minutes_less_waits,resolution_promise,made_sla,reopens";

    private static string Line(IncidentFigures incident) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{incident.Number},{incident.Priority},{incident.Elapsed},{incident.Business},{incident.Worked},{incident.Verdict},{incident.Made},{incident.Reopens}"
        );

    private static BusinessCalendar Calendar(Policy policy, Options options) =>
        policy.Calendars.GetValueOrDefault(options.Calendar)
        ?? throw new ReplayException(
            $"Policy \"{policy.Id}\" has no calendar \"{options.Calendar}\". Name one of: {string.Join(", ", policy.Calendars.Keys)}."
        );
}

/// <summary>What a run was made of. Immutable.</summary>
/// <param name="Log">The log's file name.</param>
/// <param name="Events">How many events came of it.</param>
/// <param name="EventsPerSecond">How many of them are folded a second.</param>
/// <param name="Commands">How many commands were decided.</param>
/// <param name="CommandsPerSecond">How many a second.</param>
/// <param name="Hash">The SHA-256 of the events as they are written.</param>
internal sealed record RunFigures(
    string Log,
    long Events,
    double EventsPerSecond,
    long Commands,
    double CommandsPerSecond,
    string Hash
);
