using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Tests;

/// <summary>A store whose process ends after so many commits: the next one, and all after it, fail.</summary>
internal sealed class StoreThatDies(ITicketStore inner, int commits) : DelegatingTicketStore(inner)
{
    public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken) =>
        commits-- > 0 ? Inner.CommitAsync(commit, cancellationToken) : throw new IOException("The process has ended.");
}
