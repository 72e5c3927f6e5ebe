using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Escalation;

/// <summary>Reads the section <c>escalation</c>.</summary>
internal static class EscalationReader
{
    private static readonly Dictionary<string, bool> ByDeskOnly = new() { ["anybody"] = false, ["desk"] = true };

    /// <summary>
    /// Reads <c>{ "channel": …, "lead": queue, "by": "anybody" | "desk", "reasons": { id: text }, "requires": [fact] }</c>; null without the section.
    /// </summary>
    public static EscalationRules? Read(
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
            Unknown(
                SupportKitErrors.PolicyChannelUnknown,
                "channel",
                channel,
                section.At("channel"),
                channels,
                problems
            );
        var queue = section.RequiredText("queue");
        if (!queues.Contains(queue))
            Unknown(SupportKitErrors.PolicyQueueUnknown, "queue", queue, section.At("queue"), queues, problems);
        var reasons = ImmutableSortedDictionary.CreateBuilder<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var (id, text) in section.MembersOf("reasons"))
            reasons[id] = TextReading.Localized(text, problems);
        var requires = ImmutableArray.CreateBuilder<FactDeclaration>();
        foreach (var name in section.TextsOf("requires"))
        {
            if (facts.Find(name) is { } fact)
                requires.Add(fact);
            else
                Unknown(
                    SupportKitErrors.PolicyFactUnknown,
                    "fact",
                    name,
                    section.At("requires", name),
                    [.. facts.All.Select(known => known.Name)],
                    problems
                );
        }
        var byDeskOnly = section.OptionalChoice("by", ByDeskOnly, false);
        section.RejectUnknownProperties();
        return new EscalationRules(channel, queue, reasons.ToImmutable(), requires.ToImmutable(), byDeskOnly);
    }

    private static void Unknown(
        string code,
        string kind,
        string name,
        SourceNode at,
        IReadOnlyCollection<string> known,
        ProblemList problems
    ) => problems.Add(code, at, $"There is no {kind} \"{name}\".", $"Declare it{problems.OrWrite(name, known)}.");
}
