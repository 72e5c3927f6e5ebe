namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// The texts with which messages are claimed and settled, made once for a model. Immutable.
/// </summary>
/// <remarks>
/// The first of each ticket and destination that has to leave is <c>Waiting</c>, always; one that follows it may be, until a claim
/// finds it behind another and says so in its state, holding that other one as it does. Whoever makes a first one leave makes
/// the next one <c>Waiting</c> afterwards, so that none is forgotten, and a commit need look at no message before its own.
/// </remarks>
internal sealed class MessageTexts(Tables tables)
{
    public bool IsPostgres { get; } = tables.IsPostgres;

    // To the letter as in the index's filter, which the engines compare; so it stands beside what says more, too.
    private const string HasToLeave = "state in ('Waiting', 'Behind', 'Holding')";

    private const string Claimed = "tenant = $1 and id = $2 and destination = $3 and lease = $4";

    // Of what may be claimed for $1 at $2, no more than $3 are looked at, so that a claim's time has a bound.
    private string Window =>
        $"""
            (select tenant, id, destination, ticket, sequence, not_before, committed_at, attempts, body from {tables.Messages}
             where state = 'Waiting' and destination = $1 and not_before <= $2 order by not_before limit $3) m
            """;

    // Written so that the engines look into the index once for each, and never compare all with all.
    private string First(string columns, string also = "") =>
        $"""
            select {columns} from {tables.Messages} e
            where e.{HasToLeave} and e.tenant = m.tenant and e.ticket = m.ticket and e.destination = m.destination
            order by e.sequence, e.id limit 1 {also}
            """;

    private string IsFirst => $"(m.sequence, m.id) = ({First("e.sequence, e.id")})";

    private string IsBehind => $"(m.sequence, m.id) > ({First("e.sequence, e.id")})";

    /// <summary>The first $4 that may leave.</summary>
    public string Find =>
        $"""
            select m.tenant, m.id, m.attempts, m.committed_at, m.body, m.not_before from {Window}
            where {IsFirst} order by m.not_before limit $4
            """;

    /// <summary>Takes one that was found, unless somebody else was faster.</summary>
    public string Take { get; } =
        $"""
            update {tables.Messages} set not_before = $5, lease = $6
            where tenant = $1 and id = $2 and destination = $3 and state = 'Waiting' and not_before <= $4 and attempts = $7
            """;

    /// <summary>
    /// Finds and takes at once, where rows can be skipped that another worker holds: by their places, since by their keys the engine
    /// would rather read the whole table, and by their keys too, since the parts of a partitioned table have the same places.
    /// </summary>
    /// <returns>A row for each that was found; without a body where somebody else was faster.</returns>
    public string FindAndTake =>
        $"""
            with found as materialized ({Find}),
            held as materialized (
                select m.ctid, m.tenant, m.id from {tables.Messages} m
                where (m.tenant, m.id) in (select tenant, id from found)
                  and m.destination = $1 and m.state = 'Waiting' and m.not_before <= $2
                for update skip locked),
            taken as (
                update {tables.Messages} set not_before = $5, lease = $6
                where ctid = any (array(select ctid from held)) and (tenant, id) in (select tenant, id from held) and destination = $1
                returning tenant, id, body, attempts)
            select f.tenant, f.id, t.attempts, f.committed_at, t.body, f.not_before
            from found f left join taken t on t.tenant = f.tenant and t.id = f.id
            """;

    /// <summary>Whether anything was looked at in vain, as it is behind another.</summary>
    public string AnyBehind => $"select 1 from {Window} where {IsBehind} limit 1";

    /// <summary>Whether anything is to wait until after $2, which nothing is under a right clock.</summary>
    public string AnyFar { get; } =
        $"select 1 from {tables.Messages} where state = 'Waiting' and destination = $1 and not_before > $2 limit 1";

    /// <summary>Has that wait no longer, or, where somebody has claimed it, for a lease.</summary>
    public string Recall { get; } =
        $"""
            update {tables.Messages} set not_before = case when lease is null then cast($3 as bigint) else cast($4 as bigint) end
            where state = 'Waiting' and destination = $1 and not_before > $2
            """;

