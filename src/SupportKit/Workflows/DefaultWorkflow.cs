using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Workflows;

/// <summary>The workflow of a policy that declares none, and the one that a policy extends.</summary>
internal static class DefaultWorkflow
{
    /// <summary>What a policy writes to extend it.</summary>
    public const string Name = "default";

    /// <summary>It as JSON, as a policy would write it; docs/policies.md shows it.</summary>
    private const string Json = """
        {
          "initial": "new",
          "states": {
            "new": {
              "category": "new",
              "permit": { "acknowledge": "open", "answer": "answered", "ask": "pending", "hold": "on-hold", "resolve": "resolved", "close": "closed" },
              "ignore": ["requester-reply"]
            },
            "open": {
              "category": "open",
              "permit": { "answer": "answered", "ask": "pending", "hold": "on-hold", "resolve": "resolved", "close": "closed" },
              "ignore": ["acknowledge", "requester-reply"]
            },
            "pending": {
              "category": "pending",
              "permit": { "requester-reply": "open", "answer": "answered", "hold": "on-hold", "resolve": "resolved", "close": "closed" },
              "ignore": ["ask", "acknowledge"]
            },
            "on-hold": {
              "category": "on-hold",
              "permit": { "resume": "open", "resolve": "resolved", "close": "closed" },
              "ignore": ["answer", "requester-reply", "acknowledge", "hold"]
            },
            "answered": {
              "category": "answered",
              "permit": { "requester-reply": "open", "ask": "pending", "hold": "on-hold", "accept": "closed", "resolve": "resolved", "close": "closed" },
              "ignore": ["answer", "acknowledge"]
            },
            "resolved": {
              "category": "resolved",
              "permit": { "accept": "closed", "close": "closed", "reopen": "open", "requester-reply": "open" },
              "ignore": ["answer", "resolve"]
            },
            "closed": { "category": "closed" }
          }
        }
        """;

    /// <summary>The default workflow as JSON with positions.</summary>
    public static SourceNode Source { get; } = Parse();

    public static Workflow Make()
    {
        var problems = new ProblemList();
        var workflow = WorkflowReader.ReadWhole(
            Source,
            ImmutableSortedDictionary<string, BusinessCalendar>.Empty,
            new ConditionReader(new FactCatalog([]), problems),
            problems
        );
        problems.ThrowIfAny();
        return workflow!;
    }

    private static SourceNode Parse()
    {
        var problems = new ProblemList();
        var node = SourceText.Read(Json, int.MaxValue, problems);
        problems.ThrowIfAny();
        return node!;
    }
}
