using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Sends what commits write. Where the engine takes several statements at once (PostgreSQL) a commit is one round trip,
/// and a transaction by that; elsewhere (SQLite, in this process) they follow one another in a transaction.
/// </summary>
internal static class StatementRunner
{
    /// <summary>What became of commits that belong together; unless all is written, nothing is.</summary>
    /// <exception cref="DbException">
    /// A key was there already, or the database could not do it, or, where it is sent all statements at once, something does not hold; then
    /// nothing was written.
    /// </exception>
    public static async Task<CommitOutcome> RunAsync(
        DbContext context,
        IReadOnlyList<TicketCommit> commits,
        CancellationToken stop
    )
    {
        // What fails inside a host's transaction must not take the host's own changes with it.
        if (context.Database.CurrentTransaction is not { } joined)
            return await SendAsync(context, commits, stop).ConfigureAwait(false);
        await joined.CreateSavepointAsync(Savepoint, stop).ConfigureAwait(false);
        try
        {
            var outcome = await SendAsync(context, commits, stop).ConfigureAwait(false);
            if (outcome == CommitOutcome.Committed)
                await joined.ReleaseSavepointAsync(Savepoint, stop).ConfigureAwait(false);
            else
                await joined.RollbackToSavepointAsync(Savepoint, stop).ConfigureAwait(false);
            return outcome;
        }
        catch (DbException)
        {
            await joined.RollbackToSavepointAsync(Savepoint, stop).ConfigureAwait(false);
            throw;
        }
    }

    private const string Savepoint = "supportkit_commit";

    private static async Task<CommitOutcome> SendAsync(
        DbContext context,
        IReadOnlyList<TicketCommit> commits,
        CancellationToken stop
    )
    {
        await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        var connection = context.Database.GetDbConnection();
        if (!connection.CanCreateBatch)
        {
            var outcomes = await RunAllAsync(context, commits, stop, together: true).ConfigureAwait(false);
            return outcomes.FirstOrDefault(outcome => outcome != CommitOutcome.Committed, CommitOutcome.Committed);
        }

        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        var texts = Tables.Of(context).Texts;
        var json = new JsonBuffer();
        foreach (var commit in commits)
        {
            foreach (var guard in LimitStatements.Guards(texts, commit))
                guard.Into(batch);
            foreach (var statement in await StatementsAsync(context, commit, json, stop).ConfigureAwait(false))
                statement.Into(batch);
            if (commit.ExpectedVersion > 0)
                new Statement(texts.Guard, commit.Key.Tenant, commit.Key.Ticket.Value, commit.Ticket.Version).Into(
                    batch
                );
        }
        await batch.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
        json.Return();
        return CommitOutcome.Committed;
    }