    /// <summary>Has what is behind another no longer looked at. The other one is held meanwhile: if it left unnoticed, this would wait for ever.</summary>
    public string SetBehind =>
        tables.IsPostgres
            ? $"""
                with behind as materialized (
                    select b.ctid, b.tenant, b.id from {Window}
                    join {tables.Messages} b on b.tenant = m.tenant and b.id = m.id and b.destination = m.destination
                    cross join lateral ({First("e.sequence, e.id", "for share skip locked")}) first
                    where (m.sequence, m.id) > (first.sequence, first.id) and b.state = 'Waiting' and b.not_before <= $2
                    for update of b skip locked)
                update {tables.Messages} set state = 'Behind'
                where ctid = any (array(select ctid from behind)) and (tenant, id) in (select tenant, id from behind) and destination = $1
                """
            : $"""
                update {tables.Messages} set state = 'Behind'
                where destination = $1 and (tenant, id) in (select m.tenant, m.id from {Window} where {IsBehind})
                """;

    /// <summary>After the first of a ticket to a destination has left: the next one may.</summary>
    public string Next { get; } =
        $"""
            update {tables.Messages} set state = 'Waiting'
            where state = 'Behind' and {HasToLeave} and tenant = $1 and ticket = $2 and destination = $3 and (sequence, id) = (
                select sequence, id from {tables.Messages}
                where {HasToLeave} and tenant = $1 and ticket = $2 and destination = $3
                order by sequence, id limit 1)
            """;

    public string Deliver { get; } =
        $"""
            update {tables.Messages} set state = 'Delivered', delivered_at = $5, attempts = attempts + 1, lease = null
            where {Claimed}
            """;

    private string Retrying =>
        $"""
            update {tables.Messages} set not_before = $5, error = $6, perhaps_delivered = perhaps_delivered or $7,
              attempts = attempts + 1, lease = null, code = null
            where {Claimed}
            """;

    /// <summary>What follows it is behind it for that long, and need not be looked at; where the engine can say so at once.</summary>
    public string Retry =>
        tables.IsPostgres
            ? $"""
                with first as ({Retrying} returning tenant, ticket, destination, sequence, id)
                update {tables.Messages} m set state = 'Behind' from first
                where m.state = 'Waiting' and m.tenant = first.tenant and m.ticket = first.ticket
                  and m.destination = first.destination and (m.sequence, m.id) > (first.sequence, first.id)
                """
            : Retrying;

    /// <summary>The same, where nobody else writes meanwhile.</summary>
    public string SetRestBehind =>
        $"""
            update {tables.Messages} as m set state = 'Behind'
            where m.state = 'Waiting' and m.{HasToLeave} and m.tenant = $1 and m.ticket = $2 and m.destination = $3 and {IsBehind}
            """;

    public string DeadLetter { get; } = Dead(tables, nameof(MessageState.DeadLettered));

    /// <summary>The next one does not leave.</summary>
    public string DeadLetterInPlace { get; } = Dead(tables, nameof(MessageState.Holding));

    private static string Dead(Tables tables, string state) =>
        $"""
            update {tables.Messages} set state = '{state}', error = $5, code = $6,
              perhaps_delivered = perhaps_delivered or $7, attempts = attempts + 1, lease = null
            where {Claimed}
            """;

    public string Release { get; } =
        $"update {tables.Messages} set not_before = $5, lease = null, code = null where {Claimed}";

    /// <summary>It cannot be read: nobody looks at it until $5.</summary>
    public string Quarantine { get; } =
        $"""
            update {tables.Messages} set not_before = $5, error = $6, code = $7, attempts = $8, lease = null
            where {Claimed}
            """;

    /// <summary>One for the destination $5, in place of one that goes to several.</summary>
    public string Route { get; } =
        $"""
            insert into {tables.Messages} (tenant, ticket, committed_at, not_before, id, sequence, state, template, body,
              destination, attempts, perhaps_delivered)
            select tenant, ticket, committed_at, committed_at, id, sequence, 'Waiting', template, body, $5, 0, false
            from {tables.Messages} where {Claimed} on conflict do nothing
            """;

    public string Routed { get; } = $"delete from {tables.Messages} where {Claimed}";
}
