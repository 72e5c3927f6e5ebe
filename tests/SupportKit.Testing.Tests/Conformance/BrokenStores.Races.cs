using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that are right as long as nobody else is there.</content>
internal static partial class BrokenStores
{
    private const int Writers = 16;
    private const int Workers = 8;

    private static Faults Races =>
        new()
        {
            ["checks the version, then writes"] = (
                () => ChecksThenWrites(commit => commit.ExpectedVersion > 0),
                "of many commits at one version exactly one wins"
            ),
            ["looks whether it is there, then opens it"] = (
                () => ChecksThenWrites(commit => commit.ExpectedVersion == 0),
                "of many commits that open one ticket exactly one wins"
            ),
            ["looks for the command id, then writes"] = (
                ChecksCommandThenWrites,
                "of many commits under one command id exactly one wins"
            ),
            ["turns away whoever comes during a commit"] = (
                TurnsAway,
                "commits on different tickets do not hinder each other"
            ),
            ["confirms what lost its race"] = (
                ConfirmsLosers,
                "many writers who decide anew after a conflict all get through"
            ),
            ["lets nobody write on after a conflict"] = (
                LocksForGood,
                "many writers who decide anew after a conflict all get through"
            ),
            ["gives two workers the same deadlines"] = (
                () =>
                {
                    var claim = TwoAlike<System.Collections.Immutable.ImmutableArray<SupportKit.Ticket>>();
                    return new Altered
                    {
                        ClaimDue = (inner, now, until, limit) =>
                            claim(() => inner.ClaimDueAsync(now, until, limit, default)),
                    };
                },
                "workers who claim at once are never given one deadline twice"
            ),
            ["gives two workers the same messages"] = (
                () =>
                {
                    var claim = TwoAlike<System.Collections.Immutable.ImmutableArray<ClaimedMessage>>();
                    return new Altered
                    {
                        ClaimMessages = (inner, given) => claim(() => inner.ClaimMessagesAsync(given, default)),
                    };
                },
                "workers who claim at once are never given one message twice"
            ),
        };

    // All have read before the first of them writes.
    private static Altered ChecksThenWrites(Func<TicketCommit, bool> racing)
    {
        var meeting = new Meeting(Writers);
        return new Altered
        {
            Commit = async (inner, commit) =>
            {
                if (!racing(commit))
                    return await inner.CommitAsync(commit, default);
                if (await VersionAsync(inner, commit.Key) != commit.ExpectedVersion)
                    return CommitOutcome.Conflict;
                await meeting.ComeAsync();
                while (true)
                {
                    var now = await VersionAsync(inner, commit.Key);
                    var outcome = await inner.CommitAsync(commit with { ExpectedVersion = now }, default);
                    if (outcome != CommitOutcome.Conflict)
                        return outcome;
                }
            },
        };
    }

    private static Altered ChecksCommandThenWrites()
    {
        var meeting = new Meeting(Writers);
        return new Altered
        {
            Commit = async (inner, commit) =>
            {
                await meeting.ComeAsync();
                return await inner.CommitAsync(commit with { CommandId = null }, default);
            },
        };
    }

    // The first goes on once the second was turned away.
    private static Altered TurnsAway()
    {
        var (meeting, come) = (new Meeting(2), 0);
        return new Altered
        {
            Commit = async (inner, commit) =>
            {
                var second = Interlocked.Increment(ref come) == 2;
                await meeting.ComeAsync();
                return second ? CommitOutcome.Conflict : await inner.CommitAsync(commit, default);
            },
        };
    }

    private static Altered ConfirmsLosers()
    {
        var meeting = new Meeting(Workers);
        return new Altered
        {
            Find = async (inner, key, viewer) =>
            {
                var found = await inner.FindAsync(key, viewer, default);
                await meeting.ComeAsync();
                return found;
            },
            Commit = async (inner, commit) =>
            {
                await inner.CommitAsync(commit, default);
                return CommitOutcome.Committed;
            },
        };
    }

    private static Altered LocksForGood()
    {
        var (meeting, locked) = (new Meeting(Workers), 0);
        return new Altered
        {
            Find = async (inner, key, viewer) =>
            {
                var found = await inner.FindAsync(key, viewer, default);
                await meeting.ComeAsync();
                return found;
            },
            Commit = async (inner, commit) =>
            {
                if (Volatile.Read(ref locked) == 1)
                    return CommitOutcome.Conflict;
                var outcome = await inner.CommitAsync(commit, default);
                if (outcome == CommitOutcome.Conflict)
                    Volatile.Write(ref locked, 1);
                return outcome;
            },
        };
    }

    // The first two who ask are given the same.
    private static Func<Func<Task<T>>, Task<T>> TwoAlike<T>()
    {
        var (gate, asked, last) = (new Lock(), 0, Task.FromResult(default(T)!));
        return ask =>
        {
            lock (gate)
                return ++asked == 2 ? last : last = ask();
        };
    }
}
