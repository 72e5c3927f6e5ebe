using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A host's context that tries again by itself what fails in passing.</summary>
[Trait("Category", "Long")]
public sealed class HostRetryTests(PostgresServer server)
{
    private static readonly TicketQuery Everything = new("default", Viewer.Desk);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_desk_works_in_a_context_that_retries()
    {
        await using var shop = await OpenAsync();
        var opened = Assert.IsType<DeskResult.Succeeded>(await shop.AskAsync("once"));
        var key = new TicketKey("default", opened.Ticket.Id);
        Assert.IsType<DeskResult.Succeeded>(await shop.AskAsync("once"));
        Assert.IsType<DeskResult.Succeeded>(await shop.AttachAsync(key, 300_000));
        var attached = (await shop.Store.FindAsync(key, Viewer.Desk, Stop))!;
        var withdrawn = await shop.Desk.WithdrawAttachmentAsync(
            key,
            Actor.Requester("ana"),
            attached.Attachments.Single().Id,
            Stop
        );
        Assert.IsType<DeskResult.Succeeded>(withdrawn);
        Assert.Single((await shop.Store.ListAsync(Everything, Stop)).Tickets);

        var first = SampleTickets.Open();
        await shop.Store.CommitAsync(first, Stop);
        var stale = SampleTickets.Apply(first.Ticket, new TicketCommand.Acknowledge(Actor.Agent("kim")));
        await shop.Store.CommitAsync(stale, Stop);
        Assert.Equal(CommitOutcome.Conflict, await shop.Store.CommitAsync(stale, Stop));
    }

    [Fact]
    public async Task A_transaction_inside_the_hosts_strategy_carries_the_desk()
    {
        await using var shop = await OpenAsync();
        var opened = Assert.IsType<DeskResult.Succeeded>(await shop.AskAsync());
        var key = new TicketKey("default", opened.Ticket.Id);
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);

        await context
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(async () =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(Stop);
                using (context.EnlistSupportKit())
                {
                    await shop.AskAsync();
                    await shop.AttachAsync(key, 300_000);
                    Assert.Equal(
                        CommitOutcome.Conflict,
                        await shop.Store.CommitAsync(SampleTickets.Open() with { ExpectedVersion = 1 }, Stop)
                    );
                    context.Add(new Order { Note = "refund" });
                    await context.SaveChangesAsync(Stop);
                    await transaction.CommitAsync(Stop);
                }
            });

        Assert.Equal(2, (await shop.Store.ListAsync(Everything, Stop)).Tickets.Length);
        Assert.Equal(1, await context.Orders.CountAsync(Stop));
        Assert.Equal(2, await Engines.CountPartsAsync(context));
    }

    [Fact]
    public async Task A_connection_that_the_server_ended_is_tried_again()
    {
        await using var shop = await OpenAsync();
        await shop.AskAsync();
        await using var scope = shop.Services.CreateAsyncScope();
        await using var context = shop.NewContext(scope);
        await context.Database.ExecuteSqlRawAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
            Stop
        );
        Assert.Single((await shop.Store.ListAsync(Everything, Stop)).Tickets);
    }

    private async Task<Shop> OpenAsync()
    {
        var connection = await Engines.NewPostgresAsync(server);
        return await Shop.OpenAsync(options => options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure()));
    }
}
