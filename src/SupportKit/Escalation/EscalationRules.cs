using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Rules;
using SupportKit.Texts;

namespace SupportKit.Escalation;

/// <summary>
/// How a requester calls in somebody beyond those assigned. It adds a person and a step; priority and deadlines stay as
/// they are. Immutable.
/// </summary>
/// <param name="Channel">The channel it comes in by; null for any.</param>
/// <param name="Lead">The queue whose people take it up.</param>
/// <param name="Reasons">The reasons a requester may give, by id.</param>
/// <param name="Requires">What it must bring.</param>
/// <param name="ByDeskOnly">Only the desk's people may; otherwise the requester may too.</param>
public sealed record EscalationRules(
    string? Channel,
    string Lead,
    ImmutableSortedDictionary<string, LocalizedText> Reasons,
    ImmutableArray<FactDeclaration> Requires,
    bool ByDeskOnly = false
)
{
    /// <summary>What is required and not told.</summary>
    public ImmutableArray<FactDeclaration> Missing(FactSet details) =>
        [.. Requires.Where(field => string.IsNullOrWhiteSpace(details[field.Name]?.ToString()))];

    /// <summary>
    /// Reads <c>{ "channel": …, "lead": queue, "by": "anybody" | "desk", "reasons": { id: text }, "requires": [fact] }</c>; null without the section.
    /// </summary>
    internal static EscalationRules? Read(
        ObjectReader policy,
        IReadOnlyCollection<string> channels,
        IReadOnlyCollection<string> queues,
        FactCatalog facts,
        ProblemList problems
    )
    {
        if (policy.Optional("escalation") is not { } node)
            return null;
        var section = ObjectReader.Of(node, problems);
        var channel = section.OptionalText("channel");
        if (channel is not null && !channels.Contains(channel))
            Unknown("channel", channel, node, channels, problems);
        var lead = section.RequiredText("lead");
        if (!queues.Contains(lead))
            Unknown("queue", lead, node, queues, problems);
        var reasons = ImmutableSortedDictionary.CreateBuilder<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var (id, text) in section.MembersOf("reasons"))
            reasons[id] = ObjectReader.Localized(text, problems);
        var requires = ImmutableArray.CreateBuilder<FactDeclaration>();
        foreach (var name in section.TextsOf("requires"))
        {
            if (facts.Find(name) is { } fact)
                requires.Add(fact);
            else
                Unknown("fact", name, node, [.. facts.All.Select(known => known.Name)], problems);
        }
        var by = section.OptionalText("by") ?? "anybody";
        if (by is not ("anybody" or "desk"))
            problems.Add("policy.value_unknown", node, $"\"by\" is never \"{by}\".", "Use anybody or desk.");
        section.RefuseOthers();
        return new EscalationRules(channel, lead, reasons.ToImmutable(), requires.ToImmutable(), by == "desk");
    }

    private static void Unknown(
        string kind,
        string name,
        SourceNode at,
        IReadOnlyCollection<string> known,
        ProblemList problems
    ) =>
        problems.Add(
            $"policy.{kind}_unknown",
            at,
            $"There is no {kind} \"{name}\".",
            $"Declare it, or write \"{Spelling.Nearest(name, known)}\" if that was meant."
        );
}
