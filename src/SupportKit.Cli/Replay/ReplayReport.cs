using System.Globalization;
using System.Text.Json;

namespace SupportKit.Cli;

/// <summary>Writes what a replay found.</summary>
internal static class ReplayReport
{
    private const int MostRows = 20;

    public static void WriteText(ReplayFigures figures, long rows, BrokenRows broken, string? eventHash, Screen screen)
    {
        screen.Line(Invariant($"{rows:N0} rows of {figures.Tickets:N0} tickets gave {figures.Events:N0} events"));
        if (eventHash is not null)
            screen.Line($"events written: SHA-256 {eventHash}");
        WriteSkipped(broken, screen);
        foreach (var (code, count, line) in figures.NotTakenBy.All)
            screen.Line(
                ("not taken", Ink.Doubtful),
                (Invariant($" {Counted(count, "ticket")}: {code}; first in line {line}"), Ink.Plain)
            );
        screen.Line();
        screen.Line(
            Invariant($"transitions: {figures.Transitions:N0}, of which no trigger makes {figures.IllegalBy.Sum:N0}")
        );
        if (figures.IllegalBy.Sum > 0)
            screen.Table(
                ["from", "to", "count", "first line"],
                figures
                    .IllegalBy.All.Take(MostRows)
                    .Select(one => Row(one.Kind.From, one.Kind.To, one.Count, one.Line)),
                2,
                3
            );
        foreach (var (what, count, line) in figures.RefusedBy.All)
            screen.Line(Invariant($"refused: {what}, {Counted(count, "time")}, first in line {line}"));
        if (figures.SamePriorities + figures.OtherPriorities.Sum is > 0 and var compared)
            screen.Line(Invariant($"priorities: {figures.SamePriorities:N0} of {compared:N0} rows have the policy's"));
        if (figures.OtherPriorities.Sum > 0)
            screen.Table(
                ["recorded", "by the policy", "count", "first line"],
                figures
                    .OtherPriorities.All.Take(MostRows)
                    .Select(one => Row(one.Kind.Recorded, one.Kind.Computed, one.Count, one.Line)),
                2,
                3
            );
        if (figures.SameReopenings + figures.OtherReopenings.Sum is > 0 and var counted)
            screen.Line(
                Invariant($"reopenings: {figures.SameReopenings:N0} of {counted:N0} tickets have the log's count")
            );
        if (figures.OtherReopenings.Sum > 0)
            screen.Table(
                ["recorded", "by the events", "count", "first line"],
                figures
                    .OtherReopenings.All.Take(MostRows)
                    .Select(one =>
                        Row(Invariant($"{one.Kind.Recorded}"), Invariant($"{one.Kind.Computed}"), one.Count, one.Line)
                    ),
                0,
                1,
                2,
                3
            );
        if (figures.TeamMoves.Sum > 0)
        {
            screen.Line(Invariant($"moves between teams: {figures.TeamMoves.Sum:N0}"));
            screen.Table(
                ["from", "to", "count", "first line"],
                figures
                    .TeamMoves.All.Take(MostRows)
                    .Select(one => Row(one.Kind.From, one.Kind.To, one.Count, one.Line)),
                2,
                3
            );
        }
        if (figures.Metrics.Count > 0)
            screen.Table(
                ["promise", "made", "kept", "broken", "no verdict", "kept of both", "paused"],
                figures.Metrics.Select(metric =>
                    (IReadOnlyList<string>)
                        [
                            metric.Key,
                            Invariant($"{metric.Value.Made:N0}"),
                            Invariant($"{metric.Value.Met:N0}"),
                            Invariant($"{metric.Value.Breached:N0}"),
                            Invariant($"{metric.Value.Open:N0}"),
                            metric.Value.Kept is { } kept ? Invariant($"{100 * kept:0.0} %") : "–",
                            Invariant($"{100 * metric.Value.PausedShare:0.0} %"),
                        ]
                ),
                1,
                2,
                3,
                4,
                5,
                6
            );
    }

