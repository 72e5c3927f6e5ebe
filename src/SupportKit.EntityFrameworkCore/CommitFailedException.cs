using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// A commit did not go through, for a reason that is not a lost race: the inner exception. The message tells whether it is certain
/// that nothing was stored. It is an exception of EF Core's own kind, so that a host's execution strategy sees the reason in it and
/// may try again.
/// </summary>
public sealed class CommitFailedException : DbUpdateException
{
    internal CommitFailedException(string cause, string remedy, DbException reason)
        : base($"{SupportKitErrors.StoreCommitFailed}: {cause} {remedy}", reason) { }

    /// <summary>Stable and machine-readable: <c>store.commit_failed</c>.</summary>
    public string Code { get; } = SupportKitErrors.StoreCommitFailed;
}
