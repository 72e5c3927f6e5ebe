using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>The desk in a transaction of the host's; the same on both engines.</summary>
public abstract class HostTransactionTests
{
    private static readonly TicketQuery Everything = new("default", Viewer.Desk);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract Task<Action<DbContextOptionsBuilder>> EngineAsync();

    [Theory]
    [InlineData("factory")]
    [InlineData("pooled factory")]
    [InlineData("scoped context")]
    public async Task A_ticket_and_the_hosts_own_change_are_committed_together(string registration)
    {
        await using var shop = await Shop.OpenAsync(
            await EngineAsync(),
            (services, configure) =>
                _ = registration switch
                {
                    "factory" => services.AddDbContextFactory<ShopContext>(configure),
                    "pooled factory" => services.AddPooledDbContextFactory<ShopContext>(configure),
                    _ => services.AddDbContext<ShopContext>(configure),
                }
        );
        await using var scope = shop.Services.CreateAsyncScope();
        var context = shop.NewContext(scope);

        await Shop.OrderAsync(context, shop.Desk, Shop.Request(), new Order { Note = "refund" });

        Assert.Single((await shop.Store.ListAsync(Everything, Stop)).Tickets);
        Assert.Equal(1, await context.Orders.CountAsync(Stop));
        Assert.IsType<DeskResult.Succeeded>(await shop.AskAsync());
        Assert.Equal(2, (await shop.Store.ListAsync(Everything, Stop)).Tickets.Length);
    }

    [Fact]
    public async Task What_the_host_rolls_back_was_never_asked()
    {
        await using var shop = await Shop.OpenAsync(await EngineAsync());
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);

        await using (var transaction = await context.Database.BeginTransactionAsync(Stop))
        using (context.EnlistSupportKit())
        {
            await shop.AskAsync("once");
            context.Add(new Order { Note = "refund" });
            await context.SaveChangesAsync(Stop);
            await transaction.RollbackAsync(Stop);
        }

        Assert.Empty((await shop.Store.ListAsync(Everything, Stop)).Tickets);
        Assert.Equal(0, await context.Orders.CountAsync(Stop));

