using System.Diagnostics;
using SupportKit.Tests.Shared;

namespace SupportKit.CommandCost;

/// <summary>Two builds take turns of some milliseconds, so that whatever else the machine does meets both; what is kept is each turn's ratio.</summary>
internal static class Comparison
{
    private const string Heading = "## What it costs";
    private const double Bound = 1.03;

    public static async Task<int> RunAsync(string before, string after, string report, string commit)
    {
        var load = Load();
        var rows = new List<string>();
        var isMet = true;
        await using var server = new PostgresServer();
        foreach (
            var (store, name, count, rounds) in new[]
            {
                ("memory", "in memory", 100, 120),
                ("sqlite", "SQLite", 25, 40),
                ("postgres", "PostgreSQL", 25, 80),
            }
        )
        {
            using var old = new Served(before, store == "postgres" ? await server.ConnectAsync("before") : store);
            using var now = new Served(after, store == "postgres" ? await server.ConnectAsync("after") : store);
            foreach (var act in (string[])["opening", "replying", "firing"])
            {
                var turns = new List<((double Time, double Bytes) Old, (double Time, double Bytes) New)>();
                for (var round = -5; round < rounds; round++) // the first are for warming up
                {
                    var isFirst = round % 2 == 0; // each begins as often as the other
                    var one = await (isFirst ? old : now).AskAsync(act, count);
                    var other = await (isFirst ? now : old).AskAsync(act, count);
                    if (round >= 0)
                        turns.Add(isFirst ? (one, other) : (other, one));
                }
                double[] ratios = [.. turns.Select(turn => turn.New.Time / turn.Old.Time).Order()];
                double At(double share) => ratios[(int)(ratios.Length * share)];
                var (time, bytes) = (At(0.5), Median(turns.Select(turn => turn.New.Bytes / turn.Old.Bytes)));
                isMet &= time <= Bound;
                var row =
                    $"| {act}, {name} | {Median(turns.Select(turn => turn.Old.Time)):F1} µs "
                    + $"| {Median(turns.Select(turn => turn.New.Time)):F1} µs | {time:F3} ({At(0.25):F3} to {At(0.75):F3}) "
                    + $"| {Median(turns.Select(turn => turn.Old.Bytes)) / 1024:F2} KB | {Median(turns.Select(turn => turn.New.Bytes)) / 1024:F2} KB "
                    + $"| {bytes:F3} | {(time <= Bound ? "met" : "**missed**")} |";
                Console.WriteLine(row);
                rows.Add(row);
            }
        }
        await WriteAsync(report, commit, $"{load} before the run and {Load()} after it", rows);
        return isMet ? 0 : 1;
    }

    private static async Task WriteAsync(string report, string commit, string load, List<string> rows)
    {
        var text = File.Exists(report) ? await File.ReadAllTextAsync(report) : "";
        var at = text.IndexOf(Heading, StringComparison.Ordinal);
        var section = $"""
            {Heading}

            Processor time and allocations of one command, this commit against {commit}, the last before the work on faults. The target is a
            ratio of at most {Bound:F2} in time. Both are built anew, run as two processes, and take turns of 100 commands (25 on SQLite and PostgreSQL), 120, 40
            and 80 times; the ratio is the median of the turns, with its quartiles. Digibee's sample policy; the time is that of the process, the
            system's calls included, and on PostgreSQL, where a part of the work is the server's, the time that passes. The load of the machine was {load}, on {Environment.ProcessorCount} cores. Made by

            ```sh
            bash benchmarks/command-cost.sh
            ```

            | command | before | now | time, now / before | before | now | allocated, now / before | |
            |---|--:|--:|--:|--:|--:|--:|---|
            {string.Join('\n', rows)}

            """;
        await File.WriteAllTextAsync(report, (at < 0 ? text.TrimEnd() + "\n\n" : text[..at]) + section);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    /// <summary>A build in a process of its own.</summary>
    private sealed class Served(string program, string store) : IDisposable
    {
        private readonly Process process = Process.Start(
            new ProcessStartInfo("dotnet", [program, "serve", store])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

        public async Task<(double Time, double Bytes)> AskAsync(string act, int count)
        {
            await process.StandardInput.WriteLineAsync($"{act} {count}");
            var answer =
                await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"{program} has ended.");
            var parts = answer.Split(' ');
            return (double.Parse(parts[0]) / count, double.Parse(parts[1]) / count);
        }

        public void Dispose()
        {
            process.StandardInput.Close(); // which ends it
            process.WaitForExit(TimeSpan.FromSeconds(20));
            process.Dispose();
        }
    }
}
