using System.Text.Json;
using SupportKit.EntityFrameworkCore.Rows;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Sql;

/// <summary>
/// What a commit changes in that by which its ticket is found; nothing for most. One statement whatever the number of terms,
/// so that an engine knows it again.
/// </summary>
internal static class TermStatements
{
    /// <summary>Whether a commit writes nothing here.</summary>
    public static bool IsNone(TicketCommit commit) =>
        !commit.Events.Any(recorded => Terms.ChangesFacts(recorded.Event) || !SearchWords.Of(recorded.Event).IsEmpty);

    /// <summary>Whether the commit can only be written by who knows what was known of the ticket before.</summary>
    public static bool NeedsFactsBefore(TicketCommit commit) =>
        commit.ExpectedVersion > 0 && commit.Events.Any(recorded => Terms.ChangesFacts(recorded.Event));

    /// <summary>The statements.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="before">What was known of the ticket before, where that is needed; else nothing.</param>
    public static IEnumerable<Statement> Of(Tables tables, TicketCommit commit, FactSet before)
    {
        if (commit.ExpectedVersion == 0)
        {
            yield return Insert(tables, commit.Ticket, Terms.Of(commit.Ticket, commit.Events));
            yield break;
        }
        var words = commit.Events.SelectMany(recorded => SearchWords.Of(recorded.Event));
        string[] were = [];
        if (NeedsFactsBefore(commit))
        {
            were = [.. Terms.Of(before)];
            string[] are = [.. Terms.Of(commit.Ticket.Facts)];
            if (Terms.InOrder(were.Except(are, StringComparer.Ordinal)) is { Length: > 0 } gone)
                yield return Delete(tables, commit.Ticket, gone);
            words = words.Concat(are.Except(were, StringComparer.Ordinal));
        }
        if (Terms.InOrder(words) is { Length: > 0 } come)
            yield return Insert(tables, commit.Ticket, come).Say(" on conflict do nothing");
    }

    private static Statement Insert(Tables tables, Ticket ticket, string[] terms) =>
        Each(
                tables,
                new Statement()
                    .Say($"insert into {tables.Terms} (tenant, opened_at, ticket, term) select ")
                    .Give(ticket.Tenant, Micros.Floor(ticket.OpenedAt), ticket.Id.Value)
                    .Say(", value from "),
                terms
            )
            // Without it SQLite takes "on" for a join's.
            .Say(" where true");

    private static Statement Delete(Tables tables, Ticket ticket, string[] terms) =>
        Each(
                tables,
                new Statement()
                    .Say($"delete from {tables.Terms} where tenant = ")
                    .Give(ticket.Tenant)
                    .Say(" and opened_at = ")
                    .Give(Micros.Floor(ticket.OpenedAt))
                    .Say(" and ticket = ")
                    .Give(ticket.Id.Value)
                    .Say(" and term in (select value from "),
                terms
            )
            .Say(")");

    private static Statement Each(Tables tables, Statement statement, string[] terms) =>
        tables.IsPostgres
            ? statement.Say("unnest(").Give((object)terms).Say(") as given(value)")
            : statement.Say("json_each(").Give(JsonSerializer.Serialize(terms)).Say(")");
}
