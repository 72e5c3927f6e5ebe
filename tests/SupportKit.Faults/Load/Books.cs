using SupportKit.Faults.Desks;
using SupportKit.Testing;
using SupportKit.Tickets;

namespace SupportKit.Faults.Load;

/// <summary>What a desk has stored, compared with what its callers were told and what its transport was given.</summary>
/// <param name="Tickets">How many tickets there are.</param>
/// <param name="Events">How many events they have.</param>
/// <param name="Messages">How many messages these called for, digests included.</param>
public sealed record Books(int Tickets, int Events, int Messages)
{
    /// <summary>
    /// Holds that every acknowledged command took effect, and every command once; that each history replays to its
    /// snapshot and never runs back in time; that each promise was decided once; that everybody was told of everything, of
    /// each event once, by a message or in the digest after it; that the messages of a ticket left in order.
    /// </summary>
    public static async Task<Books> CheckAsync(
        Database database,
        IEnumerable<Acknowledged> acknowledged,
        IReadOnlyList<string> delivered
    )
    {
        var time = new ManualTimeProvider(NodaTime.Instant.FromUtc(2026, 3, 2, 9, 0));
        await using var desk = await FaultsDeskFixture.StartAsync(database, time, (_, _) => Task.CompletedTask);
        var effects = new Dictionary<string, TicketId>();
        var left = delivered.ToHashSet(StringComparer.Ordinal);
        var expected = new List<string>();
        var (tickets, events) = (0, 0);
        await foreach (var ticket in TicketsAsync(desk.Desk))
        {
            var history = await desk.Desk.GetHistoryAsync(ticket.Key, Viewer.Desk);
            Assert.Equal(TicketJson.Write(ticket), TicketJson.Write(TicketHistory.Replay(history)!));
            Assert.Equal(history.Select(recorded => recorded.At).Order(), history.Select(recorded => recorded.At));
            Assert.Single(history, recorded => recorded.Event is TicketEvent.PromiseMet or TicketEvent.PromiseBreached);
            var (replies, waiting) = (0, 0);
            foreach (var recorded in history)
            {
                if (CommandOf(recorded.Event) is { } command)
                    Assert.True(effects.TryAdd(command, ticket.Id), $"Command {command} took effect twice.");
                if (ToldTo(recorded.Event) is not { } recipient)
                    continue;
                var id = $"{ticket.Id}/{recorded.Sequence}/{recipient}";
                if (recorded.Event is TicketEvent.RequesterReplied && replies++ > 0 && !left.Contains(id))
                    waiting++;
                else
                    expected.Add(id);
                if (recorded.Event is not TicketEvent.DigestSent digest)
                    continue;
                var held = Assert.Single(digest.Notices);
                Assert.Equal(("requester-replied", waiting), (held.Key, held.Value));
                waiting = 0;
            }
            Assert.True(waiting == 0, $"The queue of {ticket.Id} was never told of {waiting} replies.");
            (tickets, events) = (tickets + 1, events + history.Length);
        }
        foreach (var told in acknowledged)
            Assert.True(
                effects.TryGetValue(told.Command, out var on) && on == told.Ticket,
                $"Command {told.Command} was acknowledged on {told.Ticket}, and is not there."
            );
        Assert.Equal(expected.Order(StringComparer.Ordinal), delivered.Distinct().Order(StringComparer.Ordinal));
        AssertInOrder(delivered);
        return new Books(tickets, events, expected.Count);
    }

    /// <summary>Holds that no message of a ticket left before one that comes before it had left.</summary>
    public static void AssertInOrder(IEnumerable<string> delivered)
    {
        foreach (var ofTicket in delivered.Distinct().Select(id => id.Split('/')).GroupBy(parts => parts[0]))
        {
            var sequences = ofTicket
                .Select(parts => long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))
                .ToList();
            Assert.Equal(sequences.Order(), sequences);
        }
    }

    internal static async IAsyncEnumerable<Ticket> TicketsAsync(SupportDesk desk)
    {
        var query = new TicketQuery(SupportDesk.DefaultTenant, Viewer.Desk) { Limit = TicketQuery.MaxLimit };
        do
        {
            var page = await desk.ListAsync(query);
            foreach (var ticket in page.Tickets)
                yield return ticket;
            query = query with { After = page.Next };
        } while (query.After is not null);
    }

    private static string? CommandOf(TicketEvent happened) =>
        happened switch
        {
            TicketEvent.Opened opened => opened.Title.Text,
            TicketEvent.AgentReplied reply => reply.Body.Text,
            TicketEvent.RequesterReplied reply => reply.Body.Text,
            _ => null,
        };

    // Stated here once more, so that a message that was never stored is missed. Only further replies of the requester may wait
    // for a digest: everything else is an answer of the desk, or comes once.
    private static string? ToldTo(TicketEvent happened) =>
        happened switch
        {
            TicketEvent.Opened or TicketEvent.AgentReplied => "Requester",
            TicketEvent.Routed
            or TicketEvent.RequesterReplied
            or TicketEvent.PromiseBreached
            or TicketEvent.DigestSent => "Queue",
            _ => null,
        };
}
