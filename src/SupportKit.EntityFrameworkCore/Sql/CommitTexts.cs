using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The texts of the statements of a commit, made once for a model. Immutable.</summary>
internal sealed class CommitTexts(Tables tables)
{
    /// <summary>
    /// Many rows go as arrays, and JSON as the bytes of its UTF-8 (PostgreSQL); else each row is a statement, and a list is JSON (SQLite).
    /// </summary>
    public bool Arrays { get; } = tables.IsPostgres;

    public string OpenTicket { get; } =
        $"""
            insert into {tables.Tickets} (tenant, id, version, queue, assignee, state, rank, next_due, body,
              state_name, priority, channel, escalated_to, held, updated_at, requester, opened_at, organization)
            values ($1, $2, $3, $4, $5, $6, $7, $8, {Json(tables, "$9")}, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """;

    /// <summary>Used where <see cref="Arrays"/> is true, as are the others for many new tickets: a row of each place in the arrays.</summary>
    public string OpenTickets { get; } =
        $"""
            insert into {tables.Tickets} (tenant, id, version, queue, assignee, state, rank, next_due, body,
              state_name, priority, channel, escalated_to, held, updated_at, requester, opened_at, organization)
            select g.tenant, g.id, g.version, g.queue, g.assignee, g.state, g.rank, g.next_due, convert_from(g.body, 'UTF8'),
              g.state_name, g.priority, g.channel, g.escalated_to, g.held, g.updated_at, g.requester, g.opened_at, g.organization
            from unnest({TicketColumns}, $16::text[], $17::bigint[], $18::text[])
              as g(tenant, id, version, queue, assignee, state, rank, next_due, body,
                state_name, priority, channel, escalated_to, held, updated_at, requester, opened_at, organization)
            """;

    /// <summary>For the rest of a transaction: waiting for a lock fails after a while, with SQLSTATE 55P03.</summary>
    public string LimitWaiting { get; } = "select set_config('lock_timeout', '250ms', true)";

    public string OpenEvents { get; } =
        $"""
            insert into {tables.Events} (tenant, ticket, sequence, body)
            select e.tenant, e.ticket, e.sequence, convert_from(e.body, 'UTF8')
            from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bytea[]) as e(tenant, ticket, sequence, body)
            """;

    public string OpenPlans { get; } =
        $"""
            insert into {tables.Deadlines} (tenant, ticket, due_at, wake_at, attempts)
            select d.tenant, d.ticket, d.at, d.at, 0 from unnest($1::text[], $2::uuid[], $3::bigint[]) as d(tenant, ticket, at)
            """;

    public string OpenMessages { get; } =
        $"""
            insert into {tables.Messages} (tenant, ticket, committed_at, not_before, id, sequence, state, template, body,
              destination, attempts, perhaps_delivered)
            select m.tenant, m.ticket, m.at, m.at, m.id, m.sequence, m.state, m.template, convert_from(m.body, 'UTF8'), m.destination, 0, false
            from unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::bytea[], $9::text[])
                as m(tenant, ticket, at, id, sequence, state, template, body, destination)
            """;

    public string OpenCommands { get; } =
        $"""
            insert into {tables.Commands} (tenant, id, ticket, fingerprint)
            select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[])
            """;

    public string OpenViewers { get; } =
        $"""
            insert into {tables.Viewers} (tenant, ticket, person, opened_at, closed, rank, next_due)
            select * from unnest($1::text[], $2::uuid[], $3::text[], $4::bigint[], $5::int[], $6::int[], $7::bigint[])
            """;

    public string OpenTerms { get; } =
        $"""
            insert into {tables.Terms} (tenant, opened_at, ticket, term, internal)
            select * from unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::bool[])
            """;

    public string ChangeTicket { get; } =
        $"""
            update {tables.Tickets} set version = $3, queue = $4, assignee = $5, state = $6, rank = $7, next_due = $8,
              body = {Json(tables, "$9")},
              state_name = $10, priority = $11, channel = $12, escalated_to = $13, held = $14, updated_at = $15
            where tenant = $1 and id = $2 and version = $16
            """;

    /// <summary>
    /// Where <see cref="Arrays"/>: updates many tickets that are as expected, writes what belongs to those, and gives their keys. Some of them may have
    /// no deadline any more, and some may have moved in lists.
    /// </summary>
    public string ChangeTickets(bool anyDone, bool anyMoved) => changes[(anyDone ? 1 : 0) + (anyMoved ? 2 : 0)];

    public string AddEvent { get; } =
        $"insert into {tables.Events} (tenant, ticket, sequence, body) values ($1, $2, $3, $4)";

