using System.Text.Json;
using SupportKit.Queries;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// The changes of a commit to the search terms of its ticket; none for most. One statement whatever the number of terms,
/// so that an engine reuses its plan.
/// </summary>
internal static class TermStatements
{
    // As policies name it.
    private const string Noted = "internal-note-added";

    /// <summary>Whether a commit writes nothing here.</summary>
    public static bool IsNone(TicketCommit commit) =>
        !commit.Events.Any(recorded =>
            SearchTerms.ChangesFacts(recorded.Event) || !SearchTokenizer.Tokenize(recorded.Event, Viewer.Desk).IsEmpty
        );

    /// <summary>Whether the commit can only be written by who knows what was known of the ticket before.</summary>
    public static bool NeedsFactsBefore(TicketCommit commit) =>
        commit.ExpectedVersion > 0 && commit.Events.Any(recorded => SearchTerms.ChangesFacts(recorded.Event));

    /// <summary>The statements that store the search terms of one commit.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="before">What was known of the ticket before, where that is needed; else nothing.</param>
    public static IEnumerable<Statement> Of(CommitTexts texts, TicketCommit commit, FactSet before)
    {
        var (words, noted) = SearchTerms.Words(commit.Events);
        if (commit.ExpectedVersion == 0)
        {
            var first = words.Concat(SearchTerms.Of(commit.Ticket.Facts)).Concat(SearchTerms.Of(commit.Ticket.Number));
            yield return Each(texts, texts.FirstTerms, commit.Ticket, SearchTerms.InOrder(first));
            if (SearchTerms.InOrder(noted) is { Length: > 0 } onlyNoted)
                yield return Each(texts, texts.AddInternalTerms, commit.Ticket, onlyNoted);
            yield break;
        }
        string[] were = [];
        if (NeedsFactsBefore(commit))
        {
            were = [.. SearchTerms.Of(before)];
            string[] are = [.. SearchTerms.Of(commit.Ticket.Facts)];
            if (SearchTerms.InOrder(were.Except(are, StringComparer.Ordinal)) is { Length: > 0 } gone)
                yield return Each(texts, texts.RemoveTerms, commit.Ticket, gone);
            words.AddRange(are.Except(were, StringComparer.Ordinal));
        }
        if (SearchTerms.InOrder(words) is { Length: > 0 } come)
        {
            yield return Each(texts, texts.AddTerms, commit.Ticket, come);
            // Few tickets have notes; the others need not be looked at for words that were in one.
            if (commit.Ticket.Signals.Any(known => known.Signal == Noted))
                yield return Each(texts, texts.PublishTerms, commit.Ticket, come);
        }
        if (SearchTerms.InOrder(noted) is { Length: > 0 } secret)
            yield return Each(texts, texts.AddInternalTerms, commit.Ticket, secret);
    }

    /// <summary>A statement on terms of one ticket.</summary>
    public static Statement Each(CommitTexts texts, string text, Ticket ticket, string[] terms) =>
        new(
            text,
            ticket.Tenant,
            UnixMicroseconds.Floor(ticket.OpenedAt),
            ticket.Id.Value,
            texts.Arrays ? terms : JsonSerializer.Serialize(terms)
        );
}
