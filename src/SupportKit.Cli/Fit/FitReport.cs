using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;

namespace SupportKit.Cli;

/// <summary>Writes what a fit found.</summary>
/// <param name="flag">The column of the flag.</param>
/// <param name="rows">How many rows the log has.</param>
/// <param name="broken">Those that were skipped.</param>
/// <param name="sample">The tickets.</param>
/// <param name="priorities">What was found for each priority.</param>
internal sealed class FitReport(
    string flag,
    long rows,
    BrokenRows broken,
    FitSample sample,
    ImmutableArray<PriorityFit> priorities
)
{
    private const int MostClocks = 6;

    private readonly int fitted = sample.Tickets.Count(ticket => !ticket.IsHeldOut);
    private readonly int held = sample.Tickets.Count(ticket => ticket.IsHeldOut);

    public void Write(Screen screen)
    {
        var count = fitted + held;
        screen.Line(
            Invariant(
                $"{rows:N0} rows; {Counted(count, "ticket")} with \"{flag}\" ended, {Share(sample.Tickets.Count(ticket => ticket.IsKept), count)} of them kept"
            )
        );
        ReplayReport.WriteSkipped(broken, screen);
        if (sample.Open + sample.Unflagged > 0)
            screen.Line(
                Invariant(
                    $"left out: {Counted(sample.Open, "ticket")} that had not ended, {Counted(sample.Unflagged, "ticket")} without \"{flag}\""
                )
            );
        screen.Line(
            Invariant(
                $"targets are fitted to {Counted(fitted, "ticket")}, and their agreement is counted on the {held:N0} others"
            )
        );
        if (count == 0)
            return;
        screen.Line();
        screen.Table(
            ["each priority its own target", "agrees", "on those fitted to"],
            Clocks()
                .OrderByDescending(clock => clock.Fitted)
                .Take(MostClocks)
                .Select(clock =>
                    (IReadOnlyList<string>)
                        [clock.Name, Share(clock.Held.Agreed, clock.Held.Count), Share(clock.Fitted, fitted)]
                )
                .Append([
                    "(always the more frequent)",
                    Share(priorities.Sum(one => one.MoreFrequent.Agreed), held),
                    "",
                ]),
            1,
            2
        );
        foreach (var priority in priorities)
            Write(priority, screen);
    }

    private static void Write(PriorityFit priority, Screen screen)
    {
        var (best, found) = (priority.Best, priority.Best.Held);
        screen.Line();
        screen.Line(
            ($"{priority.Priority}: ", Ink.Strong),
            (best.Fit.Count == 0 ? "no ticket to fit to" : Text(best), Ink.Plain)
        );
        if (best.Fit.Count == 0 || found.Count == 0)
            return;
        screen.Line(
            Invariant(
                $"  agrees on {Share(found.Agreed, found.Count)} of {Counted(found.Count, "ticket")}; always the more frequent would on {Share(priority.MoreFrequent.Agreed, found.Count)}"
            )
        );
        screen.Line(
            Invariant(
                $"  kept by both {found.BothKept:N0}, by the flag alone {found.OnlyFlag:N0}, by the target alone {found.OnlyTarget:N0}, by none {found.BothBroken:N0}"
            )
        );
        foreach (var (ticket, time) in priority.Fails)
            screen.Line(
                (
                    Invariant(
                        $"  {ticket.Name} (line {ticket.Line}) took {TargetFit.Text(time, best.Clock.Calendar is null)}; the flag says {(ticket.IsKept ? "kept" : "broken")}"
                    ),
                    Ink.Faint
                )
            );
        if (found.Count - found.Agreed > priority.Fails.Length)
            screen.Line(("  …", Ink.Faint));
    }

    public string Json() =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteNumber("rows", rows);
                    ReplayReport.WriteSkipped(writer, broken);
                    writer.WriteNumber("open", sample.Open);
                    writer.WriteNumber("unflagged", sample.Unflagged);
                    writer.WriteNumber("fittedTo", fitted);
                    writer.WriteNumber("heldOut", held);
                    writer.List(
                        "clocks",
                        Clocks(),
                        clock =>
                            writer.Object(
                                null,
                                () =>
                                {
                                    writer.WriteString("clock", clock.Name);
                                    writer.WriteNumber("agreesOnFitted", clock.Fitted);
                                    writer.WriteNumber("agreesOnHeldOut", clock.Held.Agreed);
                                }
                            )
                    );
                    writer.List(
                        "priorities",
                        priorities,
                        priority => writer.Object(null, () => Write(writer, priority))
                    );
                }
            )
        );

    private static void Write(Utf8JsonWriter writer, PriorityFit priority)
    {
        writer.WriteString("priority", priority.Priority);
        Write(writer, "best", priority.Best);
        writer.WriteNumber("moreFrequentAgrees", priority.MoreFrequent.Agreed);
        writer.List(
            "fails",
            priority.Fails,
            fail =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("ticket", fail.Ticket.Name);
                        writer.WriteNumber("line", fail.Ticket.Line);
                        writer.WriteNumber("seconds", fail.Time.TotalSeconds);
                        writer.WriteBoolean("kept", fail.Ticket.IsKept);
                    }
                )
        );
        writer.List("byClock", priority.ByClock, target => Write(writer, null, target));
    }

    private static void Write(Utf8JsonWriter writer, string? name, FittedTarget target) =>
        writer.Object(
            name,
            () =>
            {
                writer.WriteString("clock", target.Clock.Name);
                Seconds("targetSeconds", target.Target);
                Seconds("fromSeconds", target.Fit.Low);
                Seconds("beforeSeconds", target.Fit.High);
                writer.WriteNumber("fittedTo", target.Fit.Count);
                writer.WriteNumber("agreesOnFitted", target.Fit.Agreed);
                writer.WriteNumber("keptByBoth", target.Held.BothKept);
                writer.WriteNumber("keptByFlag", target.Held.OnlyFlag);
                writer.WriteNumber("keptByTarget", target.Held.OnlyTarget);
                writer.WriteNumber("keptByNone", target.Held.BothBroken);

                void Seconds(string member, NodaTime.Duration? time)
                {
                    if (time is { } known)
                        writer.WriteNumber(member, known.TotalSeconds);
                    else
                        writer.WriteNull(member);
                }
            }
        );

    private IEnumerable<(string Name, int Fitted, Agreement Held)> Clocks() =>
        priorities.IsEmpty
            ? []
            : priorities[0]
                .ByClock.Select(
                    (one, i) =>
                        (
                            one.Clock.Name,
                            priorities.Sum(priority => priority.ByClock[i].Fit.Agreed),
                            priorities
                                .Select(priority => priority.ByClock[i].Held)
                                .Aggregate(new Agreement(), (sum, held) => sum.Plus(held))
                        )
                );

    private static string Text(FittedTarget best)
    {
        var inDays = best.Clock.Calendar is null;
        if (best.Target is not { } target)
            return "no target; calling every ticket broken agrees best";
        var range = best.Fit switch
        {
            { Low: { } low, High: { } high } =>
                $"from {TargetFit.Text(low, inDays)} to just under {TargetFit.Text(high, inDays)}",
            { Low: { } low } => $"from {TargetFit.Text(low, inDays)} on",
            _ => throw new UnreachableException("A target has a shortest time that fits."),
        };
        return $"{TargetFit.Text(target, inDays)} in {best.Clock.Name} (equal: {range})";
    }

    private static string Share(long part, long whole) => whole == 0 ? "–" : Invariant($"{100.0 * part / whole:0.0} %");

    private static string Counted(long count, string what) => SimulationReport.Counted(count, what);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
