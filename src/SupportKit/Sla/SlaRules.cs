using System.Collections.Immutable;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Sla;

/// <summary>
/// What is promised to whom: the metrics, one rule set per metric that is promised at all, and the calendars they count
/// in. A request that no rule of a metric selects has no promise of it: no entitlement, no promise. Immutable.
/// </summary>
/// <param name="Calendars">The policy's calendars by id.</param>
/// <param name="Requesters">Those of them that are in the zone of whoever asks.</param>
/// <param name="Metrics">All metrics, in the ordinal order of their ids.</param>
/// <param name="Targets">For each metric that is promised at all, its rules.</param>
internal sealed record SlaRules(
    ImmutableSortedDictionary<string, BusinessCalendar> Calendars,
    RequesterCalendars Requesters,
    ImmutableArray<Metric> Metrics,
    ImmutableArray<RuleSet<SlaTarget>> Targets
)
{
    /// <summary>The version of the tz database that the calendars were read with.</summary>
    public string TimeZoneData { get; } = BusinessTime.TimeZoneData.Version;

    /// <summary>The version of the tz database that such a time is counted with; null for elapsed time.</summary>
    public string? TimeZoneDataOf(SlaDuration time) => CalendarOf(time) is null ? null : TimeZoneData;

    /// <summary>Whether a promise that may still be kept was counted with another version of the tz database.</summary>
    public bool IsOfOtherTimeZoneData(SlaPromise promise) =>
        promise.IsActive && TimeZoneDataOf(promise.Within) is { } data && promise.TimeZoneData != data;

    /// <summary>
    /// The calendar a promise is counted in; null for elapsed time, in which is counted, too, what was promised in a
    /// calendar that a newer version of the policy has dropped.
    /// </summary>
    public BusinessCalendar? CalendarOf(SlaDuration time) =>
        time.Calendar is { } name ? Calendars.GetValueOrDefault(name) ?? Requesters.Find(name) : null;

    /// <summary>The metric of that name; null when the policy has none.</summary>
    public Metric? MetricOf(string id) => Metrics.FirstOrDefault(metric => metric.Id == id);

    /// <summary>The rules of a metric; null when the policy promises nothing of it.</summary>
    public RuleSet<SlaTarget>? TargetsOf(string metric) => Targets.FirstOrDefault(targets => targets.Name == metric);

    /// <summary>The rule of a metric that applies, in the calendar that the facts and the requester's zone choose; null when none does.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="zone">The requester's own time zone; null when it is not known.</param>
    public Rule<SlaTarget>? Match(string metric, FactSet facts, string? zone)
    {
        if (TargetsOf(metric)?.Match(facts) is not { } rule)
            return null;
        var target = rule.Then;
        if ((target.ChosenBy?.Of(facts) ?? target.Within.Calendar) is not { } chosen)
            return rule;
        var calendar = Requesters.NameOf(chosen, zone);
        return calendar == target.Within.Calendar
            ? rule
            : rule with
            {
                Then = target with { Within = target.Within.In(calendar), NotBefore = target.NotBefore?.In(calendar) },
            };
    }

    /// <summary>The note shown with a promise; null when there is none or the rule no longer exists.</summary>
    public LocalizedText? NoteOf(SlaPromise promise) =>
        TargetsOf(promise.Metric)?.Rules.FirstOrDefault(rule => rule.Id == promise.Rule)?.Then.Note;

    /// <summary>The promise a rule makes when its time starts at an instant.</summary>
    public SlaPromise CreatePromise(Rule<SlaTarget> rule, Instant start)
    {
        var target = rule.Then;
        var calendar = CalendarOf(target.Within);
        var due = target.Within.From(start, calendar);
        var whole = RunningTime.Measure(calendar, start, due);
        return new SlaPromise(
            rule.Id,
            target.Metric,
            target.Kind,
            target.Within,
            start,
            due,
            [.. target.Warnings.Select(warning => RunningTime.Add(calendar, start, warning.After(whole))).Order()],
            target.NotBefore?.From(start, calendar),
            PromiseStatus.Running,
            null
        )
        {
            Pauses = [],
            TimeZoneData = TimeZoneDataOf(target.Within),
        };
    }

    /// <summary>
    /// Where the instants of a paused promise fall when its clock goes on: the time that was left when the pause began
    /// is left now. Cutting one pause in two changes nothing, and no pause brings an instant forward.
    /// </summary>
    public (Instant Due, ImmutableArray<Instant> Warnings) Resume(SlaPromise paused, Instant now)
    {
        var calendar = CalendarOf(paused.Within);
        return (Shift(paused.Due), [.. paused.Warnings.Select(Shift)]);

        Instant Shift(Instant planned)
        {
            var left = RunningTime.Measure(calendar, paused.StoppedAt!.Value, planned);
            return Instant.Max(planned, left > Duration.Zero ? RunningTime.Add(calendar, now, left) : now);
        }
    }

    /// <summary>
    /// How a promise without a verdict continues under another rule once what it was made on is corrected. Where the new rule's time is used
    /// up, or nearly, its metric's grace is left, but no more than was left before: what nobody could have known does not break it.
    /// </summary>
    public SlaPromise Correct(SlaPromise promise, SlaRules before, Rule<SlaTarget> rule, OnChange how, Instant now)
    {
        var changed = Recalculate(promise, before, rule, how, now);
        if (how == OnChange.FromNow)
            return changed;
        var left = Grant(promise, changed, rule.Then.Warnings, now);
        return left with { Warnings = Future(left.Warnings, promise.StoppedAt ?? now) };
    }

    // What remains of the grace counts as if the rest of the new time had been used, so that later pauses and changes find it so.
    private SlaPromise Grant(SlaPromise before, SlaPromise changed, ImmutableArray<SlaWarning> warnings, Instant now)
    {
        var share = MetricOf(changed.Metric)?.Grace ?? 0;
        var from = before.StoppedAt ?? now;
        var calendar = CalendarOf(changed.Within);
        var whole = WholeOf(changed);
        var grace = Duration.FromTicks((long)(whole.BclCompatibleTicks * share) / 10 * 10);
        var end = Instant.Min(before.Due, RunningTime.Add(calendar, from, grace));
        if (grace == Duration.Zero || changed.Due >= end)
            return changed;
        var left = RunningTime.Measure(calendar, from, end);
        var counted = Count(changed with { Elapsed = new ElapsedTime(from, whole - left) }, warnings, now);
        // While the new calendar is closed until the old end, no time of it is left, but the old end is.
        return left > Duration.Zero ? counted : counted with { Due = end };
    }

    /// <summary>
    /// How a promise without a verdict continues under another rule. Pauses already taken are kept; due
    /// instants may move into the past, which breaks the promise.
    /// </summary>
    /// <param name="promise">The promise as it stands.</param>
    /// <param name="before">The policy's rules under which it has been counted so far.</param>
    /// <param name="rule">The rule that now applies.</param>
    /// <param name="how">Continue, recompute or from now; to keep is to change nothing.</param>
    /// <param name="now">When it changes.</param>
    public SlaPromise Recalculate(SlaPromise promise, SlaRules before, Rule<SlaTarget> rule, OnChange how, Instant now)
    {
        if (how == OnChange.FromNow)
            return CreatePromise(rule, now) with
            {
                Status = promise.Status,
                StoppedAt = promise.StoppedAt is null ? null : now,
                IsPausedBySignal = promise.IsPausedBySignal,
            };
        var used =
            how == OnChange.Continue
                ? new ElapsedTime(
                    promise.StoppedAt ?? now,
                    RunningTime.Elapsed(promise, before.CalendarOf(promise.Within), now)
                )
                : null;
        var made = CreatePromise(rule, promise.StartedAt) with
        {
            Status = promise.Status,
            StoppedAt = promise.StoppedAt,
            Pauses = promise.Pauses,
            Elapsed = used,
            IsPausedBySignal = promise.IsPausedBySignal,
        };
        var counted = Count(made, rule.Then.Warnings, now);
        return counted with { Warnings = Future(counted.Warnings, promise.StoppedAt ?? now) };
    }

    /// <summary>
    /// The promise with the instants it has when it is counted from its start with the zones of today; the same promise where they have not
    /// changed. Warnings that were given are not given again.
    /// </summary>
    public SlaPromise Recount(SlaPromise promise, Instant now)
    {
        var rule = TargetsOf(promise.Metric)
            ?.Rules.FirstOrDefault(known =>
                known.Id == promise.Rule
                && (promise.Within.Calendar is { } calendar ? known.Then.Within.In(calendar) : known.Then.Within)
                    == promise.Within
            );
        var counted = Count(
            promise with
            {
                TimeZoneData = TimeZoneDataOf(promise.Within),
            },
            rule?.Then.Warnings ?? [],
            now
        );
        // Where a correction left an end in closed hours, no time of them leads there.
        if (promise.Elapsed is { } used && used.Time >= WholeOf(promise))
            counted = counted with { Due = promise.Due };
        return counted with
        {
            Warnings = rule is null
                ? promise.Warnings
                : counted.Warnings[Math.Max(0, counted.Warnings.Length - promise.Warnings.Length)..],
        };
    }

    private Duration WholeOf(SlaPromise promise)
    {
        var calendar = CalendarOf(promise.Within);
        var end = promise.Within.From(promise.StartedAt, calendar);
        return RunningTime.Measure(calendar, promise.StartedAt, end);
    }

    // Where the instants of a promise fall, without its pauses.
    private SlaPromise Count(SlaPromise promise, ImmutableArray<SlaWarning> warnings, Instant now)
    {
        var calendar = CalendarOf(promise.Within);
        var runs = RunningTime.Runs(promise, now);
        var unpaused = promise.Within.From(promise.StartedAt, calendar);
        var whole = RunningTime.Measure(calendar, promise.StartedAt, unpaused);
        return promise with
        {
            Due = Reach(whole, unpaused),
            Warnings = [.. warnings.Select(w => Reach(w.After(whole), Instant.MinValue)).Order()],
        };

        // Business days that end while it is closed end later than the open time in them does.
        Instant Reach(Duration time, Instant earliest)
        {
            var left = Duration.Max(time - (promise.Elapsed?.Time ?? Duration.Zero), Duration.Zero);
            var reached = RunningTime.Reached(calendar, runs, left);
            return RunningTime.SkipPauses(runs, promise.Elapsed is null ? Instant.Max(earliest, reached) : reached);
        }
    }

    /// <summary>How much of a promise's time has been used by an instant, as its clock counts.</summary>
    public Duration ElapsedBy(SlaPromise promise, Instant at) =>
        RunningTime.Elapsed(promise, CalendarOf(promise.Within), at);

    /// <summary>How much of a promise's time is left at an instant, as its clock counts; zero when none is.</summary>
    public Duration LeftAt(SlaPromise promise, Instant at)
    {
        var from = promise.StoppedAt is { } stopped ? Instant.Min(stopped, at) : at;
        return from >= promise.Due ? Duration.Zero : RunningTime.Measure(CalendarOf(promise.Within), from, promise.Due);
    }

    // If several warnings are now overdue, only the latest is sent.
    private static ImmutableArray<Instant> Future(ImmutableArray<Instant> warnings, Instant reached)
    {
        var past = warnings.Count(warning => warning <= reached);
        return past > 1 ? warnings[(past - 1)..] : warnings;
    }
}
