using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>How any number of workers share the messages that may leave.</summary>
internal static class MessageClaims
{
    // How many that turn out to be behind others a claim looks at, and for how many of them it writes that down: a few
    // milliseconds' worth. Those after them have their turn with the next claim.
    private const int MostInVain = 100;
    private const int MostSetBehind = 100;

    public static async Task<ImmutableArray<ClaimedMessage>> RunAsync(
        DbContext context,
        MessageClaim claim,
        CancellationToken stop
    )
    {
        var tables = Tables.Of(context);
        await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        var claimed = new List<ClaimedRow>();
        await RecallAsync(context, claim, stop).ConfigureAwait(false);
        for (var again = true; again && claimed.Count == 0; )
        {
            var found = tables.IsPostgres
                ? await FindAndTakeAsync(context, claim, claimed, stop).ConfigureAwait(false)
                : await FindThenTakeAsync(context, claim, claimed, stop).ConfigureAwait(false);
            again = found > 0; // and others were faster
            if (found < claim.Limit && await SetBehindAsync(context, claim, stop).ConfigureAwait(false) && !again)
                _ = tables.IsPostgres
                    ? await FindAndTakeAsync(context, claim, claimed, stop).ConfigureAwait(false)
                    : await FindThenTakeAsync(context, claim, claimed, stop).ConfigureAwait(false);
        }
        var messages = new List<(long NotBefore, ClaimedMessage Message)>(claimed.Count);
        foreach (var row in claimed)
        {
            if (StoredText.TryRead(row.Body, MessageJson.Read, out var message, out var reason))
                messages.Add((row.NotBefore, row.ToClaimed(message, claim)));
            else
                await QuarantineAsync(context, row, claim, reason).ConfigureAwait(false);
        }
        return
        [
            .. messages
                .OrderBy(one => one.NotBefore)
                .ThenBy(one => one.Message.CommittedAt)
                .ThenBy(one => one.Message.Message.Sequence)
                .Select(one => one.Message),
        ];
    }

    private static object[] Window(MessageClaim claim, int size) =>
        [claim.Destination, UnixMicroseconds.Floor(claim.Now), size];

    private static async Task<int> FindAndTakeAsync(
        DbContext context,
        MessageClaim claim,
        List<ClaimedRow> claimed,
        CancellationToken stop
    )
    {
        var lease = Guid.NewGuid();
        var statement = new Statement(
            Tables.Of(context).MessageTexts.FindAndTake,
            [.. Window(claim, claim.Limit + MostInVain), claim.Limit, UnixMicroseconds.Ceiling(claim.LeaseUntil), lease]
        );
        var found = 0;
        await foreach (var row in StatementRunner.QueryAsync(context, statement, stop).ConfigureAwait(false))
        {
            found++;
            if (!await row.IsDBNullAsync(4, stop).ConfigureAwait(false))
                claimed.Add(Read(row, lease));
        }
        return found;
    }

    private static async Task<int> FindThenTakeAsync(
        DbContext context,
        MessageClaim claim,
        List<ClaimedRow> claimed,
        CancellationToken stop
    )
    {
        var texts = Tables.Of(context).MessageTexts;
        var found = new List<ClaimedRow>();
        var statement = new Statement(texts.Find, [.. Window(claim, claim.Limit + MostInVain), claim.Limit]);
        await foreach (var row in StatementRunner.QueryAsync(context, statement, stop).ConfigureAwait(false))
            found.Add(Read(row, Guid.NewGuid()));
        if (found.Count == 0)
            return 0;
        // A message that was tried meanwhile has other attempts than were read, and is left to the next claim.
        var taken = await StatementRunner
            .RunAsync(
                context,
                [
                    .. found.Select(one => new Statement(
                        texts.Take,
                        one.Tenant,
                        one.Id,
                        claim.Destination,
                        UnixMicroseconds.Floor(claim.Now),
                        UnixMicroseconds.Ceiling(claim.LeaseUntil),
                        one.Lease,
                        one.Attempts
                    )),
                ],
                CancellationToken.None // or nobody would know of the rows, and they would wait for their lease
            )
            .ConfigureAwait(false);
        claimed.AddRange(found.Where((_, place) => taken[place] == 1));
        return found.Count;
    }

    // Looking before writing spares the other workers a wait for the write lock.
    private static async Task RecallAsync(DbContext context, MessageClaim claim, CancellationToken stop)
    {
        var texts = Tables.Of(context).MessageTexts;
        var far = UnixMicroseconds.Ceiling(claim.Now + MessageClaim.MaxDelay);
        var any = false;
        var question = new Statement(texts.AnyFar, claim.Destination, far);
        await foreach (var _ in StatementRunner.QueryAsync(context, question, stop).ConfigureAwait(false))
            any = true;
        if (!any)
            return;
        var (now, until) = (UnixMicroseconds.Floor(claim.Now), UnixMicroseconds.Ceiling(claim.LeaseUntil));
        await StatementRunner
            .RunAsync(context, [new Statement(texts.Recall, claim.Destination, far, now, until)], stop)
            .ConfigureAwait(false);
    }

    private static async Task<bool> SetBehindAsync(DbContext context, MessageClaim claim, CancellationToken stop)
    {
        var texts = Tables.Of(context).MessageTexts;
        if (!Tables.Of(context).IsPostgres) // where to look first spares the others the lock of whoever writes
        {
            var any = false;
            var behind = new Statement(texts.AnyBehind, Window(claim, MostSetBehind));
            await foreach (var _ in StatementRunner.QueryAsync(context, behind, stop).ConfigureAwait(false))
                any = true;
            if (!any)
                return false;
        }
        var set = await StatementRunner
            .RunAsync(context, [.. Unhurried(), new Statement(texts.SetBehind, Window(claim, MostSetBehind))], stop)
            .ConfigureAwait(false);
        return set[^1] > 0;

        // It can be found out again after a crash, so the commit does not wait for the disk.
        IEnumerable<Statement> Unhurried() =>
            Tables.Of(context).IsPostgres && context.Database.CurrentTransaction is null
                ? [new Statement("select set_config('synchronous_commit', 'off', true)")]
                : [];
    }

    // The message is not tried for a while; only messages of the same ticket wait behind it.
    private static async Task QuarantineAsync(DbContext context, ClaimedRow row, MessageClaim claim, string reason)
    {
        var attempts = row.Attempts + 1;
        var statement = new Statement(
            Tables.Of(context).MessageTexts.Quarantine,
            row.Tenant,
            row.Id,
            claim.Destination,
            row.Lease,
            UnixMicroseconds.Ceiling(claim.Now + QuarantinedItem.DelayAfter(attempts)),
            reason,
            SupportKitErrors.StoreMessageUnreadable,
            attempts
        );
        await StatementRunner.RunAsync(context, [statement], CancellationToken.None).ConfigureAwait(false);
    }

    private static ClaimedRow Read(DbDataReader row, Guid lease) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetInt32(2),
            row.GetInt64(3),
            row.GetString(4),
            row.GetInt64(5),
            lease
        );

    private sealed record ClaimedRow(
        string Tenant,
        string Id,
        int Attempts,
        long CommittedAt,
        string Body,
        long NotBefore,
        Guid Lease
    )
    {
        public ClaimedMessage ToClaimed(OutboundMessage message, MessageClaim claim) =>
            new(Tenant, message, Attempts, Lease, UnixMicroseconds.ToInstant(CommittedAt), claim.Destination);
    }
}
