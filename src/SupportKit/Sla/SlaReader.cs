using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;
using SupportKit.Tickets;

namespace SupportKit.Sla;

/// <summary>Reads <c>metrics</c> and <c>sla</c>.</summary>
internal static class SlaReader
{
    private static readonly Dictionary<string, BusinessDayRule> DayRules = new()
    {
        ["same-time"] = BusinessDayRule.SameLocalTime,
        ["end-of-day"] = BusinessDayRule.EndOfDay,
    };

    private static readonly Dictionary<string, PromiseKind> Kinds = new()
    {
        ["committed"] = PromiseKind.Committed,
        ["typical"] = PromiseKind.Typical,
    };

    /// <summary>Reads <c>sla</c>: a list of rules, each with its metric, its time and how firmly it is promised.</summary>
    public static SlaRules Read(
        ObjectReader policy,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        RequesterCalendars requesters,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        var metrics = MetricReader.Read(policy, problems);
        var known = metrics.Select(metric => metric.Id).ToHashSet(StringComparer.Ordinal);
        var rules = RuleSetReader.Read(
            "sla",
            policy.ItemsOf("sla"),
            conditions,
            problems,
            rule => ReadTarget(rule, known, calendars, conditions, problems)
        );
        var targets =
            from rule in rules.Rules
            group rule by rule.Then.Metric into metric
            orderby metric.Key
            select new RuleSet<SlaTarget>(metric.Key, [.. metric]);
        return new SlaRules(calendars, requesters, metrics, [.. targets]);
    }

    private static SlaTarget ReadTarget(
        ObjectReader rule,
        HashSet<string> metrics,
        ImmutableSortedDictionary<string, BusinessCalendar> calendars,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        var metric = rule.RequiredText("metric");
        if (!metrics.Contains(metric))
            problems.Add(
                SupportKitErrors.PolicyMetricUnknown,
                rule.At("metric"),
                $"There is no metric \"{metric}\".",
                $"Use one of: {Spelling.List(metrics)}; or declare it under \"metrics\"."
            );

        var choice = rule.Optional("calendar") is { IsObject: true } chosen
            ? CalendarChoice.Read(chosen, [.. calendars.Keys], conditions, problems)
            : null;
        // Until a fact chooses, any of them stands for all.
        var calendar = choice is null ? rule.OptionalText("calendar") : choice.Calendars.FirstOrDefault() ?? "";
        if (choice is null && calendar is not null && !calendars.ContainsKey(calendar))
            problems.Add(
                SupportKitErrors.PolicyCalendarUnknown,
                rule.At("calendar"),
                $"There is no calendar \"{calendar}\".",
                $"Declare it under \"calendars\"{problems.OrWrite(calendar, calendars.Keys)}."
            );

        var dayRule = rule.OptionalChoice("endsAt", DayRules, BusinessDayRule.SameLocalTime);
        var within = rule.RequiredText("within");
        if (!SlaDuration.TryCreate(within, calendar, dayRule, out var time))
            problems.Add(
                SupportKitErrors.PolicyTimeUnreadable,
                rule.At("within"),
                $"\"{within}\" is not a time to promise.",
                "Write 30m, 4h, 2d, or 1bd with a \"calendar\"; at most ten years."
            );

        return new SlaTarget(
            metric,
            time ?? SlaDuration.Parse("1h"),
            rule.OptionalChoice("kind", Kinds, PromiseKind.Committed),
            ReadWarnings(rule, time, problems),
            ReadEarliest(rule, calendar, problems),
            rule.OptionalLocalized("note")
        )
        {
            ChosenBy = choice,
        };
    }

    private static SlaDuration? ReadEarliest(ObjectReader rule, string? calendar, ProblemList problems)
    {
        if (rule.OptionalText("earliest") is not { } amount)
            return null;
        if (!SlaDuration.TryCreate(amount, calendar, BusinessDayRule.SameLocalTime, out var time))
            problems.Add(
                SupportKitErrors.PolicyTimeUnreadable,
                rule.At("earliest"),
                $"\"{amount}\" is not a valid earliest time.",
                "Write 30m, 4h, 2d, or 1bd with a \"calendar\"; it is counted as \"within\" is."
            );
        return time;
    }

    // One warning, or a list of them.
    private static ImmutableArray<SlaWarning> ReadWarnings(ObjectReader rule, SlaDuration? within, ProblemList problems)
    {
        var warnings = ImmutableArray.CreateBuilder<SlaWarning>();
        foreach (var text in rule.TextOrTextsOf("warnAt"))
        {
            if (!SlaWarning.TryParse(text, out var warning))
                problems.Add(
                    SupportKitErrors.PolicyWarningUnreadable,
                    rule.At("warnAt", text),
                    $"\"{text}\" is not a valid time for a warning.",
                    "Write a percentage above 0% and below 100%, such as \"75%\", or a time before the end, such as \"30m before\"."
                );
            else if (within is { BusinessDays: 0 } && warning.Left >= within.Length)
                problems.Add(
                    SupportKitErrors.PolicyWarningTooEarly,
                    rule.At("warnAt", text),
                    $"A warning {text} the end would come before the promise: it gives {within}.",
                    "Warn less long before, or give a percentage."
                );
            else
                warnings.Add(warning);
        }
        return warnings.ToImmutable();
    }
}
