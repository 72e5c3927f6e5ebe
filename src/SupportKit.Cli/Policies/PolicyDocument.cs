using System.Collections.Immutable;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Cli;

/// <summary>A policy file as it was read: the policy, or what keeps it from being one. Immutable.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="Text">Its text.</param>
/// <param name="Policy">The policy; null when it cannot be read.</param>
/// <param name="Problems">What keeps it from being read; empty when there is a policy.</param>
internal sealed record PolicyDocument(string Path, string Text, Policy? Policy, ImmutableArray<PolicyProblem> Problems)
{
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static PolicyDocument Read(string path, Terminal terminal) => Parse(path, TextFile.Read(path, terminal));

    /// <summary>A text as the file of that name would hold it.</summary>
    public static PolicyDocument Parse(string path, string text)
    {
        try
        {
            return new PolicyDocument(path, text, Policy.Parse(text), []);
        }
        catch (PolicyException refused)
        {
            return new PolicyDocument(path, text, null, refused.Problems);
        }
    }

    /// <summary>A policy without errors: one that a desk would load.</summary>
    /// <exception cref="ToolException">The file cannot be read, or the policy has errors.</exception>
    public static Policy Load(string path, Terminal terminal) => LoadWhole(path, terminal).Policy!;

    /// <summary>The file of a policy without errors, whose <see cref="Policy"/> is never null.</summary>
    /// <exception cref="ToolException">The file cannot be read, or the policy has errors.</exception>
    public static PolicyDocument LoadWhole(string path, Terminal terminal)
    {
        var document = Read(path, terminal);
        IEnumerable<PolicyProblem> errors = document.Policy is { } policy
            ? PolicyChecker.Analyze(policy).Where(finding => finding.Severity == FindingSeverity.Error)
            : document.Problems;
        if (errors.FirstOrDefault() is { } first)
            throw Unusable(path, first, new JsonPlaces(document.Text));
        return document;
    }

    private static ToolException Unusable(string path, PolicyProblem first, JsonPlaces places)
    {
        var at = Finding.Of(path, first, places).Place;
        return new ToolException(
            ToolErrors.PolicyInvalid,
            FormattableString.Invariant($"{path}:{at.Line}:{at.Column}"),
            first.Message,
            $"{first.Remedy} \"supportkit check {path}\" shows every problem."
        )
        {
            Excerpt = width => SourceExcerpt.Of(places.LineAt(at.Line), at, width),
        };
    }

    /// <summary>What the reader, the checker and the policy's own examples have to say, in the order of the file.</summary>
    /// <param name="cancellation">Ends the check early.</param>
    public IEnumerable<Finding> Findings(CancellationToken cancellation = default)
    {
        var effort = CheckEffort.Usual with { Cancellation = cancellation };
        var problems = Policy is { } policy
            ? ImmutableArray<PolicyProblem>.CastUp(PolicyChecker.Analyze(policy, effort, null, null))
            : Problems;
        var hasErrors = problems.Any(problem => problem is not PolicyFinding { Severity: not FindingSeverity.Error });
        if (!hasErrors)
            problems = problems.AddRange(ExampleFindings.Of(this));
        // Most checks find nothing, and need no places.
        if (problems.IsEmpty)
            return [];
        var places = new JsonPlaces(Text);
        return problems
            .Select(problem => Finding.Of(Path, problem, places))
            .OrderBy(finding => finding.Place.Line)
            .ThenBy(finding => finding.Place.Column);
    }
}

/// <summary>A problem or finding with its place in a file. Immutable.</summary>
/// <param name="File">The file.</param>
/// <param name="Problem">What was found.</param>
/// <param name="Severity">How much it matters; what keeps a policy from being read is an error.</param>
/// <param name="Place">Where the value stands.</param>
internal sealed record Finding(string File, PolicyProblem Problem, FindingSeverity Severity, TextPlace Place)
{
    /// <summary>The smallest request that shows it; null when there is none.</summary>
    public FactSet? Example => (Problem as PolicyFinding)?.Example;

    public static Finding Of(string file, PolicyProblem problem, JsonPlaces places) =>
        new(
            file,
            problem,
            (problem as PolicyFinding)?.Severity ?? FindingSeverity.Error,
            places.Find(problem.Path, problem.Line, problem.IsOfName)
        );
}
