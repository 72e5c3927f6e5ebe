using System.Collections.Immutable;

namespace SupportKit.PolicyJson;

/// <summary>A policy was refused. Nothing of it is in force; every problem that was found is listed.</summary>
public sealed class PolicyException : Exception
{
    /// <summary>Makes the exception from at least one problem.</summary>
    public PolicyException(ImmutableArray<PolicyProblem> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
        if (problems.IsDefaultOrEmpty)
            throw new ArgumentException("A policy is refused for at least one problem.", nameof(problems));
        Problems = problems;
    }

    /// <summary>The first problem's code, stable and machine-readable; one of <see cref="SupportKitErrors"/>, or a calendar's.</summary>
    public string Code => Problems[0].Code;

    /// <summary>All problems found, in the order of the document.</summary>
    public ImmutableArray<PolicyProblem> Problems { get; }
}
