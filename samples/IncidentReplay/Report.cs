using System.Globalization;
using SupportKit;
using SupportKit.Tickets;

namespace IncidentReplay;

/// <summary>The report, as Markdown. It holds aggregates; single incidents are named only where a check finds fault with them.</summary>
internal static class Report
{
    private const int Listed = 20;

    public static string Write(Options options, Policy policy, Figures figures, RunFigures run)
    {
        var text = new MarkdownText();
        text.Line(
            $"The log `{run.Log}`: {figures.Rows:N0} rows of {figures.Incidents.Count:N0} incidents.{(options.Source is { } source ? $" {source}" : "")}"
        );
        text.Line(
            $"Its dates are day/month/year and name no zone; they are taken as {options.Zone.Id}. Policy `{policy.Id}` (`{policy.Version}`); business hours are its calendar `{options.Calendar}`, in {policy.Calendars[options.Calendar].TimeZone.Id}."
        );
        Order(text, figures);
        Priorities(text, figures);
        Reopenings(text, figures);
        Transitions(text, figures);
        Verdicts(text, figures);
        Targets(text, figures);
        text.Heading("Determinism and speed");
        text.Line(
            $"{run.Commands:N0} commands gave {run.Events:N0} events; as JSON, one a line, their SHA-256 is `{run.Hash}`."
        );
        text.Line(
            $"Folded by `TicketHistory.Evolve` on one core: {Round(run.EventsPerSecond):N0} events/s. Decided: {Round(run.CommandsPerSecond):N0} commands/s."
        );
        return text.ToString();
    }

    private static void Order(MarkdownText text, Figures figures)
    {
        text.Heading("Order");
        text.Line(
            $"Rows are replayed in the order of `sys_updated_at`, those of one minute in the order of the log. Incidents whose rows the log has otherwise: {Names(figures.BackInTime)}. Incidents whose `sys_mod_count` does not rise from row to row: {Names(figures.Uncounted)}. Incidents whose first row is older than their opening: {figures.BeforeOpening}; an event never stands before the one it follows, so those rows count as of the opening."
        );
    }

    private static void Priorities(MarkdownText text, Figures figures)
    {
        text.Heading("Priority");
        text.Line(
            $"Computed by the policy from impact and urgency, the priority equals the recorded one in {figures.Rows - figures.OtherPriorities.Count:N0} of {figures.Rows:N0} rows; the ticket carries it after {figures.Rows - figures.OtherTickets:N0} of them."
        );
        if (figures.OtherPriorities.Count > 0)
            text.Table(
                ["line", "impact", "urgency", "recorded", "computed"],
                figures
                    .OtherPriorities.Take(Listed)
                    .Select(o => new[] { Number(o.Line), o.Impact, o.Urgency, o.Recorded, o.Computed ?? "none" })
            );
    }

    private static void Reopenings(MarkdownText text, Figures figures)
    {
        text.Heading("Reopenings");
        var others = figures.Incidents.Where(incident => incident.Reopens != incident.RecordedReopens).ToList();
        text.Line(
            $"The events `reopened` are as many as `reopen_count` says at the end in {figures.Incidents.Count - others.Count:N0} of {figures.Incidents.Count:N0} incidents; {figures.Incidents.Count(incident => incident.Reopens > 0):N0} incidents were reopened, {figures.Incidents.Sum(incident => incident.Reopens):N0} times in all."
        );
        if (others.Count > 0)
            text.Table(
                ["incident", "first row", "`reopen_count`", "reopened events"],
                others
                    .Take(Listed)
                    .Select(i => new[] { i.Number, Number(i.Line), Number(i.RecordedReopens), Number(i.Reopens) })
            );
    }

