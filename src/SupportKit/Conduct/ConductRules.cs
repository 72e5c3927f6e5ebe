using System.Collections.Immutable;
using NodaTime;
using SupportKit.Reading;

namespace SupportKit.Conduct;

/// <summary>
/// How people are asked to write, and what follows when they do not. A check that the policy does not name is not made.
/// Immutable and thread-safe.
/// </summary>
public sealed record ConductRules
{
    internal ConductRules() { }

    /// <summary>Whether secrets are masked before anything is stored; so unless a policy says otherwise.</summary>
    public bool MasksSecrets { get; init; } = true;

    /// <summary>What follows from a message in capital letters; null when nobody looks.</summary>
    public Consequence? Capitals { get; init; }

    /// <summary>What follows from a ticket like one that is open; null when nobody looks.</summary>
    public DuplicateRule? Duplicates { get; init; }

    /// <summary>What follows from too many tickets or messages; null when nobody looks.</summary>
    public FloodingRule? Flooding { get; init; }

    /// <summary>What follows from words that are not accepted; null when nobody looks.</summary>
    public AbuseRule? Abuse { get; init; }

    /// <summary>What follows from several problems in one message; null when nobody looks.</summary>
    public Consequence? SeveralProblems { get; init; }

    /// <summary>What is to be said of a message, in the order of the checks; empty when nothing is.</summary>
    public ImmutableArray<ConductFinding> Check(ConductFacts facts)
    {
        var found = ImmutableArray.CreateBuilder<ConductFinding>();
        if (Capitals is { } capitals && (Conduct.Capitals.Shouts(facts.Body) || Conduct.Capitals.Shouts(facts.Title)))
            found.Add(new ConductFinding(ConductCheck.Capitals, capitals));
        if (Duplicates is { } duplicates && duplicates.Find(facts) is { } twin)
            found.Add(new ConductFinding(ConductCheck.Duplicates, duplicates.Then, twin.Ticket));
        if (Flooding is { } flooding && flooding.IsReached(facts))
            found.Add(new ConductFinding(ConductCheck.Flooding, flooding.Then));
        if (Abuse is { } abuse && abuse.Words.AreIn($"{facts.Title}\n{facts.Body}", facts.Language))
            found.Add(new ConductFinding(ConductCheck.Abuse, abuse.Then));
        if (SeveralProblems is { } several && Conduct.SeveralProblems.In(facts.Body))
            found.Add(new ConductFinding(ConductCheck.SeveralProblems, several));
        return found.ToImmutable();
    }

    /// <summary>Reads the section <c>conduct</c>; without one, secrets are masked and nothing is checked.</summary>
    internal static ConductRules Read(ObjectReader policy, ProblemList problems) =>
        policy.Optional("conduct") is { } node ? new ConductReader(problems).Read(node) : new ConductRules();
}

/// <summary>When a new ticket is like one of the person's own that is open. Immutable.</summary>
/// <param name="Then">What follows.</param>
/// <param name="Similarity">From this similarity on, above 0 and at most 1; see <see cref="TextSimilarity"/>.</param>
public sealed record DuplicateRule(Consequence Then, double Similarity)
{
    /// <summary>The open ticket that is most alike, and alike enough; null when there is none.</summary>
    internal PastRequest? Find(ConductFacts facts)
    {
        if (facts.Past.OpenTickets.IsEmpty)
            return null;
        var runs = TextSimilarity.RunsOf($"{facts.Title}\n{facts.Body}");
        return facts
            .Past.OpenTickets.Select(past =>
                (past, alike: TextSimilarity.Between(runs, TextSimilarity.RunsOf($"{past.Title}\n{past.Body}")))
            )
            .Where(pair => pair.alike >= Similarity)
            .OrderByDescending(pair => pair.alike)
            .Select(pair => pair.past)
            .FirstOrDefault();
    }
}

/// <summary>How much a person may open and repeat within a span of time. Immutable.</summary>
/// <param name="Then">What follows from more.</param>
/// <param name="Tickets">The most tickets opened.</param>
/// <param name="SameMessages">The most messages of the same words in one ticket.</param>
/// <param name="Within">The span.</param>
public sealed record FloodingRule(Consequence Then, int Tickets, int SameMessages, Duration Within)
{
    /// <summary>The highest limit a policy may set: as many as are looked up at most.</summary>
    internal const int MostCounted = 100;

    /// <summary>Whether this message is one too many.</summary>
    internal bool IsReached(ConductFacts facts)
    {
        var since = facts.At - Within;
        if (facts.Past.Openings.Count(opened => opened > since) >= Tickets)
            return true;
        var recent = facts.Past.Messages.Where(message => message.At > since).ToList();
        if (recent.Count < SameMessages)
            return false;
        var words = FoldedText.Of(facts.Body);
        return recent.Count(message => FoldedText.Of(message.Body) == words) >= SameMessages;
    }
}

/// <summary>What follows from words that are not accepted. Immutable.</summary>
/// <param name="Then">What follows.</param>
/// <param name="Words">The words.</param>
public sealed record AbuseRule(Consequence Then, AbuseWords Words);
