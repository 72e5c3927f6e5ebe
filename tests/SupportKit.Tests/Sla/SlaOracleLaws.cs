using NodaTime;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;

namespace SupportKit.Tests.Sla;

/// <summary>What is folded command by command is what one finds who works it out from the beginning.</summary>
public class SlaOracleLaws
{
    [Law(15, EndSize = 30)]
    internal bool Every_promise_is_what_a_count_through_the_minutes_finds(PlotInMinutes plot) => IsAsCounted(plot.Plot);

    [Law(100_000, EndSize = 14)]
    [Trait("Category", "Long")]
    internal bool Every_promise_of_very_many_histories_is_what_a_count_through_the_minutes_finds(PlotInMinutes plot) =>
        IsAsCounted(plot.Plot);

    [Law(50, EndSize = 30)]
    internal bool What_happens_to_one_metric_never_moves_another(Plot plot) => IsAsAlone(plot);

    [Law(100_000, EndSize = 14)]
    [Trait("Category", "Long")]
    internal bool What_happens_to_one_metric_moves_no_other_in_very_many_histories(Plot plot) => IsAsAlone(plot);

    private static bool IsAsCounted(Plot plot)
    {
        var history = new SlaHistory(plot);
        var situations = Situations.Of(history).ToList();
        foreach (var metric in SlaPolicies.Metrics)
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
        var metric = SlaPolicies.Metrics[plot.Steps.Length % SlaPolicies.Metrics.Length];
        var alone = new SlaHistory(plot, SlaPolicies.Alone[metric][plot.Desk]);
        return PromisesOf(new SlaHistory(plot), metric).SequenceEqual(PromisesOf(alone, metric));
    }

    private static IEnumerable<string> PromisesOf(SlaHistory history, string metric) =>
        TicketJson
            .Write(history.Ticket with { Promises = [.. history.Ticket.Promises.Where(p => p.Metric == metric)] })
            .Split("\"promises\":")[1..]
            .Select(json => json.Split(",\"signals\"")[0]);
}