    /// <summary>Used where <see cref="Arrays"/> is true.</summary>
    public string AddEvents { get; } =
        $"""
            insert into {tables.Events} (tenant, ticket, sequence, body)
            select $1, $2, e.sequence, {Json(
                tables,
                "e.body"
            )} from unnest($3::bigint[], $4::bytea[]) as e(sequence, body)
            """;

    public string AddMessage { get; } =
        $"""
            insert into {tables.Messages} (tenant, ticket, committed_at, not_before, id, sequence, state, template, body,
              destination, attempts, perhaps_delivered)
            values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, 0, false)
            """;

    /// <summary>Used where <see cref="Arrays"/> is true.</summary>
    public string AddMessages { get; } =
        $"""
            insert into {tables.Messages} (tenant, ticket, committed_at, not_before, id, sequence, state, template, body,
              destination, attempts, perhaps_delivered)
            select $1, $2, $3, $3, m.id, m.sequence, m.state, m.template, {Json(
                tables,
                "m.body"
            )}, m.destination, 0, false
            from unnest($4::text[], $5::bigint[], $6::text[], $7::text[], $8::bytea[], $9::text[])
                as m(id, sequence, state, template, body, destination)
            """;

    /// <summary>For a ticket that has no plan yet; cheaper, as nothing is looked for.</summary>
    public string FirstPlan { get; } =
        $"insert into {tables.Deadlines} (tenant, ticket, due_at, wake_at, attempts) values ($1, $2, $3, $3, 0)";

    public string Plan { get; } =
        $"""
            insert into {tables.Deadlines} (tenant, ticket, due_at, wake_at, attempts) values ($1, $2, $3, $3, 0)
            on conflict (tenant, ticket) do update set due_at = excluded.due_at, wake_at = excluded.wake_at,
              attempts = 0, code = null, error = null
            """;

    public string Unplan { get; } = $"delete from {tables.Deadlines} where tenant = $1 and ticket = $2";

    public string KeepCommand { get; } =
        $"insert into {tables.Commands} (tenant, id, ticket, fingerprint) values ($1, $2, $3, $4)";

    public string AddViewer { get; } =
        $"insert into {tables.Viewers} (tenant, ticket, person, opened_at, closed, rank, next_due) values ($1, $2, $3, $4, $5, $6, $7)";

    /// <summary>Writes nothing where the ticket stays in its place.</summary>
    public string MoveForViewers { get; } =
        $"""
            update {tables.Viewers} set closed = $3, rank = $4, next_due = $5
            where tenant = $1 and ticket = $2 and (closed, rank, next_due) <> ($3, $4, $5)
            """;

    public string RemoveViewer { get; } =
        $"delete from {tables.Viewers} where tenant = $1 and ticket = $2 and person = $3";

    public string ReserveNumbers { get; } =
        $"""
            insert into {tables.Numbers} as n (tenant, reserved) values ($1, $2)
            on conflict (tenant) do update set reserved = n.reserved + excluded.reserved returning reserved
            """;

    /// <summary>For a ticket that has none yet; cheaper, as nothing is looked for.</summary>
    public string FirstTerms { get; } =
        $"insert into {tables.Terms} (tenant, opened_at, ticket, term, internal) select $1, $2, $3, value, false from {Each(tables)}";

    public string AddTerms { get; } = Add(tables, "false");

    public string AddInternalTerms { get; } = Add(tables, "true");

    /// <summary>For words of a note that everybody may read by now.</summary>
    public string PublishTerms { get; } =
        $"""
            update {tables.Terms} set internal = false
            where tenant = $1 and opened_at = $2 and ticket = $3 and term in (select value from {Each(
                tables
            )}) and internal
            """;

    public string RemoveTerms { get; } =
        $"""
            delete from {tables.Terms}
            where tenant = $1 and opened_at = $2 and ticket = $3 and term in (select value from {Each(tables)})
            """;

    /// <summary>
    /// Fails, by a division by nothing, when the ticket is not there in its new version: for an engine that is sent all
    /// statements at once and tells of the first only when the last is done.
    /// </summary>
    public string Guard { get; } =
        $"select 1 / count(*) from {tables.Tickets} where tenant = $1 and id = $2 and version = $3";

    // The columns of CommitColumns.Tickets.
    private const string TicketColumns =
        "$1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[], $9::bytea[], "
        + "$10::text[], $11::text[], $12::text[], $13::text[], $14::bool[], $15::bigint[]";

