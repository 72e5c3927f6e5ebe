using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that store too much, too little, or for the wrong reason.</content>
internal static partial class BrokenStores
{
    private static Faults Commits =>
        new()
        {
            ["drops messages"] = (
                () => Committing(commit => commit with { Messages = [] }),
                "a commit stores ticket, events, deadline, messages and command id"
            ),
            ["keeps the last commit's events only"] = (KeepsLastEvents, "a further commit adds to what is stored"),
            ["ignores the expected version"] = (
                () => AtWhatIsStored(_ => true),
                "a commit at a stale version is a conflict and stores nothing"
            ),
            ["stores messages of refused commits"] = (
                StoresHalf,
                "a commit at a stale version is a conflict and stores nothing"
            ),
            ["opens what is open"] = (
                () => AtWhatIsStored(commit => commit.ExpectedVersion == 0),
                "a commit that opens a ticket which exists is a conflict"
            ),
            ["opens whatever comes"] = (
                () => AtWhatIsStored(commit => commit.ExpectedVersion > 0),
                "a commit on a ticket that was never opened is a conflict"
            ),
            ["forgets command ids"] = (
                () => Committing(commit => commit with { CommandId = null }),
                "a command id used before is repeated and stores nothing"
            ),
            ["forgets what the command was"] = (
                () => Committing(commit => commit with { CommandFingerprint = "" }),
                "the fingerprint of a command is kept with its id, and that of the first stays"
            ),
            ["looks at the version first"] = (
                () =>
                    new Altered
                    {
                        Commit = async (inner, commit) =>
                            await VersionAsync(inner, commit.Key) == commit.ExpectedVersion
                                ? await inner.CommitAsync(commit, default)
                                : CommitOutcome.Conflict,
                    },
                "a repeated command is told as such even at a stale version"
            ),
            ["stores nothing of a command that changed nothing"] = (
                () =>
                    new Altered
                    {
                        Commit = async (inner, commit) =>
                            !commit.Events.IsEmpty ? await inner.CommitAsync(commit, default)
                            : await VersionAsync(inner, commit.Key) == commit.ExpectedVersion ? CommitOutcome.Committed
                            : CommitOutcome.Conflict,
                    },
                "a command that changed nothing leaves its id, and the ticket as it was"
            ),
            ["tells command ids apart by nothing but themselves"] = (
                () => RemembersCommands(beforehand: false),
                "a command id belongs to its tenant"
            ),
            ["takes down command ids before it commits"] = (
                () => RemembersCommands(beforehand: true),
                "a commit that was refused leaves its command id free"
            ),
        };

    private static Faults Together =>
        new()
        {
            ["stores the first of several commits"] = (
                () => new FirstOnly(),
                "several commits are stored, each with all that belongs to it"
            ),
            ["stores all commits or none"] = (
                () => new AllOrNothing(),
                "of several commits one that lost its race keeps no other from being stored"
            ),
            ["forgets the commands of new tickets that come together"] = (
                () =>
                    new OpensTogether(
                        async (inner, commits) =>
                            await inner.CommitAllAsync(
                                [.. commits.Select(commit => commit with { CommandId = null })],
                                default
                            )
                    ),
                "several new tickets are stored, each with all that belongs to it"
            ),
            ["refuses all new tickets for one that was opened before"] = (
                () =>
                    new OpensTogether(
                        async (inner, commits) =>
                        {
                            foreach (var commit in commits)
                                if (
                                    commit.CommandId is { } id
                                    && await inner.FindByCommandAsync(commit.Key.Tenant, id, default) is not null
                                )
                                    return [.. commits.Select(_ => CommitOutcome.Repeated)];
                            return await inner.CommitAllAsync(commits, default);
                        }
                    ),
                "of several new tickets one whose command was carried out keeps no other from being stored"
            ),
            ["stores the last of those that belong together"] = (
                () => new Apart((_, last) => last),
                "commits that belong together are all stored"
            ),
            ["stores those that belong together one by one"] = (
                () => new Apart((commits, _) => commits),
                "of commits that belong together none is stored when one of them is refused"
            ),
            ["settles whatever the claim"] = (
                () => new SettlesAnyway(),
                "several settlements are recorded, each under its own claim"
            ),
        };

    private static Altered Committing(Func<TicketCommit, TicketCommit> change) =>
        new() { Commit = (inner, commit) => inner.CommitAsync(change(commit), default) };

