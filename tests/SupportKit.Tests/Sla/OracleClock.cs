using NodaTime;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Tests.Sla;

/// <summary>One round of a metric, counted from its beginning whenever anybody asks.</summary>
internal sealed class OracleClock(Rule<SlaTarget> rule, OpenMinutes hours, Instant start)
{
    private readonly List<(int From, int To)> pauses = [];
    private Instant? standsSince;
    private Instant changedAt = Instant.MinValue;
    private Instant? endedAt;

    // From where it is counted, and what had been used by then; only a change that goes on with the count moves it.
    private (Instant From, Duration Used)? carried;

    // The end a correction left, where the new hours have none until then.
    private Instant least = Instant.MinValue;
    private int warnings;
    private (Instant Due, List<Instant> Warnings)? counted;

    public Rule<SlaTarget> Rule { get; private set; } = rule;

    public bool Halted { get; set; }

    public PromiseStatus Status { get; private set; } = PromiseStatus.Running;

    public bool IsActive => endedAt is null;

    public Round ToRound() =>
        new(Rule.Id, start, Due, string.Join(' ', Warnings.Skip(warnings)), Status, endedAt ?? standsSince);

    public void Settle(Instant now)
    {
        // While it stands still nothing comes due, but what was over before it stood.
        if (standsSince is { } since && Due >= since)
            return;
        while (warnings < Rule.Then.Warnings.Length && Warnings[warnings] <= now)
            warnings++;
        if (Due < now)
            End(PromiseStatus.Breached, BrokenAt);
    }

    // From the first instant after its end, but never before it last went on or changed.
    private Instant BrokenAt =>
        new[]
        {
            Due.PlusTicks(10),
            changedAt,
            pauses.Count > 0 ? OpenMinutes.At(pauses[^1].To) : Instant.MinValue,
        }.Max();

    public void End(PromiseStatus status, Instant now)
    {
        Stand(false, now);
        (Status, endedAt) = (status, now);
        warnings = Math.Max(warnings, Warnings.Count(warning => warning <= now));
    }

    public void Stand(bool stands, Instant now)
    {
        if (stands)
        {
            standsSince ??= now;
        }
        else if (standsSince is { } since)
        {
            pauses.Add((OpenMinutes.Of(since), OpenMinutes.Of(now)));
            standsSince = null;
            Forget();
        }
        Status = stands ? PromiseStatus.Paused : PromiseStatus.Running;
    }

    /// <summary>Whether some of its time was counted under an earlier rule.</summary>
    public bool IsCarried => carried is not null;

    public void Adopt(Rule<SlaTarget> other, OpenMinutes itsHours, OnChange how, decimal grace, Instant now)
    {
        var before = Due;
        if (how == OnChange.FromNow)
        {
            // As if it were promised only now.
            start = now;
            pauses.Clear();
            standsSince = standsSince is null ? null : now;
        }
        var stopped = standsSince ?? now;
        carried =
            how == OnChange.Continue
                ? (stopped, (carried?.Used ?? Duration.Zero) + hours.Between(carried?.From ?? start, stopped, pauses))
                : null;
        (Rule, hours, changedAt, least) = (other, itsHours, now, Instant.MinValue);
        Forget();
        if (how != OnChange.FromNow)
            Leave(grace, before, stopped);
        // Of those that are in the past now, one is given.
        warnings = Math.Max(0, Warnings.Count(warning => warning <= stopped) - 1);
    }

    // At least a share of the new time, and no more than there was.
    private void Leave(decimal grace, Instant before, Instant stopped)
    {
        var whole = hours.Between(start, Unpaused, []);
        var end = Instant.Min(before, hours.Walk(stopped, whole * (double)grace, []));
        if (grace == 0 || whole == Duration.Zero || Due >= end)
            return;
        var left = hours.Between(stopped, end, []);
        carried = (stopped, whole - left);
        least = left == Duration.Zero ? end : Instant.MinValue;
        Forget();
    }

    // Counted from the beginning, and once more after each pause and each change.
    private Instant Due => Counted.Due;

    private List<Instant> Warnings => Counted.Warnings;

    private (Instant Due, List<Instant> Warnings) Counted => counted ??= Count();

    private void Forget() => counted = null;

    private (Instant Due, List<Instant> Warnings) Count()
    {
        var unpaused = Unpaused;
        var whole = hours.Between(start, unpaused, []);
        var warned = Rule.Then.Warnings.Select(warning => Reached(Amount(warning, whole), Instant.MinValue));
        return (SkipPauses(Instant.Max(Reached(whole, unpaused), least)), [.. warned.Order()]);
    }

    // By when it would be due had it never stood still.
    private Instant Unpaused =>
        Rule.Then.Within.BusinessDays > 0
            ? hours.AddDays(start, Rule.Then.Within.BusinessDays, Rule.Then.Within.DayRule)
            : hours.Walk(start, Rule.Then.Within.Length, []);

    private static Duration Amount(SlaWarning warning, Duration whole) =>
        warning.Share is { } share ? whole * (double)share
        : warning.Left < whole ? whole - warning.Left
        : Duration.Zero;

    private Instant Reached(Duration time, Instant earliest)
    {
        var at = carried is { } known
            ? hours.Walk(known.From, time > known.Used ? time - known.Used : Duration.Zero, pauses)
            : Instant.Max(earliest, hours.Walk(start, time, pauses));
        return SkipPauses(at);
    }

    // What falls where it stood still falls where it went on.
    private Instant SkipPauses(Instant at)
    {
        foreach (var (from, to) in pauses)
            at = OpenMinutes.At(from) <= at && at < OpenMinutes.At(to) ? OpenMinutes.At(to) : at;
        return at;
    }
}
