using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Faults.Desks;

/// <summary>A store whose commits wait for something, as on a slow disk.</summary>
internal sealed class GatedStore(ITicketStore inner, Func<Task> beforeCommit) : DelegatingTicketStore(inner)
{
    public override async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
    {
        await beforeCommit();
        return await Inner.CommitAsync(commit, stop);
    }

    public override async Task<CommitOutcome> CommitTogetherAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken stop
    )
    {
        await beforeCommit();
        return await Inner.CommitTogetherAsync(commits, stop);
    }

    public override async Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken stop
    )
    {
        await beforeCommit();
        return await Inner.CommitAllAsync(commits, stop);
    }

    public override Task SettleAllAsync(
        ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
        CancellationToken stop
    ) => Inner.SettleAllAsync(settled, stop);
}
