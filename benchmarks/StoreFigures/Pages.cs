using Npgsql;
using SupportKit.EntityFrameworkCore;
using SupportKit.Routing;
using SupportKit.Tickets;

namespace SupportKit.StoreFigures;

/// <summary>Pages of lists and counts among many tickets, as a desk has them after years: most are closed.</summary>
internal static class Pages
{
    private const string Engineer = "agent-7";

    /// <summary>Fills the tables and writes a table of the median times.</summary>
    public static async Task ReportAsync(
        EfTicketStore store,
        AskedQueries asked,
        NpgsqlDataSource source,
        int tickets,
        TextWriter report
    )
    {
        await SeedAsync(source, tickets);
        report.WriteLine($"## Pages of 50 among {tickets:N0} tickets on PostgreSQL\n");
        report.WriteLine(
            "Planning and execution in the database, the median of seven; in brackets how many it gave. Pages over 5 ms and counts to 1,000 over 10 ms are bold.\n"
        );
        report.WriteLine("| list | first page | half-way page | last page | count to 1,000 | count of all |");
        report.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var (name, query) in Lists())
            report.WriteLine(await RowAsync(store, asked, source, name, query, tickets));
        report.WriteLine();
    }

    private static async Task<string> RowAsync(
        EfTicketStore store,
        AskedQueries asked,
        NpgsqlDataSource source,
        string name,
        TicketQuery query,
        int tickets
    )
    {
        var halfway = query with { After = Place(query.Order, tickets, 0.5) };
        var last = query with { After = Place(query.Order, tickets, 0.999) };
        var row = $"| {name}";
        foreach (var page in (TicketQuery[])[query, halfway, last])
        {
            asked.Clear();
            var found = (await store.ListAsync(page, default)).Tickets.Length;
            row += Cell(await asked.MedianAsync(source), most: 5, $"{found}");
        }
        foreach (var limit in (int?[])[TicketCount.DefaultLimit, null])
        {
            asked.Clear();
            var count = await store.CountAsync(query, limit, default);
            row += Cell(
                await asked.MedianAsync(source),
                most: limit is null ? double.MaxValue : 10,
                FormattableString.Invariant($"{count.Tickets:N0}{(count.IsExact ? "" : "+")}")
            );
        }
        return $"{row} |";
    }

    private static string Cell(double took, double most, string found)
    {
        var mark = took > most ? "**" : "";
        return FormattableString.Invariant($" | {mark}{took:0.0} ms{mark} ({found})");
    }

    // Tickets come a second apart; those of the last tenth that are not closed are due an hour later.
    private static TicketCursor Place(QueueOrder order, int tickets, double share)
    {
        var at = Rows.Start + NodaTime.Duration.FromSeconds(tickets * share);
        return order == QueueOrder.Arrival
            ? TicketCursor.OpenedFrom(at)
            : new TicketCursor(
                (int)(share * 4),
                Rows.Start
                    + NodaTime.Duration.FromSeconds(tickets * (0.9 + share / 10))
                    + NodaTime.Duration.FromHours(1),
                at,
                default
            );
    }

    private static IEnumerable<(string Name, TicketQuery Query)> Lists()
    {
        var desk = new TicketQuery("default", Viewer.Desk);
        StateCategory[] open = [StateCategory.New, StateCategory.Open];
        var lists = new (string Name, TicketQuery Query)[]
        {
            ("the desk", desk),
            ("the desk, open", desk with { States = [.. open] }),
            ("unassigned, open", desk with { Unassigned = true, States = [.. open] }),
            ("a queue", desk with { Queue = "queue-3" }),
            ("a queue, open", desk with { Queue = "queue-3", States = [.. open] }),
            ("a queue, held", desk with { Queue = "queue-3", States = [StateCategory.OnHold] }),
            ("an agent's", new TicketQuery("default", Viewer.OfAgent(Engineer))),
            ("an agent's, open", desk with { Assignee = Engineer, States = [.. open] }),
            ("a person's (20)", Persons("person-77")),
            ("a person's (20,000)", Persons("robot")),
            ("a person's (20,000), open", Persons("robot") with { States = [.. open] }),
            ("a word of 200,000", desk with { Text = "printer" }),
            ("a word of 10,000", desk with { Text = "lever" }),
            ("a word of 2,000", desk with { Text = "violin" }),
            ("a word of 100", desk with { Text = "zeppelin" }),
            ("what a word of 200,000 begins with", Typed("pri")),
            ("what a word of 10,000 begins with", Typed("lev")),
            ("what a word of 100 begins with", Typed("zep")),
            ("a word of 200,000, and what one of 10,000 begins with", Typed("printer lev")),
            ("words of 200,000 and 200,000", desk with { Text = "printer paper" }),
            ("words of 200,000 and 10,000", desk with { Text = "printer lever" }),
            ("words of 200,000 and 10,000 that never meet", desk with { Text = "printer owl" }),
            (
                "a word of 200,000, a queue's open",
                desk with
                {
                    Text = "printer",
                    Queue = "queue-3",
                    States = [.. open],
                }
            ),
            ("a word of 200,000, a person's (20,000)", Persons("robot") with { Text = "printer" }),
            ("a fact of 500,000, a queue", desk with { Facts = FactSet.Empty.With("urgent", true), Queue = "queue-3" }),
            ("a fact of 1,000", desk with { Facts = FactSet.Empty.With("account", "account-5") }),
        };
        foreach (var (name, query) in lists)
        {
            yield return ($"{name}, by arrival", query);
            yield return ($"{name}, by urgency", query with { Order = QueueOrder.Urgency });
        }

        TicketQuery Typed(string text) => desk with { Text = text, LastWordIsPrefix = true };

        static TicketQuery Persons(string person) => new("default", Viewer.OfRequester(person));
    }

    private static async Task SeedAsync(NpgsqlDataSource source, int tickets)
    {
        var commit = Rows.Open();
        var at = Rows.Start.ToUnixTimeTicks() / 10;
        await using var connection = await source.OpenConnectionAsync();
        await RunAsync("truncate supportkit_tickets, supportkit_ticket_access, supportkit_search_terms");
        // Ids as the desk makes them (version 7). Twenty queues, a hundred agents, a person with every fiftieth ticket and many with twenty. Of the last tenth, half are not closed.
        await RunAsync(
            """
            create temporary table made as
            select n, (lpad(to_hex(($1 + n * 1000000::bigint) / 1000), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid as id,
                   $1 + n * 1000000::bigint as at, 'queue-' || (hashint4(n + 1) & 1023) % 20 as queue,
                   case when n % 50 = 0 then 'robot' else 'person-' || (hashint4(n) & 1048575) % ($2 / 20) end as person,
                   case when n <= $2 * 0.9 and n % 2000 > 0 or n % 2 > 0 then 'Closed' when n % 20 = 0 then 'OnHold' when n % 8 = 0 then 'Answered' when n % 4 = 0 then 'New' else 'Open' end as state,
                   case when n > $2 * 0.9 and n % 4 = 0 or n % 50 = 1 then null else 'agent-' || (hashint4(n + 2) & 1023) % 100 end as agent,
                   hashint4(n + 3) & 1048575 as dice, hashint4(n + 4) & 3 as rank
            from generate_series(1, $2) n
            """,
            at,
            tickets
        );
        await RunAsync(
            """
            insert into supportkit_tickets (tenant, id, version, requester, queue, assignee, state, opened_at, rank, next_due, body, state_name, channel, held, updated_at)
            select 'default', id, $1, person, queue, agent, state, at, rank, case when state = 'Closed' then 9223372036854775807 else at + 3600000000 end,
                   replace($2, $3, replace(id::text, '-', '')), lower(state), 'platform', false, at from made
            """,
            commit.Ticket.Version,
            TicketJson.Write(commit.Ticket),
            commit.Ticket.Id.ToString()
        );
        await RunAsync(
            """
            insert into supportkit_ticket_access (tenant, ticket, person, opened_at, closed, rank, next_due)
            select tenant, id, requester, opened_at, case when state = 'Closed' then 1 else 0 end, rank, next_due from supportkit_tickets
            """
        );
        await RunAsync(
            """
            insert into supportkit_search_terms (tenant, term, opened_at, ticket, internal)
            select 'default', term, at, id, false from made, unnest(array[
                case when dice % 5 = 0 then 'printer' end, case when dice / 5 % 5 = 0 then 'paper' end, case when dice / 5 % 100 = 10 then 'lever' end,
                case when dice % 100 = 6 then 'owl' end, case when dice / 7 % 500 = 11 then 'violin' end,
                case when dice / 5 % 10000 = 7 then 'zeppelin' end, case when dice / 7 % 2 = 0 then ':is:urgent=true' else ':is:urgent=false' end,
                ':text:account=account-' || dice % 1000, 'word' || dice % 30011, 'word' || dice / 3 % 30011, 'word' || dice / 11 % 30011]) term
            where term is not null on conflict do nothing
            """
        );
        await RunAsync("drop table made");
        await RunAsync("vacuum analyze");

        async Task RunAsync(string text, params object[] values)
        {
            await using var command = new NpgsqlCommand(text, connection);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }
}
