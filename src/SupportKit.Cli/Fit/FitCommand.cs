using System.Collections.Immutable;
using System.CommandLine;
using SupportKit.Workflows;

namespace SupportKit.Cli;

/// <summary><c>supportkit fit</c>: which targets reproduce what a log says was kept.</summary>
internal static class FitCommand
{
    /// <summary>What it does, in one line of help.</summary>
    public const string Summary = "Finds the targets, and the calendar, that agree best with what a log says was kept.";

    public static Command Create(Terminal terminal)
    {
        var policies = new Argument<string[]>("POLICY")
        {
            Description =
                "Policies whose calendars are tried; the first says which states end a ticket, and which wait.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var met = new Option<string>("--met")
        {
            Description = "The column that says whether the agreement was kept: true or false, yes or no, 1 or 0.",
            Required = true,
        };
        var until = new Option<string[]>("--until")
        {
            Description = "States that end a ticket; without, those that the policy counts as resolved or closed.",
            AllowMultipleArgumentsPerToken = true,
        };
        var json = new Option<bool>("--json") { Description = "Write the answer as JSON." };
        var command = new Command("fit", Summary) { policies, met, until, json };
        var log = new LogOptions(command, assigns: false);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var loaded = parsed
                    .GetValue(policies)!
                    .Select(path => (Name: Path.GetFileName(path), Policy: PolicyDocument.Load(path, terminal)))
                    .ToImmutableArray();
                var column = parsed.GetValue(met)!;
                var source = log.Source(
                    parsed,
                    [.. loaded.Select(one => one.Policy)],
                    terminal,
                    new LogColumn(column, ImmutableDictionary<string, string>.Empty, null)
                );
                if (source.Map.State is null && parsed.GetValue(until) is { Length: > 0 })
                    throw new ToolException(
                        ToolErrors.ArgumentInvalid,
                        until.Name,
                        "The mapping names no column with states, so that none ends a ticket.",
                        "Add \"state\" to the mapping, or leave the option out."
                    );
                var zone = loaded.IsEmpty ? source.Map.Zone : loaded[0].Policy.TimeZone;
                var clocks = FitClock.All(loaded, zone, source.Map.State is not null);
                var ends = Ends(
                    parsed.GetValue(until) ?? [],
                    loaded.IsEmpty ? Workflow.Default : loaded[0].Policy.Workflow
                );
                var sample = Run(source, clocks, ends, cancellation);
                var report = new FitReport(column, source.Rows, source.Broken, sample, PriorityFit.All(sample, clocks));
                if (parsed.GetValue(json))
                    terminal.Out.Write(report.Json());
                else
                    report.Write(new Screen(terminal));
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static FitSample Run(
        LogSource source,
        ImmutableArray<FitClock> clocks,
        Func<string, StateCategory> categoryOf,
        CancellationToken cancellation
    )
    {
        var sum = new FitSample();
        var hasStates = source.Map.State is not null;
        foreach (
            var part in source.Each(
                () => new FitSample(),
                (part, rows) => part.Add(rows, FitSpans.Of(rows, hasStates, categoryOf), clocks),
                cancellation
            )
        )
            sum.Add(part);
        return sum;
    }

    // A state that the workflow does not know is one in which the desk works.
    private static Func<string, StateCategory> Ends(string[] named, Workflow workflow)
    {
        var known = workflow.States.ToDictionary(state => state, workflow.CategoryOf, StringComparer.Ordinal);
        var ends = named.ToHashSet(StringComparer.Ordinal);
        return state =>
            ends.Contains(state) ? StateCategory.Resolved
            : !known.TryGetValue(state, out var category) ? StateCategory.Open
            : ends.Count > 0 && category is StateCategory.Resolved or StateCategory.Closed ? StateCategory.Open
            : category;
    }
}
