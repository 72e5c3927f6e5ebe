using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class NumberCases
{
    private const int Callers = 16;
    private const int Blocks = 5;
    private const int BlockSize = 7;

    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("the numbers of a tenant begin at 1, and each block follows the one before", BlocksAsync),
            new("each tenant has numbers of its own", TenantsAsync),
            new("no number is reserved twice by many who reserve at once", AtOnceAsync),
            new("a ticket is found by its number, by whoever sees it", FoundAsync),
            new("a text finds a ticket by its number as people write it", WordsAsync),
        ];

    private static async Task BlocksAsync(ITicketStore store, CancellationToken stop)
    {
        foreach (var (count, first) in ((int, long)[])[(1, 1), (20, 2), (1, 22), (640, 23), (3, 663)])
            ConformanceAssert.Equal(
                new NumberBlock(first, count),
                await store.ReserveNumbersAsync(ConformanceDeskFixture.Tenant, count, stop).ConfigureAwait(false),
                $"the block of {count}"
            );
    }

    private static async Task TenantsAsync(ITicketStore store, CancellationToken stop)
    {
        string[] tenants = [ConformanceDeskFixture.Tenant, ConformanceDeskFixture.OtherTenant, "NORTH", "O'Brien %_"];
        foreach (var first in (long[])[1, 11])
        foreach (var tenant in tenants)
            ConformanceAssert.Equal(
                new NumberBlock(first, 10),
                await store.ReserveNumbersAsync(tenant, 10, stop).ConfigureAwait(false),
                $"the block of \"{tenant}\""
            );
    }

    private static async Task AtOnceAsync(ITicketStore store, CancellationToken stop)
    {
        var reserved = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(ReserveAsync, stop)))
            .ConfigureAwait(false);
        ConformanceAssert.Same(
            Enumerable.Range(1, Callers * Blocks * BlockSize).Select(number => (long)number),
            reserved.SelectMany(numbers => numbers).Order(),
            "what was reserved in all"
        );

        async Task<List<long>> ReserveAsync()
        {
            var numbers = new List<long>();
            for (var i = 0; i < Blocks; i++)
            {
                var block = await store
                    .ReserveNumbersAsync(ConformanceDeskFixture.Tenant, BlockSize, stop)
                    .ConfigureAwait(false);
                ConformanceAssert.Equal(BlockSize, block.Count, "the size of a block");
                for (var number = block.First; number < block.First + block.Count; number++)
                    numbers.Add(number);
            }
            return numbers;
        }
    }

    private static async Task FoundAsync(ITicketStore store, CancellationToken stop)
    {
        var number = new TicketNumber("ACME", 1042);
        var ticket = await OpenAsync(store, number, stop).ConfigureAwait(false);
        await OpenAsync(store, new TicketNumber("ACME", 1043), stop).ConfigureAwait(false);
        await OpenAsync(store, null, stop).ConfigureAwait(false);
        var other = await OpenAsync(store, number, stop, ConformanceDeskFixture.OtherTenant).ConfigureAwait(false);
        var query = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk) { Number = number };
        foreach (
            var (asked, expected) in ((TicketQuery, Ticket?)[])
                [
                    (query, ticket),
                    (query with { Tenant = ConformanceDeskFixture.OtherTenant }, other),
                    (query with { Viewer = Viewer.OfRequester(ConformanceDeskFixture.Ana) }, ticket),
                    (query with { Viewer = Viewer.OfRequester("eve") }, null),
                    (query with { Number = new TicketNumber("ACM", 1042) }, null),
                    (query with { Number = new TicketNumber("ACME", 104) }, null),
                    (query with { Text = "moves", States = [StateCategory.New] }, ticket),
                    (query with { Text = "levers" }, null),
                ]
        )
        {
            var page = await store.ListAsync(asked, stop).ConfigureAwait(false);
            ConformanceAssert.Same(
                expected is null ? [] : [expected.Id],
                page.Tickets.Select(found => found.Id),
                $"what is found by {asked.Number} and \"{asked.Text}\""
            );
        }
    }

    private static async Task WordsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, new TicketNumber("ACME", 1042), stop).ConfigureAwait(false);
        await OpenAsync(store, new TicketNumber("ACME", 10421), stop).ConfigureAwait(false);
        foreach (var text in (string[])["ACME-1042", "acme 1042", "1042", "[ACME-1042] nothing moves"])
        {
            var query = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk) { Text = text };
            var page = await store.ListAsync(query, stop).ConfigureAwait(false);
            ConformanceAssert.Same([ticket.Id], page.Tickets.Select(found => found.Id), $"what is found by \"{text}\"");
        }
    }

    private static Task<Ticket> OpenAsync(
        ITicketStore store,
        TicketNumber? number,
        CancellationToken stop,
        string tenant = ConformanceDeskFixture.Tenant
    ) => ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Open(tenant: tenant, number: number), stop);
}
