using System.Text.Json;
using SupportKit.PolicyJson;
using SupportKit.Shared;
using SupportKit.Tickets;

namespace SupportKit.Routing;

/// <summary>Reads <c>assignment</c> of a queue.</summary>
internal static class AssignmentReader
{
    private static readonly Dictionary<string, AssignmentMode> Modes = new()
    {
        ["manual"] = AssignmentMode.Manual,
        ["round-robin"] = AssignmentMode.RoundRobin,
        ["least-loaded"] = AssignmentMode.LeastLoaded,
    };

    /// <summary>
    /// Reads <c>assignment</c> of a queue: <c>"manual" | "round-robin" | "least-loaded"</c>, or <c>{ "by": …, "language": true, "skill": fact }</c>.
    /// </summary>
    public static AssignmentRules Read(ObjectReader queue, ProblemList problems)
    {
        if (queue.Optional("assignment") is not { Kind: JsonValueKind.Object } node)
            return new AssignmentRules(queue.OptionalChoice("assignment", Modes, AssignmentMode.Manual));
        var section = ObjectReader.Of(node, problems);
        var rules = new AssignmentRules(
            section.RequiredChoice("by", Modes, AssignmentMode.Manual),
            section.OptionalFlag("language") ?? false,
            section.OptionalText("skill")
        );
        section.RejectUnknownProperties();
        return rules;
    }
}
