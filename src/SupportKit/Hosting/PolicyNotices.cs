using Microsoft.Extensions.Logging;
using SupportKit.Localization;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Hosting;

/// <summary>Logs what the checker finds in a policy that came into force, warnings and advice, once for each version of a tenant.</summary>
internal sealed partial class PolicyNotices(TextCatalog texts, ILogger logger)
{
    private readonly HashSet<(string Tenant, string Version)> told = [];

    /// <summary>Logs the findings with path and line, unless they were logged before.</summary>
    /// <returns>How many were logged.</returns>
    public int Tell(string tenant, Policy policy, string? origin, IEnumerable<string>? allowIncomplete = null)
    {
        if (!told.Add((tenant, policy.Version)))
            return 0;
        var findings = PolicyChecker.Analyze(policy, texts, allowIncomplete);
        foreach (var finding in findings)
            Found(
                logger,
                finding.Severity == FindingSeverity.Advice ? LogLevel.Information : LogLevel.Warning,
                tenant,
                origin ?? "the code",
                finding
            );
        return findings.Length;
    }

    [LoggerMessage(Message = "The policy of tenant {Tenant}, from {Origin}, is in force, but: {Finding}")]
    private static partial void Found(
        ILogger logger,
        LogLevel level,
        string tenant,
        string origin,
        PolicyFinding finding
    );
}
