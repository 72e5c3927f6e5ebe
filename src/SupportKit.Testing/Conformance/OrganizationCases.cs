using System.Collections.Immutable;
using SupportKit.Routing;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class OrganizationCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a colleague finds a ticket of their organization, reads its history and lists it", ColleagueAsync),
            new("organizations are compared to the letter, and within a tenant", ExactAsync),
            new("whoever belongs to no organization sees no ticket for that, nor one of none", NoneAsync),
            new("a colleague's ticket stands once in a person's list, in the place it has among their own", PlaceAsync),
            new("a list, a count and each ticket by itself agree on what somebody sees", AgreementAsync),
            new("a list shows only the organization asked for, and of that only what the viewer sees", FilterAsync),
            new("words find a colleague's ticket, and the desk's notes find it for the desk alone", SearchAsync),
        ];

    private const string Acme = "Acme";
    private const string Globex = "Globex";

    private static readonly Viewer BenOfAcme = Viewer.OfRequester("ben", Acme);

    private static async Task ColleagueAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop, organization: Acme).ConfigureAwait(false);
        await ExpectAsync(store, ticket, Viewer.OfRequester(ConformanceDeskFixture.Ana), true, stop)
            .ConfigureAwait(false);
        await ExpectAsync(store, ticket, BenOfAcme, true, stop).ConfigureAwait(false);
        await ExpectAsync(store, ticket, Viewer.OfRequester("ben"), false, stop).ConfigureAwait(false);
        await ExpectAsync(store, ticket, Viewer.OfRequester("ben", Globex), false, stop).ConfigureAwait(false);
        // What happens later changes nothing about it.
        var reply = new TicketCommand.Reply(ConformanceDeskFixture.Agent, "So.");
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, reply, ticket.UpdatedAt), stop)
            .ConfigureAwait(false);
        await ExpectAsync(store, ticket, BenOfAcme, true, stop).ConfigureAwait(false);
    }

    private static async Task ExactAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop, organization: Acme).ConfigureAwait(false);
        foreach (var nearly in (string[])["acme", "Acme ", "Acm", "%", ConformanceDeskFixture.Ana])
            await ExpectAsync(store, ticket, Viewer.OfRequester("ben", nearly), false, stop).ConfigureAwait(false);
        var there = ConformanceDeskFixture.Open(
            tenant: ConformanceDeskFixture.OtherTenant,
            id: ticket.Id,
            organization: Globex
        );
        await ConformanceAssert.CommittedAsync(store, there, stop).ConfigureAwait(false);
        await ExpectAsync(store, there.Ticket, BenOfAcme, false, stop).ConfigureAwait(false);
        await ExpectAsync(store, ticket, Viewer.OfRequester("ben", Globex), false, stop).ConfigureAwait(false);
    }

    private static async Task NoneAsync(ITicketStore store, CancellationToken stop)
    {
        var none = await OpenAsync(store, stop).ConfigureAwait(false);
        var acmes = await OpenAsync(store, stop, organization: Acme).ConfigureAwait(false);
        foreach (var viewer in (Viewer[])[Viewer.OfRequester("ben"), Viewer.OfRequester("ben", " ")])
        {
            await ExpectAsync(store, none, viewer, false, stop).ConfigureAwait(false);
            await ExpectAsync(store, acmes, viewer, false, stop).ConfigureAwait(false);
        }
        await ExpectAsync(store, none, BenOfAcme, false, stop).ConfigureAwait(false);
    }

    private static async Task PlaceAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenManyAsync(store, stop).ConfigureAwait(false);
        foreach (var order in Enum.GetValues<QueueOrder>())
        {
            var query = new TicketQuery(ConformanceDeskFixture.Tenant, BenOfAcme) { Order = order };
            var seen = query.Page(tickets.Select(ticket => (ticket, ImmutableArray<RecordedEvent>.Empty))).Tickets;
            var listed = await PagesAsync(store, query with { Limit = 2 }, stop).ConfigureAwait(false);
            ConformanceAssert.Same(seen.Select(ticket => ticket.Id), listed, $"the list by {order}, page by page");
        }
    }

    private static async Task AgreementAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenManyAsync(store, stop).ConfigureAwait(false);
        string[] people = [ConformanceDeskFixture.Ana, "ben", "cleo", "eve"];
        string?[] organizations = [null, Acme, Globex, "Initech"];
        var viewers =
            from person in people
            from organization in organizations
            select Viewer.OfRequester(person, organization);
        foreach (var viewer in viewers.Append(Viewer.Desk))
        {
            var seen = tickets.Where(viewer.Sees).Select(ticket => ticket.Id).ToHashSet();
            foreach (var ticket in tickets)
            {
                var found = await store.FindAsync(ticket.Key, viewer, stop).ConfigureAwait(false);
                ConformanceAssert.Equal(seen.Contains(ticket.Id), found is not null, $"whether {viewer} finds one");
                var history = await store.HistoryAsync(ticket.Key, viewer, stop).ConfigureAwait(false);
                ConformanceAssert.Equal(seen.Contains(ticket.Id), !history.IsEmpty, $"whether {viewer} reads it");
            }
            var query = new TicketQuery(ConformanceDeskFixture.Tenant, viewer);
            var listed = await PagesAsync(store, query, stop).ConfigureAwait(false);
            ConformanceAssert.Same(seen.Order(ById), listed.Order(ById), $"the list of {viewer}");
            var count = await store.CountAsync(query, limit: null, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(seen.Count, count.Tickets, $"the count of {viewer}");
        }
    }

    private static async Task FilterAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenManyAsync(store, stop).ConfigureAwait(false);
        foreach (var viewer in (Viewer[])[Viewer.Desk, BenOfAcme, Viewer.OfRequester("cleo")])
        foreach (var organization in (string[])[Acme, Globex, "acme", ""])
        {
            var query = new TicketQuery(ConformanceDeskFixture.Tenant, viewer) { Organization = organization };
            var expected = tickets.Where(ticket => viewer.Sees(ticket) && ticket.Organization == organization);
            var listed = await PagesAsync(store, query, stop).ConfigureAwait(false);
            ConformanceAssert.Same(
                expected.Select(ticket => ticket.Id).Order(ById),
                listed.Order(ById),
                $"what {viewer} sees of \"{organization}\""
            );
        }
    }

    private static async Task SearchAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop, organization: Acme, title: "Paper jam").ConfigureAwait(false);
        await OpenAsync(store, stop, organization: Globex, title: "Paper jam").ConfigureAwait(false);
        await OpenAsync(store, stop, title: "Paper jam").ConfigureAwait(false);
        var note = new TicketCommand.Note(ConformanceDeskFixture.Agent, "Roller worn.");
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, note, ticket.UpdatedAt), stop)
            .ConfigureAwait(false);
        foreach (var order in Enum.GetValues<QueueOrder>())
        {
            var query = new TicketQuery(ConformanceDeskFixture.Tenant, BenOfAcme) { Text = "paper", Order = order };
            foreach (var asked in (TicketQuery[])[query, query with { Text = "pap", LastWordIsPrefix = true }])
                ConformanceAssert.Same(
                    [ticket.Id],
                    await PagesAsync(store, asked, stop).ConfigureAwait(false),
                    $"what a colleague finds by \"{asked.Text}\""
                );
            ConformanceAssert.Same(
                [],
                await PagesAsync(store, query with { Text = "roller" }, stop).ConfigureAwait(false),
                "what a colleague finds by the words of a note"
            );
        }
    }

    // Of every organization, and of none; Ben's own, and such as are shared with him; open and closed; urgent and not.
    private static async Task<ImmutableArray<Ticket>> OpenManyAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = ImmutableArray.CreateBuilder<Ticket>();
        var place = 0;
        foreach (var requester in (string[])[ConformanceDeskFixture.Ana, "ben", "cleo"])
        foreach (var organization in (string?[])[Acme, null, Globex])
        foreach (var category in (string[])["question", "incident"])
        {
            var commit = ConformanceDeskFixture.Open(
                requester: requester,
                category: category,
                at: ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * (place * 7 % 18),
                organization: organization
            );
            var ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            if (place % 4 == 0 && requester != "ben")
                ticket = await ConformanceAssert
                    .CommittedAsync(store, ConformanceDeskFixture.Share(ticket, "ben"), stop)
                    .ConfigureAwait(false);
            if (place % 5 == 0)
            {
                var spam = new TicketCommand.MarkSpam(ConformanceDeskFixture.Agent);
                ticket = await ConformanceAssert
                    .CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, spam, ticket.UpdatedAt), stop)
                    .ConfigureAwait(false);
            }
            tickets.Add(ticket);
            place++;
        }
        return tickets.ToImmutable();
    }

    private static async Task<ImmutableArray<TicketId>> PagesAsync(
        ITicketStore store,
        TicketQuery query,
        CancellationToken stop
    )
    {
        var listed = ImmutableArray.CreateBuilder<TicketId>();
        do
        {
            var page = await store.ListAsync(query, stop).ConfigureAwait(false);
            listed.AddRange(page.Tickets.Select(ticket => ticket.Id));
            query = query with { After = page.Next };
        } while (query.After is not null && listed.Count <= 100);
        return listed.ToImmutable();
    }

    private static async Task ExpectAsync(
        ITicketStore store,
        Ticket ticket,
        Viewer viewer,
        bool isSeen,
        CancellationToken stop
    )
    {
        var found = await store.FindAsync(ticket.Key, viewer, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(isSeen, found is not null, $"whether {viewer} finds the ticket");
        var history = await store.HistoryAsync(ticket.Key, viewer, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(isSeen ? ticket.Version : 0, history.Length, $"the length of what {viewer} reads");
        var page = await store.ListAsync(new TicketQuery(ticket.Tenant, viewer), stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            isSeen,
            page.Tickets.Any(listed => listed.Id == ticket.Id),
            $"whether {viewer} lists the ticket"
        );
    }

    private static Task<Ticket> OpenAsync(
        ITicketStore store,
        CancellationToken stop,
        string? organization = null,
        string title = "Nothing moves"
    ) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Open(organization: organization, title: title),
            stop
        );

    private static readonly Comparer<TicketId> ById = Comparer<TicketId>.Create(
        (one, other) => one.Value.CompareTo(other.Value)
    );
}
