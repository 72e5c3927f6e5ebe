using System.Reflection;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Testing;

internal static class FidelityCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("every kind of event comes back as it was stored", EventsAsync),
            new("instants are kept to the microsecond, far ones too", InstantsAsync),
            new("texts of any script and length come back as they were stored", TextsAsync),
            new("a history amounts to its ticket", ReplayAsync),
        ];

    private static async Task EventsAsync(ITicketStore store, CancellationToken stop)
    {
        var kinds = new HashSet<Type>();
        foreach (var life in TicketScenarios.All)
        {
            var opened = ConformanceDeskFixture.Open(busy: true, organization: "Acme");
            var ticket = await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
            var events = opened.Events;
            foreach (var next in life)
            {
                var commit = next(ticket);
                ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
                events = events.AddRange(commit.Events);
            }
            ConformanceAssert.Same(
                events,
                await store.HistoryAsync(opened.Key, Viewer.Desk, stop).ConfigureAwait(false),
                "the history"
            );
            ConformanceAssert.Same(
                ticket,
                await store.FindAsync(opened.Key, Viewer.Desk, stop).ConfigureAwait(false),
                "the ticket"
            );
            kinds.UnionWith(events.Select(recorded => recorded.Event.GetType()));
        }

        // A kind of event added later must be lived through here too.
        var forgotten = typeof(TicketEvent)
            .GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(kind => kind.DerivedType)
            .Where(kind => !kinds.Contains(kind) && kind != typeof(TicketEvent.PersonErased)); // never decided
        ConformanceAssert.Same([], forgotten.Select(kind => kind.Name), "the list of kinds this case does not store");
    }

    private static async Task InstantsAsync(ITicketStore store, CancellationToken stop)
    {
        Instant[] instants =
        [
            ConformanceDeskFixture.Morning,
            ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond,
            Instant.FromUtc(1969, 12, 31, 23, 59, 59) + Duration.FromTicks(9_999_990),
            Instant.FromUtc(2999, 12, 31, 23, 59, 59) + Duration.FromTicks(9_999_990),
        ];
        foreach (var at in instants)
        {
            // The id's own time cannot lie before 1970.
            var commit = ConformanceDeskFixture.Open(at: at, id: TicketId.New(ConformanceDeskFixture.Morning));
            await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            var found = await store.FindAsync(commit.Key, Viewer.Desk, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(at, ConformanceAssert.Present(found, "the ticket").OpenedAt, "the opening instant");
        }
        var page = await store
            .ListAsync(new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Same(
            instants.Order(),
            page.Tickets.Select(ticket => ticket.OpenedAt),
            "the opening instants in order"
        );
    }

    private static async Task TextsAsync(ITicketStore store, CancellationToken stop)
    {
        string[] texts =
        [
            "O'Brien; \"quoted\" \\ back -- and % _ [x] \t\r\n line",
            "Ça marche ? Não. 日本語 🙂 e\u0301",
            new string('x', 200_000),
        ];
        foreach (var text in texts)
        {
            var person = text[..Math.Min(text.Length, 100)];
            var commit = ConformanceDeskFixture.Open(tenant: person, requester: person, title: text, commandId: person);
            await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            var found = await store.FindAsync(commit.Key, Viewer.OfRequester(person), stop).ConfigureAwait(false);
            ConformanceAssert.Same(commit.Ticket, found, "the ticket");
            var command = await store.FindByCommandAsync(person, person, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(commit.Ticket.Id, command, "the ticket of the command id");
            var claimed = await MessageCases
                .ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop)
                .ConfigureAwait(false);
            ConformanceAssert.Same(commit.Messages[0], claimed.Message, "the message");
            await MessageCases.DeliverAllAsync(store, stop).ConfigureAwait(false);
        }
    }

    private static async Task ReplayAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        var ticket = await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.ProcessDeadline(ticket), stop)
            .ConfigureAwait(false);
        var history = await store.HistoryAsync(opened.Key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Same(ticket, TicketHistory.Replay(history), "what the history amounts to");
    }
}
