using NodaTime;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>
/// A message that cannot be read is put into quarantine by the claim that found it. When the lease of that claim is over by then, and somebody
/// else can read the message and holds it, nothing happens to it. In memory a message is always readable.
/// </summary>
public abstract class QuarantineLeaseTests(EmptiedDatabase file)
{
    private static readonly Duration Lease = Duration.FromMinutes(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whose_lease_is_over_puts_no_message_into_quarantine_that_another_holds()
    {
        var database = await file.EmptyAsync();
        var commit = SampleTickets.Open();
        Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(commit, Stop));
        var now = commit.Ticket.UpdatedAt;
        var late = Assert.Single(await database.Store.ClaimMessagesAsync(new MessageClaim(now, now + Lease, 10), Stop));
        now += Lease;
        var holder = Assert.Single(
            await database.Store.ClaimMessagesAsync(new MessageClaim(now, now + Lease, 10), Stop)
        );
        Assert.Equal(late.Message.Id, holder.Message.Id);

        Assert.Equal(0, await QuarantineAsync(database, late, now));

        Assert.Empty(await database.Store.QuarantinedAsync(null, 10, Stop));
        Assert.Equal([holder], await database.Store.RenewMessagesAsync([holder], now + Lease + Lease, Stop));
        // It is the lease that decides: the holder's own statement goes through.
        Assert.Equal(1, await QuarantineAsync(database, holder, now));
        Assert.Equal(holder.Message.Id, Assert.Single(await database.Store.QuarantinedAsync(null, 10, Stop)).MessageId);
    }

    private static async Task<int> QuarantineAsync(TestDatabase database, ClaimedMessage claimed, Instant now)
    {
        await using var context = await database.NewContextAsync();
        var statement = new Statement(
            Tables.Of(context).MessageTexts.Quarantine,
            claimed.Tenant,
            claimed.Message.Id,
            claimed.Destination,
            claimed.Lease,
            UnixMicroseconds.Ceiling(now + QuarantinedItem.DelayAfter(1)),
            "It is no JSON.",
            SupportKitErrors.StoreMessageUnreadable,
            1
        );
        return (await StatementRunner.RunAsync(context, [statement], Stop))[0];
    }
}

public sealed class SqliteQuarantineLeaseTests(SqliteDatabase file)
    : QuarantineLeaseTests(file),
        IClassFixture<SqliteDatabase>;

public sealed class PostgresQuarantineLeaseTests(PostgresDatabase server)
    : QuarantineLeaseTests(server),
        IClassFixture<PostgresDatabase>;
