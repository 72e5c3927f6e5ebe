using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Reading;
using SupportKit.Rules;
using SupportKit.Texts;

namespace SupportKit.Sla;

/// <summary>
/// What is promised to whom: one rule set per metric, and the calendars they count in. A request that no rule of a
/// metric selects has no promise of it: no entitlement, no promise. Immutable.
/// </summary>
/// <param name="Calendars">The policy's calendars by id.</param>
/// <param name="Targets">For each metric that is promised at all, its rules.</param>
public sealed record SlaRules(
    ImmutableSortedDictionary<string, BusinessCalendar> Calendars,
    ImmutableArray<RuleSet<PromiseTarget>> Targets
)
{
    /// <summary>The calendar a promise is counted in; null for elapsed time.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such calendar; its reader refuses such a policy.</exception>
    public BusinessCalendar? CalendarOf(PromisedTime time) => time.Calendar is null ? null : Calendars[time.Calendar];

    /// <summary>What the person is told beside a promise; null for nothing, or when the rule is no more.</summary>
    public LocalizedText? NoteOf(Promise promise) =>
        Targets
            .FirstOrDefault(targets => targets.Name == promise.Metric)
            ?.Rules.FirstOrDefault(rule => rule.Id == promise.Rule)
            ?.Then.Note;

    /// <summary>The promise a rule makes at an instant.</summary>
    public Promise Make(Rule<PromiseTarget> rule, Instant now)
    {
        var target = rule.Then;
        var calendar = CalendarOf(target.Within);
        var due = target.Within.From(now, calendar);
        Instant? warning = target.WarnAt is { } share
            ? Add(calendar, now, Share(Measure(calendar, now, due), share))
            : null;
        return new Promise(
            rule.Id,
            target.Metric.Id,
            target.Kind,
            target.Within,
            now,
            due,
            warning,
            target.NotBefore?.From(now, calendar),
            PromiseStatus.Running,
            null
        );
    }

    /// <summary>
    /// Where the instants of a paused promise fall when its clock goes on: the time that was left when the pause began
    /// is left now. By the law <c>Add(Add(t, a), b) = Add(t, a + b)</c>, cutting one pause in two changes nothing.
    /// </summary>
    public (Instant Due, Instant? WarnAt) Resume(Promise paused, Instant now)
    {
        var calendar = CalendarOf(paused.Within);
        return (Shift(paused.Due), paused.WarnAt is { } warning ? Shift(warning) : null);

        Instant Shift(Instant planned)
        {
            var left = Measure(calendar, paused.StoppedAt!.Value, planned);
            return left > Duration.Zero ? Add(calendar, now, left) : now;
        }
    }

    private static Instant Add(BusinessCalendar? calendar, Instant start, Duration time) =>
        calendar is null ? start + time : calendar.Add(start, time);

    private static Duration Measure(BusinessCalendar? calendar, Instant from, Instant to) =>
        calendar is null ? to - from : calendar.Between(from, to);

    // To whole microseconds, because that is all a store keeps.
    private static Duration Share(Duration whole, decimal share) =>
        Duration.FromTicks((long)(whole.BclCompatibleTicks * share) / 10 * 10);

    /// <summary>Reads <c>sla</c>: a list of rules, each with its metric, its time and how firmly it is promised.</summary>
    internal static SlaRules Read(
        IEnumerable<SourceNode> items,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        var rules = RuleSet<PromiseTarget>.Read(
            "sla",
            items,
            conditions,
            problems,
            rule => ReadTarget(rule, calendars, problems)
        );
        var targets =
            from rule in rules.Rules
            group rule by rule.Then.Metric.Id into metric
            orderby metric.Key
            select new RuleSet<PromiseTarget>(metric.Key, [.. metric]);
        return new SlaRules(calendars, [.. targets]);
    }

    private static PromiseTarget ReadTarget(
        ObjectReader rule,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        ProblemList problems
    )
    {
        var metricId = rule.RequiredText("metric");
        var metric = Metric.Find(metricId);
        if (metric is null)
            problems.Add(
                "policy.metric_unknown",
                rule.Node,
                $"There is no metric \"{metricId}\".",
                $"Use one of: {string.Join(", ", Metric.All.Select(known => known.Id))}."
            );

        var calendar = rule.OptionalText("calendar");
        if (calendar is not null && !calendars.ContainsKey(calendar))
            problems.Add(
                "policy.calendar_unknown",
                rule.Node,
                $"There is no calendar \"{calendar}\".",
                $"Declare it under \"calendars\", or write \"{Spelling.Nearest(calendar, calendars.Keys)}\" if that was meant."
            );

        var within = rule.RequiredText("within");
        var ends = rule.OptionalText("ends") ?? "same-time";
        var dayRule = ends == "end-of-day" ? BusinessDayRule.EndOfDay : BusinessDayRule.SameLocalTime;
        if (ends is not ("same-time" or "end-of-day"))
            problems.Add(
                "policy.value_unknown",
                rule.Node,
                $"\"ends\" is never \"{ends}\".",
                "Use same-time or end-of-day."
            );
        var time = PromisedTime.TryCreate(within, calendar, dayRule);
        if (time is null)
            problems.Add(
                "policy.time_unreadable",
                rule.Node,
                $"\"{within}\" is not a time to promise.",
                "Write 30m, 4h, 2d, or 1bd with a \"calendar\"; at most ten years."
            );

        var kind = rule.OptionalText("kind") ?? "committed";
        if (kind is not ("committed" or "typical"))
            problems.Add(
                "policy.value_unknown",
                rule.Node,
                $"\"kind\" is never \"{kind}\".",
                "Use committed or typical."
            );
        return new PromiseTarget(
            metric ?? Metric.Resolution,
            time ?? PromisedTime.TryCreate("1h", null)!,
            kind == "typical" ? PromiseKind.Typical : PromiseKind.Committed,
            ReadShare(rule.OptionalText("warnAt"), rule.Node, problems),
            ReadEarliest(rule, calendar, problems),
            rule.OptionalLocalized("note")
        );
    }

    private static PromisedTime? ReadEarliest(ObjectReader rule, string? calendar, ProblemList problems)
    {
        if (rule.OptionalText("notBefore") is not { } amount)
            return null;
        var time = PromisedTime.TryCreate(amount, calendar);
        if (time is null)
            problems.Add(
                "policy.time_unreadable",
                rule.Node,
                $"\"{amount}\" is no earliest time.",
                "Write 30m, 4h, 2d, or 1bd with a \"calendar\"; it is counted as \"within\" is."
            );
        return time;
    }

    private static decimal? ReadShare(string? text, SourceNode rule, ProblemList problems)
    {
        if (text is null)
            return null;
        if (
            text.EndsWith('%')
            && decimal.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var percent
            )
            && percent is > 0 and < 100
        )
            return percent / 100;
        problems.Add(
            "policy.warning_unreadable",
            rule,
            $"\"{text}\" is no share of the promised time.",
            "Write a percentage above 0% and below 100%, such as \"75%\"."
        );
        return null;
    }
}