    private static void Transitions(MarkdownText text, Figures figures)
    {
        text.Heading("Illegal transitions");
        text.Line(
            $"{figures.Illegal.Count:N0} of {figures.Transitions:N0} transitions are made by no trigger of the workflow. The ticket is taken to the recorded state by an import, or stays where it is when the workflow has no such state. A first row's state is reached from the workflow's first."
        );
        if (figures.Illegal.Count > 0)
            text.Table(
                ["from", "to", "count", "of which the first row"],
                figures
                    .Illegal.GroupBy(move => (move.From, move.To))
                    .OrderByDescending(moves => moves.Count())
                    .ThenBy(moves => moves.Key)
                    .Select(moves =>
                        new[]
                        {
                            moves.Key.From,
                            moves.Key.To,
                            Number(moves.Count()),
                            Number(moves.Count(move => move.IsFirst)),
                        }
                    ),
                numbers: 2
            );
        if (figures.Refused.Count > 0)
            text.Line(
                $"Commands the policy refused: {string.Join(", ", figures.Refused.CountBy(r => $"{r.Command} ({r.Code})").OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value}×"))}."
            );
    }

    private static void Verdicts(MarkdownText text, Figures figures)
    {
        text.Heading("Resolution under the policy");
        var resolved = figures.Incidents.Count(incident => incident.Elapsed is not null);
        text.Line(
            $"{resolved:N0} incidents end resolved. An incident counts as resolved when it last came into such a state: to the minute what `resolved_at` says in {figures.SameResolution:N0} of the {resolved - figures.NoResolution:N0} incidents that have one."
        );
        text.Plain("Medians, and the verdict on the last promise of a resolution; `made_sla` is that of the last row.");
        text.Table(
            [
                "priority",
                "incidents",
                "resolved",
                "median elapsed",
                "median in business hours",
                "met",
                "breached",
                "other or none",
                "verdict agrees with `made_sla`",
            ],
            figures.Priorities.Select(priority =>
            {
                var all = figures.Incidents.Where(incident => incident.Priority == priority).ToList();
                var (met, breached) = (
                    all.Count(i => i.Verdict == PromiseStatus.Met),
                    all.Count(i => i.Verdict == PromiseStatus.Breached)
                );
                var agree = all.Count(i => i.Verdict == (i.Made ? PromiseStatus.Met : PromiseStatus.Breached));
                return new[]
                {
                    priority,
                    Number(all.Count),
                    Number(all.Count(incident => incident.Elapsed is not null)),
                    Measure.Elapsed.Text(Median(all.Select(Measure.Elapsed.Of))),
                    Measure.Business.Text(Median(all.Select(Measure.Business.Of))),
                    Number(met),
                    Number(breached),
                    Number(all.Count - met - breached),
                    Percent((double)agree / all.Count),
                };
            }),
            numbers: 8
        );
    }

    private static void Targets(MarkdownText text, Figures figures)
    {
        text.Heading("Targets that come closest to `made_sla`");
        text.Plain(
            "For each priority the target, to the minute, for which \"resolved within it\" agrees with `made_sla` most often. Every target in a range agrees with the same incidents. Balanced accuracy is the mean of the shares agreed on among the kept and among the missed; half is chance. The last two columns are the target that is best by that measure."
        );
        text.Line(
            $"From one row to the next the flag turns false {figures.Falls:N0} times, {figures.FallsOnClosing:N0} of them with the row that closes the incident, and true {figures.Rises:N0} times."
        );
        foreach (var measure in Measure.All)
        {
            text.Line($"**{char.ToUpperInvariant(measure.Name[0])}{measure.Name[1..]}**");
            text.Table(
                [
                    "priority",
                    "kept / missed",
                    "always the more frequent",
                    "best target",
                    "accuracy",
                    "balanced",
                    "best balanced target",
                    "balanced",
                ],
                figures
                    .Priorities.Select(priority => Row(priority, figures, measure, priority))
                    .Append(Row("one target for all", figures, measure))
                    .Append(Together(figures, measure)),
                numbers: 7
            );
        }
    }

    private static string[] Row(string name, Figures figures, Measure measure, string? priority = null)
    {
        var sample = figures.Outcomes(priority, measure).ToList();
        if (TargetFit.MostAccurate(sample) is not { } best || TargetFit.MostBalanced(sample) is not { } balanced)
            return [name, "none resolved", "", "", "", "", "", ""];
        return
        [
            name,
            $"{Number(best.Made)} / {Number(best.Count - best.Made)}",
            Percent(best.Majority),
            measure.Text(best),
            Percent(best.Accuracy),
            Percent(best.Balanced),
            measure.Text(balanced),
            Percent(balanced.Balanced),
        ];
    }

    private static string[] Together(Figures figures, Measure measure)
    {
        var fits = figures
            .Priorities.Select(priority => TargetFit.MostAccurate(figures.Outcomes(priority, measure)))
            .OfType<TargetFit>()
            .ToList();
        var sum = TargetFit.Sum(fits);
        return
        [
            "each its own",
            $"{Number(sum.Made)} / {Number(sum.Count - sum.Made)}",
            Percent(sum.Majority),
            "",
            Percent(sum.Accuracy),
            Percent(sum.Balanced),
            "",
            "",
        ];
    }

    private static long? Median(IEnumerable<long?> minutes) =>
        minutes.OfType<long>().Order().ToList() is { Count: > 0 } sorted ? sorted[(sorted.Count - 1) / 2] : null;

    private static string Names(List<string> incidents) =>
        incidents.Count == 0
            ? "none"
            : $"{incidents.Count} ({string.Join(", ", incidents.Take(Listed))}{(incidents.Count > Listed ? ", …" : "")})";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // A mean over two classes says nothing where there is one.
    private static string Percent(double? share) =>
        share is { } known ? (known * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";

    private static double Round(double speed) => Math.Round(speed / 1000) * 1000;
}
