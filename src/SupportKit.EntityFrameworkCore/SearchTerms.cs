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

    /// <summary>All terms of a question.</summary>
    public static List<string> Of(TicketQuery query) => [.. query.Words(), .. Of(query.Facts)];

    /// <summary>All terms of a ticket with this history, each once, in the order of their letters.</summary>
    public static string[] Of(Ticket ticket, IEnumerable<RecordedEvent> history) =>
        InOrder(history.SelectMany(recorded => SearchTokenizer.Tokenize(recorded.Event)).Concat(Of(ticket.Facts)));

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
        var term = $"{kind}:{name}={(value.Kind == FactValueKind.Number ? Shortest(value.Number) : value.ToString())}";
        return term.Length <= MaxLength && !name.Contains('=', StringComparison.Ordinal) && term.All(IsPlain)
            ? term
            : $"{kind}#{name.Length}:{Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(term.AsSpan())))}";
    }

    // Characters that no engine refuses or changes.
    private static bool IsPlain(char letter) => !char.IsControl(letter) && !char.IsSurrogate(letter);

    // 12.50 is 12.5.
    private static string Shortest(decimal number) =>
        number == 0 ? "0" : number.ToString("0.############################", CultureInfo.InvariantCulture);
}
