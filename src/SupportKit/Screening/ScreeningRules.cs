using System.Collections.Immutable;

namespace SupportKit.Screening;

/// <summary>
/// How people are asked to write, and what follows when they do not. Checks that the policy does not name are disabled.
/// Immutable and thread-safe.
/// </summary>
internal sealed record ScreeningRules
{
    internal ScreeningRules() { }

    /// <summary>What follows from a message in capital letters; null when the check is disabled.</summary>
    public MessageAction? AllCaps { get; init; }

    /// <summary>What follows from a ticket like one that is open; null when the check is disabled.</summary>
    public DuplicateRule? Duplicates { get; init; }

    /// <summary>What follows from too many tickets or messages; null when the check is disabled.</summary>
    public RateLimitRule? RateLimit { get; init; }

    /// <summary>What follows from words that are not accepted; null when the check is disabled.</summary>
    public BlockedWordsRule? BlockedWords { get; init; }

    /// <summary>What follows from several problems in one message; null when the check is disabled.</summary>
    public MessageAction? MultipleIssues { get; init; }

    /// <summary>What follows from a title that says nothing of the request; null when the check is disabled.</summary>
    public MessageAction? VagueTitle { get; init; }

    /// <summary>The findings on a message, in the order of the checks; empty when there are none.</summary>
    public ImmutableArray<ScreeningFinding> Check(MessageContext facts)
    {
        var found = ImmutableArray.CreateBuilder<ScreeningFinding>();
        if (
            AllCaps is { } capitals
            && (Screening.AllCapsDetector.IsShouting(facts.Body) || Screening.AllCapsDetector.IsShouting(facts.Title))
        )
            found.Add(new ScreeningFinding(MessageCheck.AllCaps, capitals));
        if (Duplicates is { } duplicates && duplicates.Find(facts) is { } twin)
            found.Add(new ScreeningFinding(MessageCheck.Duplicates, duplicates.Then, twin.Ticket));
        if (RateLimit is { } rateLimit && rateLimit.IsReached(facts))
            found.Add(new ScreeningFinding(MessageCheck.RateLimit, rateLimit.Then));
        if (
            BlockedWords is { } blockedWords
            && blockedWords.Words.AreIn($"{facts.Title}\n{facts.Body}", facts.Language)
        )
            found.Add(new ScreeningFinding(MessageCheck.BlockedWords, blockedWords.Then));
        if (MultipleIssues is { } several && Screening.MultipleIssues.Detect(facts.Body))
            found.Add(new ScreeningFinding(MessageCheck.MultipleIssues, several));
        if (VagueTitle is { } vague && Screening.VagueTitle.Is(facts.Title))
            found.Add(new ScreeningFinding(MessageCheck.VagueTitle, vague));
        if (facts.HasUnreadableAnswer)
            found.Add(new ScreeningFinding(MessageCheck.AnswerUnreadable, MessageAction.Advise));
        return found.ToImmutable();
    }
}
