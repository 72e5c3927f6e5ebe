using NodaTime;

namespace SupportKit.Screening;

/// <summary>How much a person may open and repeat within a span of time. Immutable.</summary>
/// <param name="Then">What follows when a limit is passed.</param>
/// <param name="Tickets">The most tickets opened.</param>
/// <param name="SameMessages">The most messages of the same words in one ticket.</param>
/// <param name="Within">The span.</param>
internal sealed record RateLimitRule(MessageAction Then, int Tickets, int SameMessages, Duration Within)
{
    /// <summary>The highest limit that a policy may set, because no more history than this is looked up.</summary>
    internal const int MostCounted = 100;

    /// <summary>Whether this message passes the limit.</summary>
    internal bool IsReached(MessageContext facts)
    {
        var since = facts.At - Within;
        if (facts.History.Openings.Count(opened => opened > since) >= Tickets)
            return true;
        var recent = facts.History.Messages.Where(message => message.At > since).ToList();
        if (recent.Count < SameMessages)
            return false;
        var words = WordsOf(facts.Body);
        return recent.Count(message => WordsOf(message.Body) == words) >= SameMessages;
    }

    // Messages that only ask again ("any news?", "Reminder no. 3") say the same, whatever words they use.
    private static string WordsOf(string body)
    {
        var words = FollowUpWords.Without(body);
        return FollowUpWords.AreAll(words) ? "" : words;
    }
}
