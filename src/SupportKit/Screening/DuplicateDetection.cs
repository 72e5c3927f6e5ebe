namespace SupportKit.Screening;

/// <summary>When a new ticket is like one of the person's own that is open. Immutable.</summary>
/// <param name="Then">What follows.</param>
/// <param name="Similarity">From this similarity on, above 0 and at most 1; see <see cref="TextSimilarity"/>.</param>
internal sealed record DuplicateRule(MessageAction Then, double Similarity)
{
    /// <summary>
    /// The open ticket that is most alike, and alike enough; null when there is none. Words that only ask again do not count
    /// (<see cref="FollowUpWords"/>): a title that is repeated with nothing new below it is the same request, and a request that
    /// only asks again is about the latest one.
    /// </summary>
    internal PastRequest? Find(MessageContext facts)
    {
        if (facts.History.OpenTickets.IsEmpty)
            return null;
        var (title, body) = (FollowUpWords.Without(facts.Title), FollowUpWords.Without(facts.Body));
        var saysNothingNew = FollowUpWords.AreAll(body);
        if (saysNothingNew && FollowUpWords.AreAll(title) && AsksAgain(facts, title, body))
            return facts.History.OpenTickets[^1];
        var runs = TextSimilarity.RunsOf($"{title}\n{body}");
        return facts
            .History.OpenTickets.Select(past => (past, alike: Alike(past)))
            .Where(pair => pair.alike >= Similarity)
            .OrderByDescending(pair => pair.alike)
            .Select(pair => pair.past)
            .FirstOrDefault();

        double Alike(PastRequest past)
        {
            var pastTitle = FollowUpWords.Without(past.Title);
            return saysNothingNew && title.Length > 0 && title == pastTitle
                ? 1
                : TextSimilarity.Between(
                    runs,
                    TextSimilarity.RunsOf($"{pastTitle}\n{FollowUpWords.Without(past.Body)}")
                );
        }
    }

    // A text without any words (a picture's name, a mark) asks nothing again.
    private static bool AsksAgain(MessageContext facts, string title, string body) =>
        title != NormalizedText.Of(facts.Title) || body != NormalizedText.Of(facts.Body);
}
