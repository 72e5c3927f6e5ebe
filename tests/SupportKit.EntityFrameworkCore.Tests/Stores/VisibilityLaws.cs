using System.Collections.Immutable;
using NodaTime;
using SupportKit.Routing;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>
/// Whatever the tickets and whoever looks: what a store lists and counts is what each ticket by itself lets them read. Tickets and
/// viewers are made of bytes, which shrink to few tickets of few people.
/// </summary>
public abstract class VisibilityLaws
{
    private static readonly string[] People = ["ana", "ben", "cleo"];
    private static readonly string?[] Organizations = [null, "acme", "globex"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract Task<ITicketStore> StoreAsync();

    [Law(1, 200)]
    public async Task A_list_is_what_may_be_read_one_by_one(byte[] made)
    {
        var store = await StoreAsync();
        var tickets = new List<Ticket>();
        foreach (var one in made.Take(12))
            tickets.Add(await OpenAsync(store, one, tickets.Count));
        var viewers =
            from person in People
            from organization in Organizations
            select Viewer.OfRequester(person, organization);
        foreach (var viewer in viewers.Append(Viewer.Desk).Append(Viewer.OfAgent("bo")))
        {
            var seen = new List<TicketId>();
            foreach (var ticket in tickets)
            {
                var found = await store.FindAsync(ticket.Key, viewer, Stop) is not null;
                Assert.Equal(viewer.Sees(ticket), found);
                Assert.Equal(found, !(await store.HistoryAsync(ticket.Key, viewer, Stop)).IsEmpty);
                if (found)
                    seen.Add(ticket.Id);
            }
            foreach (var order in Enum.GetValues<QueueOrder>())
            foreach (var text in (string?[])[null, "down"])
                Assert.Equal(
                    seen.Select(id => id.ToString()).Order(StringComparer.Ordinal),
                    await ListedAsync(
                        store,
                        new("default", viewer)
                        {
                            Order = order,
                            Text = text,
                            Limit = 2,
                        }
                    )
                );
            Assert.Equal(seen.Count, (await store.CountAsync(new("default", viewer), limit: null, Stop)).Tickets);
            var bounded = await store.CountAsync(new("default", viewer), 2, Stop);
            Assert.Equal((Math.Min(seen.Count, 2), seen.Count <= 2), (bounded.Tickets, bounded.IsExact));
        }
    }

    // A byte says who asks, for which organization, with whom it is shared, who works on it and whether it is closed.
    private static async Task<Ticket> OpenAsync(ITicketStore store, byte made, int place)
    {
        var commit = SampleTickets.Open(
            People[made % 3],
            organization: Organizations[made / 3 % 3],
            at: SampleTickets.Morning + Duration.FromSeconds(place % 4)
        );
        await store.CommitAsync(commit, Stop);
        var ticket = commit.Ticket;
        if (made / 9 % 4 is var with && with < 3 && People[with] != ticket.Requester)
            ticket = await ApplyAsync(
                new TicketCommand.Share(Actor.Requester(ticket.Requester), People[with]) { HasAccount = true }
            );
        if (made / 36 % 2 == 1)
            ticket = await ApplyAsync(new TicketCommand.Assign(Actor.Lead("lea"), "bo"));
        if (made / 72 % 2 == 1)
            ticket = await ApplyAsync(new TicketCommand.MarkSpam(Actor.Lead("lea")));
        return ticket;

        async Task<Ticket> ApplyAsync(TicketCommand command)
        {
            var next = SampleTickets.Apply(ticket, command);
            await store.CommitAsync(next, Stop);
            return next.Ticket;
        }
    }

    private static async Task<IEnumerable<string>> ListedAsync(ITicketStore store, TicketQuery query)
    {
        var listed = ImmutableArray.CreateBuilder<string>();
        do
        {
            var page = await store.ListAsync(query, Stop);
            listed.AddRange(page.Tickets.Select(ticket => ticket.Id.ToString()));
            query = query with { After = page.Next };
        } while (query.After is not null && listed.Count < 100);
        return listed.Order(StringComparer.Ordinal);
    }
}

public sealed class VisibilityOnMemoryLaws : VisibilityLaws
{
    private protected override Task<ITicketStore> StoreAsync() =>
        Task.FromResult<ITicketStore>(new InMemoryTicketStore());
}

public sealed class VisibilityOnSqliteLaws(SqliteDatabase database) : VisibilityLaws, IClassFixture<SqliteDatabase>
{
    private protected override async Task<ITicketStore> StoreAsync() => (await database.EmptyAsync()).Store;
}

public sealed class VisibilityOnPostgresLaws(PostgresDatabase database)
    : VisibilityLaws,
        IClassFixture<PostgresDatabase>
{
    private protected override async Task<ITicketStore> StoreAsync() => (await database.EmptyAsync()).Store;
}