    public static string Json(ReplayFigures figures, long rows, BrokenRows broken, string? eventHash) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteNumber("rows", rows);
                    writer.WriteNumber("tickets", figures.Tickets);
                    writer.WriteNumber("events", figures.Events);
                    if (eventHash is not null)
                        writer.WriteString("eventsSha256", eventHash);
                    WriteSkipped(writer, broken);
                    writer.List(
                        "notTaken",
                        figures.NotTakenBy.All,
                        one => Write(writer, one.Count, one.Line, ("code", one.Kind))
                    );
                    writer.List(
                        "refused",
                        figures.RefusedBy.All,
                        one => Write(writer, one.Count, one.Line, ("command", one.Kind))
                    );
                    writer.WriteNumber("transitions", figures.Transitions);
                    writer.List(
                        "illegal",
                        figures.IllegalBy.All,
                        one => Write(writer, one.Count, one.Line, ("from", one.Kind.From), ("to", one.Kind.To))
                    );
                    writer.WriteNumber("samePriorities", figures.SamePriorities);
                    writer.List(
                        "otherPriorities",
                        figures.OtherPriorities.All,
                        one =>
                            Write(
                                writer,
                                one.Count,
                                one.Line,
                                ("recorded", one.Kind.Recorded),
                                ("computed", one.Kind.Computed)
                            )
                    );
                    writer.WriteNumber("sameReopenings", figures.SameReopenings);
                    writer.List(
                        "otherReopenings",
                        figures.OtherReopenings.All,
                        one =>
                            Write(
                                writer,
                                one.Count,
                                one.Line,
                                ("recorded", Invariant($"{one.Kind.Recorded}")),
                                ("computed", Invariant($"{one.Kind.Computed}"))
                            )
                    );
                    writer.List(
                        "teamMoves",
                        figures.TeamMoves.All,
                        one => Write(writer, one.Count, one.Line, ("from", one.Kind.From), ("to", one.Kind.To))
                    );
                    writer.Object("promises", () => WriteMetrics(writer, figures));
                }
            )
        );

    /// <summary>The rows that were skipped, by reason.</summary>
    public static void WriteSkipped(BrokenRows broken, Screen screen)
    {
        foreach (var (reason, (count, lines)) in broken.Reasons)
            screen.Line(
                ("skipped", Ink.Doubtful),
                (
                    Invariant(
                        $" {Counted(count, "row")}: {reason}; line {string.Join(", ", lines)}{(count > lines.Count ? " …" : "")}"
                    ),
                    Ink.Plain
                )
            );
    }

    /// <summary>The rows that were skipped, as the member "broken".</summary>
    public static void WriteSkipped(Utf8JsonWriter writer, BrokenRows broken) =>
        writer.List(
            "broken",
            broken.Reasons,
            one => Write(writer, one.Value.Count, one.Value.Lines[0], ("reason", one.Key))
        );

    public static void WriteMetrics(Utf8JsonWriter writer, ReplayFigures figures)
    {
        foreach (var (metric, sums) in figures.Metrics)
            writer.Object(
                metric,
                () =>
                {
                    writer.WriteNumber("made", sums.Made);
                    writer.WriteNumber("met", sums.Met);
                    writer.WriteNumber("breached", sums.Breached);
                    writer.WriteNumber("pausedShare", Math.Round(sums.PausedShare, 4));
                }
            );
    }

    private static void Write(
        Utf8JsonWriter writer,
        long count,
        long line,
        params (string Name, string Value)[] members
    ) =>
        writer.Object(
            null,
            () =>
            {
                foreach (var (name, value) in members)
                    writer.WriteString(name, value);
                writer.WriteNumber("count", count);
                writer.WriteNumber("firstLine", line);
            }
        );

    private static string[] Row(string one, string other, long count, long line) =>
        [one, other, Invariant($"{count:N0}"), line.ToString(CultureInfo.InvariantCulture)];

    private static string Counted(long count, string what) => Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