    private static Altered AtWhatIsStored(Func<TicketCommit, bool> when) =>
        new()
        {
            Commit = async (inner, commit) =>
                await inner.CommitAsync(
                    when(commit) ? commit with { ExpectedVersion = await VersionAsync(inner, commit.Key) } : commit,
                    default
                ),
        };

    private static Altered KeepsLastEvents()
    {
        var last = ImmutableArray<RecordedEvent>.Empty;
        return new Altered
        {
            Commit = (inner, commit) =>
            {
                last = commit.Events;
                return inner.CommitAsync(commit, default);
            },
            History = (_, _, _) => Task.FromResult(last),
        };
    }

    private static Altered StoresHalf() =>
        new()
        {
            Commit = async (inner, commit) =>
            {
                var outcome = await inner.CommitAsync(commit, default);
                if (
                    outcome == CommitOutcome.Conflict
                    && await inner.FindAsync(commit.Key, Viewer.Desk, default) is { } stored
                )
                    await inner.CommitAsync(
                        new TicketCommit(stored, [], commit.Messages, stored.Version, null),
                        default
                    );
                return outcome;
            },
        };

    private static Altered RemembersCommands(bool beforehand)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return new Altered
        {
            Commit = async (inner, commit) =>
            {
                var mark = beforehand ? $"{commit.Key.Tenant}/{commit.CommandId}" : commit.CommandId;
                if (mark is null || commit.CommandId is null)
                    return await inner.CommitAsync(commit, default);
                if (used.Contains(mark))
                    return CommitOutcome.Repeated;
                var outcome = await inner.CommitAsync(commit, default);
                if (beforehand || outcome == CommitOutcome.Committed)
                    used.Add(mark);
                return outcome;
            },
        };
    }

    private sealed class FirstOnly : WrappedStore
    {
        public override async Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken stop
        )
        {
            await Inner.CommitAsync(commits[0], stop);
            return [.. commits.Select(_ => CommitOutcome.Committed)];
        }
    }

    private sealed class Apart(
        Func<ImmutableArray<TicketCommit>, ImmutableArray<TicketCommit>, ImmutableArray<TicketCommit>> stored
    ) : WrappedStore
    {
        public override async Task<CommitOutcome> CommitTogetherAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken stop
        )
        {
            var outcomes = await Inner.CommitAllAsync(stored(commits, [commits[^1]]), stop);
            return outcomes.FirstOrDefault(outcome => outcome != CommitOutcome.Committed);
        }
    }

    private sealed class OpensTogether(
        Func<ITicketStore, ImmutableArray<TicketCommit>, Task<ImmutableArray<CommitOutcome>>> open
    ) : WrappedStore
    {
        public override Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken stop
        ) =>
            commits.All(commit => commit.ExpectedVersion == 0)
                ? open(Inner, commits)
                : Inner.CommitAllAsync(commits, stop);
    }

    private sealed class AllOrNothing : WrappedStore
    {
        public override async Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken stop
        )
        {
            foreach (var commit in commits)
            {
                if (await VersionAsync(Inner, commit.Key) != commit.ExpectedVersion)
                    return [.. commits.Select(_ => CommitOutcome.Conflict)];
            }
            return await Inner.CommitAllAsync(commits, stop);
        }
    }

    private sealed class SettlesAnyway : WrappedStore
    {
        private readonly Leases leases = new();

        public override async Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
            MessageClaim claim,
            CancellationToken stop
        ) => leases.Of(await Inner.ClaimMessagesAsync(claim, stop));

        public override async Task SettleAllAsync(
            ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
            CancellationToken stop
        )
        {
            foreach (var (claimed, result) in settled)
                await Inner.SettleAsync(leases.Latest(claimed), result, stop);
        }
    }

    /// <summary>The last lease that each message was given under.</summary>
    private sealed class Leases
    {
        private readonly Dictionary<string, Guid> last = [];

        public ImmutableArray<ClaimedMessage> Of(ImmutableArray<ClaimedMessage> claimed)
        {
            foreach (var message in claimed)
                last[message.Message.Id] = message.Lease;
            return claimed;
        }

        public ClaimedMessage Latest(ClaimedMessage claimed) =>
            claimed with
            {
                Lease = last.GetValueOrDefault(claimed.Message.Id),
            };
    }
}
