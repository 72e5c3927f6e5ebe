using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SupportKit.Queries;
using SupportKit.Rules;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The terms by which a ticket is found: words as they are, and facts in a form that no word has. Pure.</summary>
internal static class SearchTerms
{
    // Below the length limit of an index, whatever the letters.
    private const int MaxLength = 200;

    // Anybody from outside the desk: which texts they find a ticket by does not depend on who they are.
    private static readonly Viewer Outsider = Viewer.OfRequester("anybody");

    /// <summary>All terms that a question has as they are; what it has the beginning of, <see cref="TicketQuery.Prefix"/> tells.</summary>
    public static List<string> Of(TicketQuery query)
    {
        var words = query.Words();
        return [.. query.Prefix() is null ? words : words[..^1], .. Of(query.Facts)];
    }

    /// <summary>All terms of a ticket with this history, in the order of their letters, and whether each is the desk's alone.</summary>
    public static SortedDictionary<string, bool> Of(Ticket ticket, IReadOnlyCollection<RecordedEvent> history)
    {
        var terms = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        var (open, noted) = Words(history);
        foreach (var word in noted)
            terms[word] = true;
        foreach (var term in open.Concat(Of(ticket.Facts)))
            terms[term] = false;
        return terms;
    }

    /// <summary>The words by which whoever sees the ticket finds it, and those of what the desk noted for itself; some come twice.</summary>
    public static (List<string> Open, List<string> Noted) Words(IEnumerable<RecordedEvent> history)
    {
        List<string> open = [];
        List<string> noted = [];
        foreach (var recorded in history)
        {
            var words = SearchTokenizer.Tokenize(recorded.Event, Outsider);
            if (words.IsEmpty)
                noted.AddRange(SearchTokenizer.Tokenize(recorded.Event, Viewer.Desk));
            else
                open.AddRange(words);
        }
        return (open, noted);
    }

    /// <summary>The terms of facts.</summary>
    public static IEnumerable<string> Of(FactSet facts) => facts.Select(fact => Of(fact.Key, fact.Value));

    /// <summary>Whether an event may change what is known of a ticket at present.</summary>
    public static bool ChangesFacts(TicketEvent happened) =>
        happened
            is TicketEvent.FactsChanged
                or TicketEvent.PrioritySet
                or TicketEvent.PriorityChanged
                or TicketEvent.CategoryChanged
                or TicketEvent.Routed;

    /// <summary>Each once, in ordinal order, which is the fastest to insert into an index.</summary>
    public static string[] InOrder(IEnumerable<string> terms) =>
        [.. terms.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // Two facts have the same term exactly when they are equal.
    private static string Of(string name, FactValue value)
    {
        var kind = value.Kind switch
        {
            FactValueKind.Boolean => "is",
            FactValueKind.Number => "number",
            FactValueKind.Text => "text",
        };
        // A sign comes first, so that no beginning of a word is that of a fact.
        var term = $":{kind}:{name}={(value.Kind == FactValueKind.Number ? Shortest(value.Number) : value.ToString())}";
        return term.Length <= MaxLength && !name.Contains('=', StringComparison.Ordinal) && term.All(IsPlain)
            ? term
            : $"#{kind}#{name.Length}:{Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(term.AsSpan())))}";
    }

    // Characters that no engine refuses or changes.
    private static bool IsPlain(char letter) => !char.IsControl(letter) && !char.IsSurrogate(letter);

    // 12.50 is 12.5.
    private static string Shortest(decimal number) =>
        number == 0 ? "0" : number.ToString("0.############################", CultureInfo.InvariantCulture);
}
