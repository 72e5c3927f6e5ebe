using System.Collections.Immutable;
using System.Text;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Closed tickets go after a time: first told of, then removed.</summary>
public class PruneTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    [Fact]
    public async Task Only_what_has_been_closed_for_longer_than_the_span_goes_and_a_dry_run_tells_it_first()
    {
        var old = await ClosedAsync();
        var open = await life.OpenAsync(Question());
        life.Time.Advance(Duration.FromDays(300));
        var late = await ClosedAsync();
        life.Time.Advance(Duration.FromDays(66));
        var service = Service();

        var told = await service.PruneAsync(Tenant, dryRun: true, Year);
        Assert.Equal((true, 1, null), (told.IsDryRun, told.Total, told.Next));
        Assert.Equal([old.Id], told.Tickets);
        Assert.NotNull(await life.Desk.FindAsync(old.Key, Viewer.Desk));

        var done = await service.PruneAsync(Tenant, dryRun: false, Year);
        Assert.Equal(told.Tickets, done.Tickets);
        Assert.Null(await life.Desk.FindAsync(old.Key, Viewer.Desk));
        Assert.NotNull(await life.Desk.FindAsync(open.Key, Viewer.Desk));
        Assert.NotNull(await life.Desk.FindAsync(late.Key, Viewer.Desk));
        Assert.Equal(0, (await service.PruneAsync(Tenant, dryRun: true, Year)).Total);
    }

    [Fact]
    public async Task The_content_of_attachments_goes_with_the_ticket()
    {
        var ticket = await life.OpenAsync(Question());
        using var log = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        await life.Desk.AttachAsync(ticket.Key, Samples.Ana, "log.txt", "text/plain", log, null);
        ticket = await CloseAsync(await life.ReadAsync(ticket));
        life.Time.Advance(Duration.FromDays(366));

        await Service().PruneAsync(Tenant, dryRun: false, Year);

        Assert.Null(await life.Files.OpenAsync(ticket.Key, ticket.Attachments[0].Id, default));
    }

    [Fact]
    public async Task The_pages_together_are_all_that_is_old_enough()
    {
        var old = new List<TicketId>();
        for (var i = 0; i < 5; i++)
            old.Add((await ClosedAsync()).Id);
        life.Time.Advance(Duration.FromDays(366));
        foreach (var dryRun in (bool[])[true, false])
        {
            var told = new List<TicketId>();
            var totals = new List<long>();
            TicketCursor? after = null;
            do
            {
                var page = await Service().PruneAsync(Tenant, dryRun, Year, after, limit: 2);
                told.AddRange(page.Tickets);
                totals.Add(page.Total);
                after = page.Next;
            } while (after is not null);
            Assert.Equal(old.ToHashSet(), told.ToHashSet());
            Assert.Equal(dryRun ? [5, 5, 5] : [5, 3, 1], totals);
        }
    }

    [Fact]
    public async Task One_ticket_that_cannot_be_removed_stops_none_of_the_others()
    {
        var tickets = new[] { await ClosedAsync(), await ClosedAsync(), await ClosedAsync() };
        life.Time.Advance(Duration.FromDays(366));
        var archive = new Removing(given =>
            given.Any(one => one.Id == tickets[1].Id)
                ? throw new IOException("The page is damaged.")
                : life.Store.RemoveAsync(given, default)
        );

        var page = await Service(archive).PruneAsync(Tenant, dryRun: false, Year);

        Assert.Equal(new HashSet<TicketId> { tickets[0].Id, tickets[2].Id }, page.Tickets.ToHashSet());
        var failure = Assert.Single(page.Failures);
        Assert.Equal((tickets[1].Id, "retention.removal_failed"), (failure.Ticket, failure.Code));
        Assert.DoesNotContain("damaged", failure.Reason, StringComparison.Ordinal);
        Assert.NotNull(await life.Desk.FindAsync(tickets[1].Key, Viewer.Desk));
    }

    [Fact]
    public async Task A_ticket_that_changes_meanwhile_stays()
    {
        var ticket = await ClosedAsync();
        life.Time.Advance(Duration.FromDays(366));
        var archive = new Removing(async given =>
        {
            await life.DoAsync(given[0], new TicketCommand.Note(Bia, "Look at this again."));
            return await life.Store.RemoveAsync(given, default);
        });

        var page = await Service(archive).PruneAsync(Tenant, dryRun: false, Year);

        Assert.Empty(page.Tickets);
        Assert.Equal("retention.ticket_changed", Assert.Single(page.Failures).Code);
        Assert.NotNull(await life.Desk.FindAsync(ticket.Key, Viewer.Desk));
    }

    [Fact]
    public async Task Whoever_cancels_ends_it_between_two_transactions()
    {
        var ticket = await ClosedAsync();
        life.Time.Advance(Duration.FromDays(366));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Service().PruneAsync(Tenant, dryRun: false, Year, cancellationToken: new(canceled: true))
        );

        Assert.NotNull(await life.Desk.FindAsync(ticket.Key, Viewer.Desk));
    }

    [Theory]
    [InlineData(null, "retention.span_missing")]
    [InlineData(0, "retention.span_impossible")]
    [InlineData(-3, "retention.span_impossible")]
    [InlineData(36_501, "retention.span_impossible")]
    public async Task Nothing_goes_without_a_span_that_somebody_can_have_meant(int? days, string code)
    {
        await ClosedAsync();
        var span = days is { } given ? TimeSpan.FromDays(given) : default(TimeSpan?);

        var error = await Assert.ThrowsAsync<SupportKitException>(() =>
            Service().PruneAsync(Tenant, dryRun: false, span)
        );

        Assert.Equal(code, error.Code);
    }

    private Task<Ticket> ClosedAsync() => CloseAsync(null);

    private async Task<Ticket> CloseAsync(Ticket? ticket)
    {
        ticket ??= await life.OpenAsync(Question());
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, "close"));
        ticket = await life.ReadAsync(ticket);
        Assert.Equal(StateCategory.Closed, ticket.StateCategory);
        return ticket;
    }

    private PersonalDataService Service(IPersonalDataStore? archive = null) =>
        new(life.Store, archive ?? life.Store, life.Files, life.Policies, life.Archive, life.Time);

    private sealed class Removing(Func<ImmutableArray<Ticket>, Task<ImmutableArray<TicketId>>> remove)
        : IPersonalDataStore
    {
        public Task<ImmutableArray<TicketId>> RemoveAsync(ImmutableArray<Ticket> tickets, CancellationToken stop) =>
            remove(tickets);

        public Task<ImmutableArray<TicketId>> TicketsNamingAsync(
            string tenant,
            string person,
            CancellationToken stop
        ) => throw new NotSupportedException();

        public Task<ImmutableArray<OutboundMessage>> MessagesAsync(TicketKey key, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task<bool> RewriteAsync(TicketRewrite rewrite, CancellationToken stop) =>
            throw new NotSupportedException();
    }
}
