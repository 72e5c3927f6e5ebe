using System.Text.Json;

namespace SupportKit.Cli;

/// <summary>Writes a simulation for a terminal, and as JSON.</summary>
internal static class SimulationText
{
    private const int MostReasons = 5;
    private const int MostHours = 5;

    public static void Write(SimulationReport report, Screen screen)
    {
        var found = report.Found;
        screen.Line(
            FormattableString.Invariant(
                $"{report.Rows:N0} rows of {SimulationReport.Counted(found.After.Figures.Tickets, "ticket")}: {report.Before} → {report.After}"
            )
        );
        ReplayReport.WriteSkipped(report.Broken, screen);
        if (report.Metrics.Any())
        {
            screen.Table(
                ["promise", "made", "kept", "broken", "no verdict", "kept of both"],
                report.Metrics.Select(metric =>
                    (IReadOnlyList<string>)
                        [
                            metric.Metric,
                            Pair(metric.Before.Made, metric.After.Made),
                            Pair(metric.Before.Met, metric.After.Met),
                            Pair(metric.Before.Breached, metric.After.Breached),
                            Pair(metric.Before.Open, metric.After.Open),
                            $"{SimulationReport.Kept(metric.Before)} → {SimulationReport.Kept(metric.After)}",
                        ]
                ),
                1,
                2,
                3,
                4,
                5
            );
            screen.Line();
        }
        foreach (var end in found.Flips.Kinds.GroupBy(flip => (flip.Kind.Aspect, flip.Kind.From, flip.Kind.To)))
        {
            screen.Line(
                ($"{end.Key.Aspect}: ", Ink.Strong),
                (end.Key.From, InkOf(end.Key.From)),
                (" → ", Ink.Plain),
                (end.Key.To, InkOf(end.Key.To)),
                ($", {SimulationReport.Counted(end.Sum(flip => flip.Count), "ticket")}", Ink.Plain)
            );
            foreach (var (kind, count, first) in end.Take(MostReasons))
            {
                screen.Line(FormattableString.Invariant($"  {count:N0}: {kind.Reason}"));
                screen.Line(($"    {SimulationReport.Named(first)}{(count > first.Count ? ", …" : "")}", Ink.Faint));
            }
            if (end.Count() > MostReasons)
                screen.Line(
                    FormattableString.Invariant(
                        $"  {end.Skip(MostReasons).Sum(flip => flip.Count):N0} for {end.Count() - MostReasons} more reasons, which --json has"
                    )
                );
        }
        screen.Line(
            report.TakesNone ? ("neither policy takes a ticket of this log", Ink.Doubtful)
            : found.FlippedTickets == 0 ? ("no ticket flips", Ink.Good)
            : (
                FormattableString.Invariant(
                    $"{found.FlippedTickets:N0} of {SimulationReport.Counted(found.After.Figures.Tickets, "ticket")} flip{(found.FlippedTickets == 1 ? "s" : "")}"
                ),
                Ink.Strong
            )
        );
        if (!report.WorstHours(1).Any())
            return;
        screen.Line();
        screen.Line($"where most promises break, by hour of the week ({report.Zone})");
        screen.Table(
            ["hour", "opened", "broken"],
            report
                .WorstHours(MostHours)
                .Select(hour =>
                    (IReadOnlyList<string>)
                        [
                            WeekHours.NameOf(hour.Hour),
                            FormattableString.Invariant($"{hour.Opened:N0}"),
                            Pair(hour.Before, hour.After),
                        ]
                ),
            1,
            2
        );
    }

    public static string Json(SimulationReport report) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteNumber("rows", report.Rows);
                    writer.WriteNumber("tickets", report.Found.After.Figures.Tickets);
                    writer.WriteNumber("flipped", report.Found.FlippedTickets);
                    ReplayReport.WriteSkipped(writer, report.Broken);
                    writer.List(
                        "flips",
                        report.Found.Flips.Kinds,
                        flip => writer.Object(null, () => Write(writer, flip.Kind, flip.Count, flip.First))
                    );
                    writer.WriteString("timeZone", report.Zone);
                    writer.Object("against", () => Write(writer, report.Before, report.Found.Before));
                    writer.Object("policy", () => Write(writer, report.After, report.Found.After));
                }
            )
        );

    private static void Write(Utf8JsonWriter writer, FlipKind kind, long count, IReadOnlyList<FlippedTicket> first)
    {
        writer.WriteString("metric", kind.Metric);
        writer.WriteString("from", kind.From);
        writer.WriteString("to", kind.To);
        writer.WriteString("reason", kind.Reason);
        writer.WriteNumber("count", count);
        writer.List(
            "first",
            first,
            one =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("ticket", one.Ticket);
                        writer.WriteNumber("line", one.Line);
                    }
                )
        );
    }

    private static void Write(Utf8JsonWriter writer, string name, SimulatedSide side)
    {
        writer.WriteString("name", name);
        writer.WriteString("version", side.Policy.Version);
        writer.List(
            "notTaken",
            side.Figures.NotTakenBy.All,
            one =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("code", one.Kind);
                        writer.WriteNumber("count", one.Count);
                    }
                )
        );
        writer.Object("promises", () => ReplayReport.WriteMetrics(writer, side.Figures));
        // Of Monday midnight first, 168 numbers each.
        writer.List("openedByHour", side.Opened.Counts, writer.WriteNumberValue);
        writer.List("dueByHour", side.Due.Counts, writer.WriteNumberValue);
        writer.List("brokenByHour", side.Broken.Counts, writer.WriteNumberValue);
    }

    private static Ink InkOf(string outcome) =>
        outcome switch
        {
            "kept" or "taken" => Ink.Good,
            "broken" or "not taken" => Ink.Bad,
            _ => Ink.Doubtful,
        };

    private static string Pair(long one, long other) =>
        one == other ? FormattableString.Invariant($"{one:N0}") : FormattableString.Invariant($"{one:N0} → {other:N0}");
}
