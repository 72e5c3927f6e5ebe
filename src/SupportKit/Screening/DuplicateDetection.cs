namespace SupportKit.Screening;

/// <summary>When a new ticket is like one of the person's own that is open. Immutable.</summary>
/// <param name="Then">What follows.</param>
/// <param name="Similarity">From this similarity on, above 0 and at most 1; see <see cref="TextSimilarity"/>.</param>
internal sealed record DuplicateRule(MessageAction Then, double Similarity)
{
    /// <summary>The open ticket that is most alike, and alike enough; null when there is none.</summary>
    internal PastRequest? Find(MessageContext facts)
    {
        if (facts.History.OpenTickets.IsEmpty)
            return null;
        var runs = TextSimilarity.RunsOf($"{facts.Title}\n{facts.Body}");
        return facts
            .History.OpenTickets.Select(past =>
                (past, alike: TextSimilarity.Between(runs, TextSimilarity.RunsOf($"{past.Title}\n{past.Body}")))
            )
            .Where(pair => pair.alike >= Similarity)
            .OrderByDescending(pair => pair.alike)
            .Select(pair => pair.past)
            .FirstOrDefault();
    }
}
