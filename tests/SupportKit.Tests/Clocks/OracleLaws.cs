using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Tests.Clocks;

/// <summary>What is folded command by command is what one finds who works it out from the beginning.</summary>
public class OracleLaws
{
    [Fact]
    public void Every_promise_is_what_a_count_through_the_minutes_finds() =>
        ClockProperty.Holds(Plot.InMinutes, IsAsCounted);

    [Fact]
    [Trait("Category", "Long")]
    public void Every_promise_of_very_many_histories_is_what_a_count_through_the_minutes_finds() =>
        ClockProperty.HoldsForMany(Plot.InMinutes, IsAsCounted);

    [Fact]
    public void What_happens_to_one_metric_never_moves_another() => ClockProperty.Holds(Plot.Any, IsAsAlone);

    [Fact]
    [Trait("Category", "Long")]
    public void What_happens_to_one_metric_moves_no_other_in_very_many_histories() =>
        ClockProperty.HoldsForMany(Plot.Any, IsAsAlone);

    private static bool IsAsCounted(Plot plot)
    {
        var history = new ClockHistory(plot);
        var situations = Situations.Of(history).ToList();
        foreach (var metric in ClockPolicies.Metrics)
        {
            var counted = PromiseOracle.Rounds(metric, situations).ToList();
            var folded = history.Ticket.Promises.Where(promise => promise.Metric == metric).Select(Round.Of).ToList();
            if (!counted.SequenceEqual(folded))
                throw new InvalidOperationException(
                    $"{metric}\ncounted {string.Join("; ", counted)}\nfolded {string.Join("; ", folded)}\n{history}"
                );
        }
        return true;
    }

    // The same history under policies that promise one of the metrics alone.
    private static bool IsAsAlone(Plot plot)
    {
        // A clock set back is taken for the last event's instant, and which one that is depends on all metrics.
        plot = plot with
        {
            Steps = [.. plot.Steps.Select(step => step with { After = Duration.Max(Duration.Zero, step.After) })],
        };
        var metric = ClockPolicies.Metrics[plot.Steps.Length % ClockPolicies.Metrics.Length];
        var alone = new ClockHistory(plot, ClockPolicies.Alone[metric][plot.Desk]);
        return PromisesOf(new ClockHistory(plot), metric).SequenceEqual(PromisesOf(alone, metric));
    }

    private static IEnumerable<string> PromisesOf(ClockHistory history, string metric) =>
        TicketJson
            .Write(history.Ticket with { Promises = [.. history.Ticket.Promises.Where(p => p.Metric == metric)] })
            .Split("\"promises\":")[1..]
            .Select(json => json.Split(",\"signals\"")[0]);
}
