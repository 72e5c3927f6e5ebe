using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Cli;

/// <summary>A target for one priority by one clock, fitted to one half of the tickets and held against the other. Immutable.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Fit">The targets that agree best on the half they are fitted to.</param>
/// <param name="Target">The one that people would write, which is held against the other half; null for "nothing is kept".</param>
/// <param name="Held">How it agrees on the other half.</param>
internal sealed record FittedTarget(FitClock Clock, TargetFit Fit, Duration? Target, Agreement Held);

/// <summary>How often a target and a flag agree. Immutable.</summary>
/// <param name="BothKept">Kept by both.</param>
/// <param name="OnlyFlag">Kept by the flag alone.</param>
/// <param name="OnlyTarget">Kept by the target alone.</param>
/// <param name="BothBroken">Broken by both.</param>
internal readonly record struct Agreement(int BothKept, int OnlyFlag, int OnlyTarget, int BothBroken)
{
    public int Agreed => BothKept + BothBroken;

    public int Count => Agreed + OnlyFlag + OnlyTarget;

    public Agreement Plus(Agreement other) =>
        new(
            BothKept + other.BothKept,
            OnlyFlag + other.OnlyFlag,
            OnlyTarget + other.OnlyTarget,
            BothBroken + other.BothBroken
        );

    public static Agreement Of(IEnumerable<FitTicket> tickets, Func<FitTicket, bool> isKept)
    {
        var sum = new Agreement();
        foreach (var ticket in tickets)
            sum = sum.Plus(
                (ticket.IsKept, isKept(ticket)) switch
                {
                    (true, true) => new(1, 0, 0, 0),
                    (true, false) => new(0, 1, 0, 0),
                    (false, true) => new(0, 0, 1, 0),
                    _ => new(0, 0, 0, 1),
                }
            );
        return sum;
    }
}

/// <summary>What was found for one priority. Immutable.</summary>
/// <param name="Priority">The priority.</param>
/// <param name="ByClock">The best target by each clock.</param>
/// <param name="Best">The one that agrees best on the half they are fitted to; of equals the first.</param>
/// <param name="MoreFrequent">How "always what is more frequent" agrees on the half held out, told by the other half.</param>
/// <param name="Fails">The first tickets of the half held out on which the best one does not agree.</param>
internal sealed record PriorityFit(
    string Priority,
    ImmutableArray<FittedTarget> ByClock,
    FittedTarget Best,
    Agreement MoreFrequent,
    ImmutableArray<(FitTicket Ticket, Duration Time)> Fails
)
{
    private const int MostFails = 5;

    /// <summary>Looks for the best target of each priority.</summary>
    public static ImmutableArray<PriorityFit> All(FitSample sample, ImmutableArray<FitClock> clocks) =>
        [
            .. sample
                .Tickets.GroupBy(ticket => ticket.Priority)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Of(group.Key, [.. group], clocks)),
        ];

    private static PriorityFit Of(string priority, FitTicket[] tickets, ImmutableArray<FitClock> clocks)
    {
        var fitted = tickets.Where(ticket => !ticket.IsHeldOut).ToArray();
        var held = tickets.Where(ticket => ticket.IsHeldOut).ToArray();
        var byClock = ImmutableArray.CreateBuilder<FittedTarget>(clocks.Length);
        for (var i = 0; i < clocks.Length; i++)
        {
            var at = i;
            var fit = TargetFit.Best(
                [.. fitted.Select(ticket => ticket.Times[at])],
                [.. fitted.Select(ticket => ticket.IsKept)]
            );
            var target = fit.Written(clocks[i].Calendar is null);
            byClock.Add(
                new FittedTarget(
                    clocks[i],
                    fit,
                    target,
                    Agreement.Of(held, ticket => TargetFit.IsKept(ticket.Times[at], target))
                )
            );
        }
        var best = byClock.MaxBy(one => one.Fit.Agreed)!;
        var clock = byClock.IndexOf(best);
        var isUsuallyKept = 2 * fitted.Count(ticket => ticket.IsKept) > fitted.Length;
        return new PriorityFit(
            priority,
            byClock.ToImmutable(),
            best,
            Agreement.Of(held, _ => isUsuallyKept),
            [
                .. held.Where(ticket => ticket.IsKept != TargetFit.IsKept(ticket.Times[clock], best.Target))
                    .Take(MostFails)
                    .Select(ticket => (ticket, ticket.Times[clock])),
            ]
        );
    }
}
