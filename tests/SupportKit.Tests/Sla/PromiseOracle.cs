using NodaTime;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Tests.Sla;

/// <summary>What a promise came to.</summary>
internal sealed record Round(
    string Rule,
    Instant Start,
    Instant Due,
    string Warnings,
    PromiseStatus Status,
    Instant? StoppedAt
)
{
    public static Round Of(SlaPromise promise) =>
        new(
            promise.Rule,
            promise.StartedAt,
            promise.Due,
            string.Join(' ', promise.Warnings),
            promise.Status,
            promise.StoppedAt
        );
}

/// <summary>
/// Works out the promises of one metric from situations alone. It keeps no planned instants: whenever it needs one, it
/// counts through the minutes from the beginning.
/// </summary>
internal sealed class PromiseOracle(string id)
{
    private readonly List<OracleClock> clocks = [];

    public static IEnumerable<Round> Rounds(string metric, IEnumerable<Situation> situations)
    {
        var oracle = new PromiseOracle(metric);
        Situation? before = null;
        foreach (var now in situations)
        {
            oracle.Follow(now, before);
            before = now;
        }
        return oracle.clocks.Select(clock => clock.ToRound());
    }

    private OracleClock? Active => clocks.LastOrDefault() is { IsActive: true } clock ? clock : null;

    private void Follow(Situation now, Situation? before)
    {
        Active?.Settle(now.At);
        if (now.Policy.Sla.MetricOf(id) is { } metric)
        {
            End(now, metric);
            Change(now, before, metric);
            Start(now, metric);
            Pause(now, metric);
        }
        else if (now.IsOver || now.IsNone || now.Asked)
        {
            Active?.End(PromiseStatus.Canceled, now.At);
        }
        Active?.Settle(now.At);
    }

    private void End(Situation now, Metric metric)
    {
        if (now.IsNone)
            Active?.End(PromiseStatus.Canceled, now.At);
        else if (now.Came(metric.Stop) || now.Came(metric.Restart))
            Active?.End(PromiseStatus.Met, now.At);
        else if (now.IsOver)
            Active?.End(PromiseStatus.Canceled, now.At);
    }

    private void Change(Situation now, Situation? before, Metric metric)
    {
        var how = now.Forced ?? metric.OnChange;
        if (!now.Asked || how == OnChange.Keep || Active is not { } active)
            return;
        if (MatchOf(now) is not { } rule)
            active.End(PromiseStatus.Canceled, now.At);
        else if (!SaysTheSame(rule, active.Rule) || !CountsTheSame(now, before!, rule, active, how))
            active.Adopt(rule, HoursOf(now, rule.Then.Within), how, metric.Grace, now.At);
    }

    // After a move that kept what was promised, a rule of the same name may say something else.
    private static bool SaysTheSame(Rule<SlaTarget> one, Rule<SlaTarget> other) =>
        one.Id == other.Id && one.Then.Within == other.Then.Within && one.Then.Kind == other.Then.Kind;

    // Between two versions, hours and warnings may differ too; and what was once carried over may now be counted anew.
    private static bool CountsTheSame(
        Situation now,
        Situation before,
        Rule<SlaTarget> rule,
        OracleClock active,
        OnChange how
    ) =>
        now.Policy == before.Policy
        || (
            (!active.IsCarried || how == OnChange.Continue)
            && rule.Then.Warnings.SequenceEqual(active.Rule.Then.Warnings)
            && HoursText(now, rule) == HoursText(before, rule)
        );

    private static string? HoursText(Situation at, Rule<SlaTarget> rule) =>
        at.Policy.Sla.CalendarOf(rule.Then.Within)?.ToJson();

    private void Start(Situation now, Metric metric)
    {
        if (Active is not null || now.IsOver || now.IsNone)
            return;
        var starts =
            now.Came(metric.Start)
            || (now.Came(metric.Restart) && clocks.Count > 0)
            || (now.Asked && IsOwed(now, metric));
        if (starts && MatchOf(now) is { } rule)
            clocks.Add(new OracleClock(rule, HoursOf(now, rule.Then.Within), now.At));
    }

    // It ought to have started, and was neither done since nor judged.
    private bool IsOwed(Situation now, Metric metric)
    {
        var starts = metric.Start.Where(now.Last.ContainsKey).Select(signal => now.Last[signal]).ToList();
        return clocks.All(clock => clock != clocks[^1] || clock.Status == PromiseStatus.Canceled)
            && starts.Count > 0
            && !metric.Stop.Any(signal => now.Last.TryGetValue(signal, out var done) && done >= starts.Max());
    }

    private void Pause(Situation now, Metric metric)
    {
        if (Active is not { } active)
            return;
        active.Halted = (active.Halted || now.Came(metric.PauseOn)) && !now.Came(metric.ResumeOn);
        active.Stand(active.Halted || metric.PauseIn.Contains(now.Category), now.At);
    }

    private Rule<SlaTarget>? MatchOf(Situation now) => now.Policy.Sla.TargetsOf(id)?.Match(now.Facts);

    private static OpenMinutes HoursOf(Situation now, SlaDuration time) =>
        OpenMinutes.Of(time.Calendar is null ? null : now.Policy.Sla.Calendars[time.Calendar]);
}
