using SupportKit.Rules;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static partial class SearchCases
{
    private static TicketQuery Text(string text) => new(ConformanceDeskFixture.Tenant, Viewer.Desk) { Text = text };

    private static TicketQuery Beginning(string text) => Text(text) with { LastWordIsPrefix = true };

    private static TicketQuery Known(params (string, FactValue)[] facts) =>
        new(ConformanceDeskFixture.Tenant, Viewer.Desk) { Facts = Facts(facts) };

    private static TicketQuery Known(Ticket ticket, params string[] facts) =>
        Known([.. facts.Select(fact => (fact, ticket.Facts[fact]!.Value))]);

    private static FactSet Facts(params (string Name, FactValue Value)[] facts) =>
        FactSet.Of(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));

    private static TicketCommit Reply(Ticket ticket, string body) =>
        ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Reply(ConformanceDeskFixture.Agent, body),
            ticket.UpdatedAt
        );

    private static TicketCommit Note(Ticket ticket, string body) =>
        ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Note(ConformanceDeskFixture.Agent, body),
            ticket.UpdatedAt
        );

    private static Task<Ticket> OpenAsync(
        ITicketStore store,
        string title,
        CancellationToken stop,
        string requester = ConformanceDeskFixture.Ana,
        string category = "incident",
        string tenant = ConformanceDeskFixture.Tenant
    ) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Open(tenant: tenant, requester: requester, category: category, title: title),
            stop
        );

    private static Task<Ticket> ApplyAsync(
        ITicketStore store,
        Ticket ticket,
        TicketCommand command,
        CancellationToken stop
    ) => ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, command, ticket.UpdatedAt), stop);

    private static async Task ExpectAsync(
        ITicketStore store,
        TicketQuery query,
        IEnumerable<Ticket> expected,
        CancellationToken stop
    )
    {
        var page = await store.ListAsync(query, stop).ConfigureAwait(false);
        var what = query.Text is null
            ? $"what is found by {string.Join(", ", query.Facts)}"
            : $"what is found by \"{query.Text}{(query.LastWordIsPrefix ? "…" : "")}\"";
        ConformanceAssert.Same(
            expected.OrderBy(ticket => ticket.OpenedAt).ThenBy(ticket => ticket.Id.Value).Select(ticket => ticket.Id),
            page.Tickets.Select(ticket => ticket.Id),
            what
        );
        // Not even how many there are tells of what is not found.
        var count = await store.CountAsync(query, limit: null, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(expected.LongCount(), count.Tickets, $"the count of {what}");
    }
}
