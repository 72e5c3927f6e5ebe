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

    /// <summary>It as JSON, as a policy would write it; docs/policies.md shows this very text.</summary>
    public static string Json { get; } = ReadJson();

    /// <summary>The same, read.</summary>
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

    private static string ReadJson()
    {
        using var stream = typeof(DefaultWorkflow).Assembly.GetManifestResourceStream("default-workflow.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
