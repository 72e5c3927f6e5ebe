using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        // What is written in a host's transaction is the host's to commit.
        return SupportKitTransactionScope.Current is null && OpeningStatements.Takes(commit)
            ? group.CommitAsync(commit, cancellationToken)
            : CommitAloneAsync(commit, cancellationToken);
    }

    private Task<CommitOutcome> CommitAloneAsync(TicketCommit commit, CancellationToken cancellationToken) =>
        CommitTogetherAsync([commit], cancellationToken);

    /// <inheritdoc/>
    public async Task<CommitOutcome> CommitTogetherAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    )
    {
        // Transactions lock tickets in the same order, so two of them cannot wait for each other.
        commits = commits.Sort((one, other) => one.Key.Ticket.Value.CompareTo(other.Key.Ticket.Value));
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        group.HasOneWriter = !DatabaseEngine.IsPostgres(context.Database.ProviderName);
        try
        {
            var outcome = await StatementRunner.RunAsync(context, commits, cancellationToken).ConfigureAwait(false);
            if (outcome == CommitOutcome.Committed || (commits.Length == 1 && outcome == CommitOutcome.Conflict))
                return outcome;
            // Of several, the ticket that is in another version need not be the one whose command was carried out before; and what was carried
            // out before is told as that, whatever else does not hold.
            await ReleaseAsync(context).ConfigureAwait(false);
            return await LostRaceAsync(commits, cancellationToken).ConfigureAwait(false) ?? outcome;
        }
        catch (DbException error)
        {
            await ReleaseAsync(context).ConfigureAwait(false);
            // Providers report lost races differently, so what is stored now tells which race was lost, if any.
            if (await LostRaceAsync(commits, cancellationToken).ConfigureAwait(false) is { } lost)
            {
                // PostgreSQL may have committed and only its answer been lost: then this very commit was first. Asked last,
                // because the server may have been busy with it a moment ago.
                return
                    DatabaseEngine.IsPostgres(context.Database.ProviderName)
                    && error.SqlState is not (KeyViolated or DividedByNothing or NumberTooLarge)
                    && await IsStoredAsync(commits[0], cancellationToken).ConfigureAwait(false)
                    ? CommitOutcome.Committed
                    : lost;
            }
            if (error.SqlState == DividedByNothing && commits.Any(commit => !commit.Limits.IsEmpty))
                return CommitOutcome.LimitReached;
            if (error.SqlState == NumberTooLarge && commits.Any(commit => commit.AssigneeCapacity is not null))
                return CommitOutcome.CapacityReached;
            throw new CommitFailedException(
                $"{Named(commits)}. "
                    + (
                        IsRefusal(context, error)
                            ? "The database refused the commit, and nothing was stored."
                            : "The connection broke, so it is not known whether the commit goes through yet."
                    ),
                "The inner exception has the reason; when that passes, send the command again with the same command id: "
                    + "it is carried out once.",
                error
            );
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    )
    {
        var outcomes = await TryTogetherAsync(commits, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] ??= await CommitAloneAsync(commits[i], cancellationToken).ConfigureAwait(false);
        return [.. outcomes.Select(outcome => outcome!.Value)];
    }

    /// <summary>Stores those that can go in one statement; null for each that is still to be tried by itself.</summary>
    private async Task<CommitOutcome?[]> TryTogetherAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new CommitOutcome?[commits.Length];
        var isApart = SupportKitTransactionScope.Current is null;
        await TryAsync(commit => isApart && OpeningStatements.Takes(commit)).ConfigureAwait(false);
        await TryAsync(PostgresCommits.Takes).ConfigureAwait(false);
        return outcomes;

        async Task TryAsync(Func<TicketCommit, bool> takes)
        {
            int[] places = [.. Enumerable.Range(0, commits.Length).Where(i => takes(commits[i]))];
            if (places.Length < 2)
                return;
            ImmutableArray<TicketCommit> some = [.. places.Select(i => commits[i])];
            try
            {
                var written = await WriteTogetherAsync(some, cancellationToken).ConfigureAwait(false);
                for (var i = 0; i < places.Length; i++)
                    outcomes[places[i]] = written[i];
            }
            catch (DbException error)
            {
                // One of them may be the cause. Or all are stored, and only the answer was lost.
                if (error.SqlState is KeyViolated or DividedByNothing or LockedTooLong)
                    return;
                foreach (var i in places)
                    if (await IsStoredAsync(commits[i], cancellationToken).ConfigureAwait(false))
                        outcomes[i] = CommitOutcome.Committed;
            }
        }
    }

    // The connection is released before the next query: holding one while waiting for another can exhaust the pool.
    private static Task ReleaseAsync(DbContext context) =>
        context.Database.CurrentTransaction is null ? context.Database.CloseConnectionAsync() : Task.CompletedTask;

    private async Task<CommitOutcome[]> WriteTogetherAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        if (DatabaseEngine.IsPostgres(context.Database.ProviderName))
            return commits[0].ExpectedVersion == 0
                ? await OpeningStatements.RunAsync(context, commits, cancellationToken).ConfigureAwait(false)
                : await PostgresCommits.RunAsync(context, commits, cancellationToken).ConfigureAwait(false);
        return await StatementRunner.RunAllAsync(context, commits, cancellationToken).ConfigureAwait(false);
    }

    // SQLSTATE codes of PostgreSQL.
    private const string KeyViolated = "23505";
    private const string DividedByNothing = "22012";
    private const string NumberTooLarge = "22003";
    private const string LockedTooLong = "55P03";

    // After a connection broke (08), or was ended by the server (57P), it is unknown how far the server got.
    private static bool IsRefusal(DbContext context, DbException error) =>
        !DatabaseEngine.IsPostgres(context.Database.ProviderName)
        || (
            error.SqlState is { } state
            && !state.StartsWith("08", StringComparison.Ordinal)
            && !state.StartsWith("57P", StringComparison.Ordinal)
        );

    private async Task<bool> IsStoredAsync(TicketCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Events.IsEmpty)
            return false;
        var first = EventRow.Of(commit.Key, commit.Events[0]);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        return await lease
            .Context.Set<EventRow>()
            .AnyAsync(
                row =>
                    row.Tenant == first.Tenant
                    && row.Ticket == first.Ticket
                    && row.Sequence == first.Sequence
                    && row.Body == first.Body,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static string Named(ImmutableArray<TicketCommit> commits) =>
        string.Join(
            " and ",
            commits.Select(commit =>
                $"ticket {commit.Ticket.Id} was not seen to be stored after version {commit.ExpectedVersion}"
            )
        );

    // Null when the commits should have gone through.
    private async Task<CommitOutcome?> LostRaceAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    )
    {
        CommitOutcome? lost = null;
        foreach (var commit in commits)
        {
            var outcome = await LostRaceAsync(commit, cancellationToken).ConfigureAwait(false);
            if (outcome == CommitOutcome.Repeated)
                return outcome;
            lost ??= outcome;
        }
        return lost;
    }

    private async Task<CommitOutcome?> LostRaceAsync(TicketCommit commit, CancellationToken cancellationToken)
    {
        var (tenant, ticket) = (commit.Key.Tenant, commit.Key.Ticket.Value);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        if (
            await context
                .Set<CommandIdRow>()
                .AnyAsync(row => row.Tenant == tenant && row.Id == commit.CommandId, cancellationToken)
                .ConfigureAwait(false)
        )
            return CommitOutcome.Repeated;
        var version = await context
            .Set<TicketRow>()
            .Where(row => row.Tenant == tenant && row.Id == ticket)
            .Select(row => row.Version)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return version == commit.ExpectedVersion ? null : CommitOutcome.Conflict;
    }
}
