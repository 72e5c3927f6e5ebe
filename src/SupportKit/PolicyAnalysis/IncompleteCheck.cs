using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Reports sections whose check took more work than it may. They can have gaps that nobody has seen, so this is an error unless the
/// host allows it of a section by its name.
/// </summary>
internal static class IncompleteCheck
{
    /// <summary>The names of the sections that are checked.</summary>
    public static readonly ImmutableArray<string> Sections =
    [
        "scope",
        "quotas",
        "priority",
        "routing",
        "sla",
        "workflow",
    ];

    public static void Report(IEnumerable<string> paths, IReadOnlySet<string> allowed, FindingList findings)
    {
        foreach (var path in paths)
        {
            var section = path.Split('.')[1];
            var message =
                $"The rules of \"{section}\" are too entangled to be checked to the end: there may be gaps and rules without effect.";
            const string Remedy = "Use fewer facts in the section, or split the desk into several policies";
            if (allowed.Contains(section))
                findings.Warn(SupportKitErrors.PolicyCheckIncomplete, path, message, Remedy + ".");
            else
                findings.Error(
                    SupportKitErrors.PolicyCheckIncomplete,
                    path,
                    message,
                    $"{Remedy}; a host that accepts the risk allows it with AllowIncompleteCheck(\"{section}\")."
                );
        }
    }
}