    /// <summary>
    /// Several commits in one transaction, each with its outcome. Those that belong together are written only if all are.
    /// </summary>
    public static async Task<CommitOutcome[]> RunAllAsync(
        DbContext context,
        IReadOnlyList<TicketCommit> commits,
        CancellationToken stop,
        bool together = false
    )
    {
        var statements = new List<Statement>[commits.Count];
        var json = new JsonBuffer();
        for (var i = 0; i < commits.Count; i++)
            statements[i] = [.. await StatementsAsync(context, commits[i], json, stop).ConfigureAwait(false)];
        await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        var connection = context.Database.GetDbConnection();
        var joined = context.Database.CurrentTransaction?.GetDbTransaction();
        var own = joined is null ? await connection.BeginTransactionAsync(stop).ConfigureAwait(false) : null;
        await using var _ = own.ConfigureAwaitOrNothing();
        var prepared = new Dictionary<string, DbCommand>(StringComparer.Ordinal);
        try
        {
            var outcomes = new CommitOutcome[commits.Count];
            for (var i = 0; i < commits.Count; i++)
                outcomes[i] =
                    await RefuseAsync(commits[i]).ConfigureAwait(false) is { } broken ? broken
                    : await WriteAsync(statements[i]).ConfigureAwait(false) ? CommitOutcome.Committed
                    : CommitOutcome.Conflict;
            // A transaction that is not committed is rolled back on disposal.
            if (own is not null && !(together && outcomes.Any(outcome => outcome != CommitOutcome.Committed)))
                await own.CommitAsync(stop).ConfigureAwait(false);
            return outcomes;
        }
        finally
        {
            foreach (var command in prepared.Values)
                await command.DisposeAsync().ConfigureAwait(false);
        }

        // Nobody else writes meanwhile: the transaction is one that does from its start.
        async Task<CommitOutcome?> RefuseAsync(TicketCommit commit)
        {
            var texts = Tables.Of(context).Texts;
            foreach (var limit in commit.Limits)
            {
                if (
                    await CountAsync(LimitStatements.Count(texts, commit.Ticket, limit)).ConfigureAwait(false)
                    > limit.Most
                )
                    return CommitOutcome.LimitReached;
            }
            return
                commit.AssigneeCapacity is { } most
                && await CountAsync(LimitStatements.CountOpen(texts, commit.Ticket, most)).ConfigureAwait(false) >= most
                ? CommitOutcome.CapacityReached
                : null;
        }

        async Task<long> CountAsync(Statement count)
        {
            var command = connection.CreateCommand();
            await using var _ = command.ConfigureAwait(false);
            (command.CommandText, command.Transaction) = (count.Text, own ?? joined);
            count.Into(command, named: true);
            var found = await command.ExecuteScalarAsync(stop).ConfigureAwait(false);
            return Convert.ToInt64(found, CultureInfo.InvariantCulture);
        }

        async Task<bool> WriteAsync(List<Statement> statements)
        {
            for (var i = 0; i < statements.Count; i++)
            {
                var text = statements[i].Text;
                if (!prepared.TryGetValue(text, out var command))
                {
                    command = prepared[text] = connection.CreateCommand();
                    command.CommandText = text;
                    command.Transaction = own ?? joined;
                }
                statements[i].Into(command, named: true);
                // The first is the ticket's own: an update that finds no such version writes nothing, nor do the others.
                if (await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false) == 0 && i == 0)
                    return false;
            }
            return true;
        }
    }

    /// <summary>Several statements in one transaction, the host's if there is one; how many rows each has changed.</summary>
    public static async Task<int[]> RunAsync(
        DbContext context,
        IReadOnlyList<Statement> statements,
        CancellationToken stop
    )
    {
        await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        var connection = context.Database.GetDbConnection();
        var joined = context.Database.CurrentTransaction?.GetDbTransaction();
        if (connection.CanCreateBatch)
        {
            var batch = connection.CreateBatch();
            await using var __ = batch.ConfigureAwait(false);
            batch.Transaction = joined;
            foreach (var statement in statements)
                statement.Into(batch);
            await batch.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            return [.. batch.BatchCommands.Select(command => command.RecordsAffected)];
        }
        var own = joined is null ? await connection.BeginTransactionAsync(stop).ConfigureAwait(false) : null;
        await using var _ = own.ConfigureAwaitOrNothing();
        var changed = new int[statements.Count];
        var command = connection.CreateCommand();
        await using var ___ = command.ConfigureAwait(false);
        command.Transaction = own ?? joined;
        for (var i = 0; i < changed.Length; i++)
        {
            if (command.CommandText != statements[i].Text)
                command.CommandText = statements[i].Text;
            statements[i].Into(command, named: true);
            changed[i] = await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
        }
        if (own is not null)
            await own.CommitAsync(stop).ConfigureAwait(false);
        return changed;
    }

    /// <summary>The rows that a statement gives, one after another.</summary>
    public static async IAsyncEnumerable<DbDataReader> QueryAsync(
        DbContext context,
        Statement statement,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        var connection = context.Database.GetDbConnection();
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.CommandText = statement.Text;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        statement.Into(command, named: !connection.CanCreateBatch);
        var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(stop).ConfigureAwait(false))
            yield return reader;
    }

    private static async ValueTask<IEnumerable<Statement>> StatementsAsync(
        DbContext context,
        TicketCommit commit,
        JsonBuffer json,
        CancellationToken stop
    )
    {
        var before = TermStatements.NeedsFactsBefore(commit)
            ? await FactsBeforeAsync(context, commit, stop).ConfigureAwait(false)
            : FactSet.Empty;
        return CommitStatements.Of(Tables.Of(context).Texts, commit, before, json);
    }

    // No row when the ticket has another version; nothing of the commit is then written.
    private static async Task<FactSet> FactsBeforeAsync(DbContext context, TicketCommit commit, CancellationToken stop)
    {
        var (tenant, id, version) = (commit.Key.Tenant, commit.Key.Ticket.Value, commit.ExpectedVersion);
        var body = await context
            .Set<TicketRow>()
            .Where(row => row.Tenant == tenant && row.Id == id && row.Version == version)
            .Select(row => row.Body)
            .SingleOrDefaultAsync(stop)
            .ConfigureAwait(false);
        return body is null ? FactSet.Empty : TicketJson.ReadTicket(body).Facts;
    }

    private static ConfiguredAsyncDisposable ConfigureAwaitOrNothing(this DbTransaction? transaction) =>
        ((IAsyncDisposable?)transaction ?? Nothing.Instance).ConfigureAwait(false);

    private sealed class Nothing : IAsyncDisposable
    {
        public static readonly Nothing Instance = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
