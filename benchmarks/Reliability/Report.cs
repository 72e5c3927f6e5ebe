using System.Diagnostics;
using System.Text;

namespace SupportKit.Reliability;

/// <summary>Writes what all attacks did into one document. What follows from another heading on is left as it was.</summary>
internal static class Report
{
    private const string Next = "\n## What it costs";

    public static async Task WriteAsync(string path, IEnumerable<Row> rows, TimeSpan took, string load)
    {
        var all = rows.ToList();
        var text = new StringBuilder(
            $"""
            # Attacks, before and after

            Each row is a case that did harm when the packages were attacked, run again against the code as it is. "Before" is the figure as it was
            reported then; "after" is what the program measured. Made by

            ```sh
            dotnet run -c Release --project benchmarks/Reliability      # --only NAME runs one attack and writes to the console alone
            ```

            on {DateTime.UtcNow:d MMMM yyyy}, at commit {Commit()}, on {Environment.ProcessorCount} cores of a virtual machine. Its load was {load} before
            the run and {Load()} after it, so the times are not the best that can be had. The run took {took.TotalMinutes:F1} minutes. Time that the attack
            does not measure itself is moved by hand. {all.Count(row => row.Holds)} of {all.Count} attacks did no harm.

            | line | attack | before, as reported | after | | how it is measured |
            |--:|---|---|---|---|---|

            """
        );
        foreach (var row in all)
            text.Append(
                $"| {row.Attack.Line} | {row.Attack.What} (`{row.Attack.GetType().Name}`) | {row.Attack.Before} | {row.After} "
                    + $"| {(row.Holds ? "holds" : "**does not hold**")} | {row.Attack.How} |\n"
            );
        var old = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
        var at = old.IndexOf(Next, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text + (at < 0 ? "" : old[at..]));
    }

    public static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Commit()
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["rev-parse", "--short", "HEAD"]) { RedirectStandardOutput = true }
        )!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    /// <summary>An attack, and what it did on each engine.</summary>
    public sealed record Row(Attack Attack, IReadOnlyList<(string Engine, Outcome Outcome)> Outcomes)
    {
        public bool Holds => Outcomes.Count > 0 && Outcomes.All(one => one.Outcome.Holds);

        // Engines with the same figure share it.
        public string After =>
            string.Join(
                "; ",
                Outcomes
                    .GroupBy(one => one.Outcome.Figure)
                    .Select(same =>
                        Outcomes.Count == 1 && same.First().Engine == Place.Memory
                            ? same.Key
                            : $"{string.Join(", ", same.Select(one => one.Engine))}: {same.Key}"
                    )
            );
    }
}
