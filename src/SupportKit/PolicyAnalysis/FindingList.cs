using System.Collections.Immutable;
using SupportKit.PolicyJson;

namespace SupportKit.PolicyAnalysis;

/// <summary>Collects findings, each with its line in the document.</summary>
internal sealed class FindingList(Policy policy)
{
    private readonly List<PolicyFinding> findings = [];
    private readonly LineIndex lines = policy.IndexLines();

    public void Error(string code, string path, string message, string remedy, FactSet? example = null) =>
        Add(FindingSeverity.Error, code, path, message, remedy, example);

    public void Warn(string code, string path, string message, string remedy, FactSet? example = null) =>
        Add(FindingSeverity.Warning, code, path, message, remedy, example);

    public void Advise(string code, string path, string message, string remedy, FactSet? example = null) =>
        Add(FindingSeverity.Advice, code, path, message, remedy, example);

    /// <summary>The findings in the order of the document.</summary>
    public ImmutableArray<PolicyFinding> ToImmutable() => [.. findings.OrderBy(finding => finding.Line)];

    private void Add(
        FindingSeverity severity,
        string code,
        string path,
        string message,
        string remedy,
        FactSet? example
    )
    {
        var line = lines.LineOf(path);
        findings.Add(new PolicyFinding(severity, code, path, line, message, example, remedy));
    }
}
