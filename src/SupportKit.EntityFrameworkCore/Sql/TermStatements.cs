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
    /// <param name="texts">The texts.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="before">What was known of the ticket before, where that is needed; else nothing.</param>
    public static IEnumerable<Statement> Of(CommitTexts texts, TicketCommit commit, FactSet before)
    {
        if (commit.ExpectedVersion == 0)
        {
            yield return Each(texts, texts.FirstTerms, commit.Ticket, Terms.Of(commit.Ticket, commit.Events));
            yield break;
        }
        var words = commit.Events.SelectMany(recorded => SearchWords.Of(recorded.Event));
        string[] were = [];
        if (NeedsFactsBefore(commit))
        {
            were = [.. Terms.Of(before)];
            string[] are = [.. Terms.Of(commit.Ticket.Facts)];
            if (Terms.InOrder(were.Except(are, StringComparer.Ordinal)) is { Length: > 0 } gone)
                yield return Each(texts, texts.RemoveTerms, commit.Ticket, gone);
            words = words.Concat(are.Except(were, StringComparer.Ordinal));
        }
        if (Terms.InOrder(words) is { Length: > 0 } come)
            yield return Each(texts, texts.AddTerms, commit.Ticket, come);
    }

    private static Statement Each(CommitTexts texts, string text, Ticket ticket, string[] terms) =>
        new(
            text,
            ticket.Tenant,
            Micros.Floor(ticket.OpenedAt),
            ticket.Id.Value,
            texts.Arrays ? terms : JsonSerializer.Serialize(terms)
        );
}
