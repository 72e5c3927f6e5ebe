using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>
/// Merges that cross, closings and replies, in every order in which their steps can follow one another: each ticket that closed as
/// merged is carried on by one that was open and knows of it.
/// </summary>
public class MergeLaws
{
    public enum Act
    {
        MergeFirst,
        MergeSecond,
        CloseFirst,
        CloseSecond,
        ReplyFirst,
        ReplySecond,
    }

    /// <param name="Acts">What is done side by side.</param>
    /// <param name="Turns">Whose next call to the store goes through, by place among those that wait.</param>
    /// <param name="Deaths">The calls at which the process ends whose turn it is, by their number.</param>
    public sealed record Schedule(Act[] Acts, int[] Turns, int[] Deaths);

    public static Arbitrary<Schedule> Schedules { get; } =
        (
            from acts in Gen.Elements(Enum.GetValues<Act>()).ListOf().Select(list => list.Take(4).ToArray())
            from turns in Gen.Choose(0, 5).ArrayOf(60)
            from deaths in Gen.Choose(0, 20).ListOf().Select(list => list.Take(2).ToArray())
            select new Schedule([Act.MergeFirst, Act.MergeSecond, .. acts], turns, deaths)
        ).ToArbitrary();

    [Law(100, 5_000, Arbitrary = [typeof(MergeLaws)])]
    public async Task Whatever_crosses_a_merge_no_ticket_closes_into_one_that_does_not_carry_it_on(Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var (first, second) = (await life.OpenAsync(), await life.OpenAsync());
        var store = new TurnwiseStore(life.Store);
        var desk = life.NewDesk(store);

        var acts = schedule.Acts.Select(act => AttemptAsync(act)).ToList();
        for (var turn = 0; store.Waiting > 0; turn++)
            store.Go(schedule.Turns[turn % schedule.Turns.Length], dies: schedule.Deaths.Contains(turn));

        await Task.WhenAll(acts);
        await ExpectAsync();
        // Whoever was interrupted calls again: it is done, or it is told why not.
        foreach (var (from, into) in new[] { (first, second), (second, first) })
        {
            var again = await life.Desk.MergeAsync(Key(from), into.Id, Bia);
            if (again is DeskResult.Succeeded)
                Assert.Equal(into.Id, (await life.ReadAsync(from)).MergedInto);
            await ExpectAsync();
        }

        async Task AttemptAsync(Act act)
        {
            try
            {
                _ = await (
                    act switch
                    {
                        Act.MergeFirst => desk.MergeAsync(Key(first), second.Id, Bia),
                        Act.MergeSecond => desk.MergeAsync(Key(second), first.Id, Bia),
                        Act.CloseFirst => desk.ApplyAsync(Key(first), new TicketCommand.Fire(Bia, Triggers.Close)),
                        Act.CloseSecond => desk.ApplyAsync(Key(second), new TicketCommand.Fire(Bia, Triggers.Close)),
                        Act.ReplyFirst => desk.ApplyAsync(Key(first), new TicketCommand.Reply(Ana, "More.")),
                        _ => desk.ApplyAsync(Key(second), new TicketCommand.Reply(Bia, "Try this.")),
                    }
                );
            }
            catch (IOException)
            {
                // This process has ended.
            }
        }

        async Task ExpectAsync()
        {
            var (one, other) = (await life.ReadAsync(first), await life.ReadAsync(second));
            Assert.False(one.MergedInto is not null && other.MergedInto is not null);
            foreach (var (from, into) in new[] { (one, other), (other, one) })
            {
                Assert.Equal(from.MergedInto is not null, into.MergedTickets.Contains(from.Id));
                if (from.MergedInto is null)
                    continue;
                Assert.Equal(StateCategory.Closed, from.StateCategory);
                var history = await life.Desk.GetHistoryAsync(Key(into), Viewer.Desk);
                var before = TicketHistory.Replay(
                    history.TakeWhile(recorded => recorded.Event is not TicketEvent.MergeReceived)
                );
                Assert.NotEqual(StateCategory.Closed, before!.StateCategory);
            }
        }
    }

    /// <summary>A store each of whose calls waits until it is let through, or until its process ends.</summary>
    private sealed class TurnwiseStore(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        private readonly List<TaskCompletionSource> waiting = [];

        public int Waiting => waiting.Count;

        public void Go(int turn, bool dies)
        {
            var next = waiting[turn % waiting.Count];
            waiting.Remove(next);
            if (dies)
                next.SetException(new IOException("The process has ended."));
            else
                next.SetResult();
        }

        public override Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
            InTurnAsync(() => Inner.FindAsync(key, viewer, stop));

        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop) =>
            InTurnAsync(() => Inner.CommitAsync(commit, stop));

        public override Task<CommitOutcome> CommitTogetherAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken stop
        ) => InTurnAsync(() => Inner.CommitTogetherAsync(commits, stop));

        // What goes on does so within the turn, on this thread: so one schedule is one order.
        private async Task<T> InTurnAsync<T>(Func<Task<T>> call)
        {
            var turn = new TaskCompletionSource();
            waiting.Add(turn);
            await turn.Task.ConfigureAwait(false);
            return await call().ConfigureAwait(false);
        }
    }
}
