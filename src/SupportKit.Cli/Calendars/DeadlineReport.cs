using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace SupportKit.Cli;

/// <summary>Writes by when something is due, and how that was counted.</summary>
internal static class DeadlineReport
{
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture(
        "ddd uuuu-MM-dd HH:mm"
    );

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static void WriteText(IReadOnlyList<Deadline> deadlines, Policy policy, Screen screen)
    {
        var zone = policy.TimeZone;
        foreach (var deadline in deadlines)
        {
            if (deadline.Promise is not { } promise)
            {
                screen.Line(
                    (deadline.Metric, Ink.Strong),
                    (": nothing is promised, because no rule holds for what is known", Ink.Faint)
                );
                continue;
            }
            screen.Line(
                (deadline.Metric, Ink.Strong),
                ($": due {At(promise.Due, zone)}", Ink.Good),
                (
                    $", which is {promise.Within} from {At(promise.StartedAt, zone)}, by rule \"{promise.Rule}\"",
                    Ink.Plain
                )
            );
            var counted = Duration.Zero;
            foreach (var step in deadline.Steps)
            {
                if (step.Kind == DeadlineStepKind.Counted)
                    counted += step.Span.Duration;
                screen.Line(
                    (
                        $"  {Word(step.Kind), -8}{Span(step.Span, zone)}{Beside(step, counted)}",
                        step.Kind == DeadlineStepKind.Counted ? Ink.Plain : Ink.Faint
                    )
                );
            }
            if (promise.Earliest is { } earliest)
                screen.Line($"  not usually before {At(earliest, zone)}");
            foreach (var warning in promise.Warnings)
                screen.Line($"  warned  {At(warning, zone)}");
        }
        screen.Line(($"Times are those of {zone.Id}; time-zone data {policy.TimeZoneData}.", Ink.Faint));
    }

    public static string Json(IReadOnlyList<Deadline> deadlines, Policy policy) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("timeZone", policy.TimeZone.Id);
                    writer.WriteString("timeZoneData", policy.TimeZoneData);
                    writer.List(
                        "deadlines",
                        deadlines,
                        deadline => writer.Object(null, () => Write(writer, deadline, policy.TimeZone))
                    );
                }
            )
        );

    private static void Write(System.Text.Json.Utf8JsonWriter writer, Deadline deadline, DateTimeZone zone)
    {
        writer.WriteString("metric", deadline.Metric);
        if (deadline.Promise is not { } promise)
        {
            writer.WriteNull("due");
            return;
        }
        writer.WriteString("due", InstantText.Write(promise.Due, zone));
        writer.WriteString("from", InstantText.Write(promise.StartedAt, zone));
        writer.WriteString("within", promise.Within.ToString());
        writer.WriteString("rule", promise.Rule);
        writer.List("warnings", promise.Warnings, at => writer.WriteStringValue(InstantText.Write(at, zone)));
        writer.List(
            "steps",
            deadline.Steps,
            step =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("kind", Word(step.Kind));
                        writer.WriteString("from", InstantText.Write(step.Span.Start, zone));
                        writer.WriteString("to", InstantText.Write(step.Span.End, zone));
                        if (!step.Holidays.IsEmpty)
                            writer.List("holidays", step.Holidays, writer.WriteStringValue);
                    }
                )
        );
    }

    private static string Word(DeadlineStepKind kind) => kind.ToString().ToLowerInvariant();

    private static string Beside(DeadlineStep step, Duration counted) =>
        step.Kind == DeadlineStepKind.Counted ? $"  {Length(step.Span.Duration)}, {Length(counted)} in all"
        : step.Holidays.IsEmpty ? ""
        : $"  {string.Join(", ", step.Holidays.Distinct())}";

    private static string Span(Interval span, DateTimeZone zone)
    {
        var (from, to) = (span.Start.InZone(zone).LocalDateTime, span.End.InZone(zone).LocalDateTime);
        return from.Date == to.Date
            ? $"{Moment.Format(from)} to {Clock.Format(to.TimeOfDay)}"
            : $"{Moment.Format(from)} to {Moment.Format(to)}";
    }

    private static string At(Instant at, DateTimeZone zone) => Moment.Format(at.InZone(zone).LocalDateTime);

    private static string Length(Duration span)
    {
        var (hours, minutes) = ((long)span.TotalHours, span.Minutes);
        return (hours, minutes, span.Seconds) switch
        {
            (0, 0, var seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
            (0, _, _) => string.Create(CultureInfo.InvariantCulture, $"{minutes}m"),
            (_, 0, _) => string.Create(CultureInfo.InvariantCulture, $"{hours}h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{hours}h {minutes}m"),
        };
    }
}