    private readonly string[] changes =
    [
        PostgresCommits.Text(tables, TicketColumns, anyDone: false, anyMoved: false),
        PostgresCommits.Text(tables, TicketColumns, anyDone: true, anyMoved: false),
        PostgresCommits.Text(tables, TicketColumns, anyDone: false, anyMoved: true),
        PostgresCommits.Text(tables, TicketColumns, anyDone: true, anyMoved: true),
    ];

    // How many tickets somebody, or an organization, has opened since, and how many of those are open.
    private readonly LimitCounts ofRequester = Counts(RequesterRows(tables), "v", Invitations(tables, RequesterRows));
    private readonly LimitCounts ofOrganization = Counts(
        OrganizationRows(tables),
        "t",
        Invitations(tables, OrganizationRows)
    );

    private sealed record LimitCounts(string Openings, string OpenTickets, string Invitations);

    private static LimitCounts Counts(string rows, string dated, string invitations) =>
        new(
            $"{rows} and {dated}.opened_at > $3",
            $"{rows} and {dated}.opened_at > $3 and t.state not in ('{TicketJson.Write(StateCategory.Resolved)}', '{TicketJson.Write(
                StateCategory.Closed
            )}')",
            invitations
        );

    // How many people somebody has invited since; instants as texts in ISO 8601, without the Z that ends them.
    private static string Invitations(Tables tables, Func<Tables, string, string> rows) =>
        tables.IsPostgres
            ? $"""
                {rows(tables, ", json_array_elements(t.body::json -> 'invitations') as i(value)")}
                and strpos(t.body, '"invitations":[' || chr(123)) > 0
                and rtrim(i.value ->> 'at', 'Z') collate "C" > $3
                """
            : $"""
                {rows(tables, ", json_each(t.body, '$.invitations') as i")}
                and instr(t.body, '"invitations":[' || char(123)) > 0
                and rtrim(json_extract(i.value, '$.at'), 'Z') > $3
                """;

    /// <summary>
    /// Where <see cref="Arrays"/>: holds up whoever counts what the same person has done, or has to do, until this transaction ends. What follows sees all
    /// that they have committed, for each statement sees what was committed before it.
    /// </summary>
    public string LockPerson { get; } = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    /// <summary>Where <see cref="Arrays"/>: fails, by a division by nothing, when there are more than there may be.</summary>
    public string Limit(RequesterLimit limit) => $"select 1 / (case when ({Count(limit)}) <= $4 then 1 else 0 end)";

    /// <summary>
    /// How many new or open tickets an agent has besides one. No more are counted than decide it, and the latest first: those are the likeliest
    /// to be open.
    /// </summary>
    public string CountOpenOf { get; } =
        $"""
            select count(*) from (
              select 1 from {tables.Tickets}
              where tenant = $1 and assignee = $2 and state in ('{TicketJson.Write(StateCategory.New)}', '{TicketJson.Write(
                StateCategory.Open
            )}') and id <> $3
              order by opened_at desc limit $4) as theirs
            """;

    /// <summary>Where <see cref="Arrays"/>: fails, by a number that is too large, when an agent has as many as they may have.</summary>
    public string Capacity => $"select 2147483647 + (case when ({CountOpenOf}) < $4 then 0 else 1 end)";

    /// <summary>Counts what a limit is about, of its requester or organization.</summary>
    public string Count(RequesterLimit limit)
    {
        var counts = limit.OfOrganization ? ofOrganization : ofRequester;
        return limit.Activity switch
        {
            RequesterActivity.Opening => counts.Openings,
            RequesterActivity.OpenTicket => counts.OpenTickets,
            RequesterActivity.Invitation => counts.Invitations,
        };
    }

    // By whom they see, so that what others have costs nothing.
    private static string RequesterRows(Tables tables, string more = "") =>
        $"""
            select count(*) from {tables.Viewers} v join {tables.Tickets} t on t.tenant = v.tenant and t.id = v.ticket{more}
            where v.tenant = $1 and v.person = $2 and t.requester = $2
            """;

    private static string OrganizationRows(Tables tables, string more = "") =>
        $"select count(*) from {tables.Tickets} t{more} where t.tenant = $1 and t.organization = $2";

    private static string Add(Tables tables, string isInternal) =>
        $"""
            insert into {tables.Terms} (tenant, opened_at, ticket, term, internal)
            select $1, $2, $3, value, {isInternal} from {Each(tables)} where true on conflict do nothing
            """; // without the condition SQLite takes "on" for a join's

    // What is sent as the bytes of its UTF-8, as the text that is stored.
    private static string Json(Tables tables, string place) =>
        tables.IsPostgres ? $"convert_from({place}, 'UTF8')" : place;

    private static string Each(Tables tables) =>
        tables.IsPostgres ? "unnest($4::text[]) as given(value)" : "json_each($4)";
}
