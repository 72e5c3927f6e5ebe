using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>What became of the promises of one metric to one ticket.</summary>
internal enum MetricOutcome
{
    /// <summary>Nothing was promised in this metric.</summary>
    None,

    /// <summary>Canceled, or neither kept nor broken by the end of the log.</summary>
    Open,

    /// <summary>Every promise with a verdict was kept.</summary>
    Kept,

    /// <summary>A promise was broken.</summary>
    Broken,
}

/// <summary>One ticket of a log as a policy left it. Immutable.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Replayed">What the policy made of the ticket.</param>
internal sealed record TicketOutcome(Policy Policy, ReplayedTicket Replayed)
{
    /// <summary>The promise that decides a metric: the first that was broken, else the last; null for none.</summary>
    public SlaPromise? Deciding(string metric)
    {
        SlaPromise? last = null;
        foreach (var promise in Replayed.Ticket?.Promises ?? [])
        {
            if (promise.Metric != metric)
                continue;
            if (promise.Status == PromiseStatus.Breached)
                return promise;
            last = last is { Status: PromiseStatus.Met } && promise.Status != PromiseStatus.Met ? last : promise;
        }
        return last;
    }

    /// <summary>What the deciding promise came to.</summary>
    public MetricOutcome Of(string metric) =>
        Deciding(metric)?.Status switch
        {
            null => MetricOutcome.None,
            PromiseStatus.Met => MetricOutcome.Kept,
            PromiseStatus.Breached => MetricOutcome.Broken,
            _ => MetricOutcome.Open,
        };
}