        // The version of the policy vanished too, and is kept with the next ticket.
        var again = Assert.IsType<DeskResult.Succeeded>(await shop.AskAsync("once"));
        var archive = shop.Services.GetRequiredService<IPolicyArchive>();
        Assert.NotNull(await archive.FindAsync("default", again.Ticket.Policy, Stop));
    }

    [Fact]
    public async Task Numbers_stay_unique_whatever_becomes_of_the_hosts_transactions()
    {
        await using var shop = await Shop.OpenAsync(await EngineAsync());
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);

        for (var i = 0; i < 4; i++)
        {
            await using (var transaction = await context.Database.BeginTransactionAsync(Stop))
            using (context.EnlistSupportKit())
            {
                await shop.AskAsync();
                await shop.AskAsync();
                if (i % 2 == 0)
                    await transaction.RollbackAsync(Stop);
                else
                    await transaction.CommitAsync(Stop);
            }
            await shop.AskAsync();
        }

        var tickets = (await shop.Store.ListAsync(Everything, Stop)).Tickets;
        Assert.Equal(8, tickets.Length);
        Assert.Equal(8, tickets.Select(ticket => ticket.Number).Distinct().Count());
        Assert.DoesNotContain(null, tickets.Select(ticket => ticket.Number));
    }

    [Fact]
    public async Task Nobody_else_sees_the_ticket_before_the_commit()
    {
        await using var shop = await Shop.OpenAsync(await EngineAsync());
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);

        await using var transaction = await context.Database.BeginTransactionAsync(Stop);
        using (context.EnlistSupportKit())
        {
            await shop.AskAsync();
            Assert.Single((await shop.Store.ListAsync(Everything, Stop)).Tickets);
            Assert.Empty((await ElsewhereAsync(() => shop.Store.ListAsync(Everything, Stop))).Tickets);
            await transaction.CommitAsync(Stop);
        }
        Assert.Single((await ElsewhereAsync(() => shop.Store.ListAsync(Everything, Stop))).Tickets);
    }

    [Fact]
    public async Task A_lost_race_leaves_the_hosts_transaction_usable()
    {
        await using var shop = await Shop.OpenAsync(await EngineAsync());
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);
        var first = SampleTickets.Open(commandId: "once");
        await shop.Store.CommitAsync(first, Stop);
        var stale = SampleTickets.Apply(first.Ticket, new TicketCommand.Acknowledge(Actor.Agent("kim")));
        await shop.Store.CommitAsync(stale, Stop);

        await using (var transaction = await context.Database.BeginTransactionAsync(Stop))
        using (context.EnlistSupportKit())
        {
            Assert.Equal(CommitOutcome.Conflict, await shop.Store.CommitAsync(stale, Stop));
            Assert.Equal(
                CommitOutcome.Repeated,
                await shop.Store.CommitAsync(SampleTickets.Open(commandId: "once"), Stop)
            );
            Assert.Equal(CommitOutcome.Conflict, await shop.Store.CommitAsync(first with { CommandId = "two" }, Stop));
            await shop.AskAsync();
            context.Add(new Order { Note = "refund" });
            await context.SaveChangesAsync(Stop);
            await transaction.CommitAsync(Stop);
        }

        Assert.Equal(2, (await shop.Store.ListAsync(Everything, Stop)).Tickets.Length);
        Assert.Equal(1, await context.Orders.CountAsync(Stop));
    }

    [Fact]
    public async Task Workers_are_woken_by_the_hosts_commit()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var shop = await Shop.OpenAsync(
            await EngineAsync(),
            told: () => Task.FromResult(told.TrySetResult())
        );
        var workers = shop.Services.GetServices<IHostedService>().ToList();
        foreach (var worker in workers)
            await worker.StartAsync(Stop);
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);

        await using (var transaction = await context.Database.BeginTransactionAsync(Stop))
        using (context.EnlistSupportKit())
        {
            await shop.AskAsync();
            await transaction.CommitAsync(Stop);
        }

        // Time stands still here: nothing but the bell wakes anybody.
        await told.Task.WaitAsync(Stop);
        foreach (var worker in workers)
            await worker.StopAsync(Stop);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_there_with_the_hosts_commit_or_not_at_all(bool committed)
    {
        await using var shop = await Shop.OpenAsync(await EngineAsync());
        var opened = Assert.IsType<DeskResult.Succeeded>(await shop.AskAsync());
        var key = new TicketKey("default", opened.Ticket.Id);
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);

        await using (var transaction = await context.Database.BeginTransactionAsync(Stop))
        using (context.EnlistSupportKit())
        {
            context.Add(new Order { Note = "refund" });
            await context.SaveChangesAsync(Stop); // on SQLite nobody else writes from here on
            Assert.IsType<DeskResult.Succeeded>(await shop.AttachAsync(key, 300_000));
            if (committed)
                await transaction.CommitAsync(Stop);
        }

        var ticket = await shop.Store.FindAsync(key, Viewer.Desk, Stop);
        Assert.Equal(committed ? 1 : 0, ticket!.Attachments.Length);
        Assert.Equal(committed ? 2 : 0, await Engines.CountPartsAsync(context));
        if (committed)
        {
            var id = ticket.Attachments.Single().Id;
            await using var content = await shop.Desk.OpenAttachmentAsync(key, Viewer.Desk, id, Stop);
            var read = new MemoryStream();
            await content!.CopyToAsync(read, Stop);
            Assert.Equal(300_000, read.Length);
        }
    }

    [Theory]
    [InlineData("withdraw", true)]
    [InlineData("withdraw", false)]
    [InlineData("withdraw twice", true)]
    [InlineData("withdraw twice", false)]
    [InlineData("erase", true)]
    [InlineData("erase", false)]
    public async Task A_file_on_disk_is_deleted_after_the_hosts_commit_and_stays_without_it(string act, bool committed)
    {
        var folder = Directory.CreateTempSubdirectory("supportkit-");
        try
        {
            await using var shop = await Shop.OpenAsync(await EngineAsync(), files: folder.FullName);
            var key = (await shop.AskAsync()).OrThrow().Ticket.Key;
            var id = (await shop.AttachAsync(key, 1000)).OrThrow().Ticket.Attachments[0].Id;
            var files = shop.Services.GetRequiredService<IAttachmentStore>();
            var sweep = shop.Services.GetRequiredService<AttachmentSweep>();
            await using var scope = shop.Services.CreateAsyncScope();
            await using var context = shop.NewContext(scope);

            await using (var transaction = await context.Database.BeginTransactionAsync(Stop))
            using (context.EnlistSupportKit())
            {
                if (act == "erase")
                    await shop
                        .Services.GetRequiredService<PersonalDataService>()
                        .EraseAsync("default", "ana", "erased-1", Stop);
                else
                    await shop.Desk.WithdrawAttachmentAsync(key, Actor.Requester("ana"), id, Stop);
                if (act == "withdraw twice")
                    await shop.Desk.WithdrawAttachmentAsync(key, Actor.Requester("ana"), id, Stop);
                Assert.True(await IsThereAsync());
                if (committed)
                    await transaction.CommitAsync(Stop);
            }

            Assert.Equal(committed ? 1 : 0, Math.Min(1, await sweep.ProcessAsync(Stop)));
            Assert.Equal(!committed, await IsThereAsync());

            async Task<bool> IsThereAsync()
            {
                await using var content = await files.OpenAsync(key, id, Stop);
                return content is not null;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task There_is_nothing_to_join_without_an_open_transaction()
    {
        await using var shop = await Shop.OpenAsync(await EngineAsync());
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);

        Assert.Equal(
            "store.transaction_missing",
            Assert.Throws<SupportKitException>(() => context.EnlistSupportKit()).Code
        );
        await using var transaction = await context.Database.BeginTransactionAsync(Stop);
        using var join = context.EnlistSupportKit();
        await transaction.CommitAsync(Stop);
        await transaction.DisposeAsync();
        Assert.Equal(
            "store.transaction_missing",
            (await Assert.ThrowsAsync<SupportKitException>(() => shop.AskAsync())).Code
        );
    }

    private static Task<T> ElsewhereAsync<T>(Func<Task<T>> read)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(read, Stop);
    }
}

public sealed class SqliteHostTransactionTests : HostTransactionTests, IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    protected override Task<Action<DbContextOptionsBuilder>> EngineAsync() =>
        Task.FromResult<Action<DbContextOptionsBuilder>>(options => options.UseSqlite(file.Connection));
}

[Trait("Category", "Long")]
public sealed class PostgresHostTransactionTests(PostgresServer server) : HostTransactionTests
{
    protected override async Task<Action<DbContextOptionsBuilder>> EngineAsync()
    {
        var own = await Engines.NewPostgresAsync(server);
        return options => options.UseNpgsql(own);
    }
}
