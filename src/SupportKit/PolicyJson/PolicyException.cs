using System.Collections.Immutable;

namespace SupportKit.PolicyJson;

/// <summary>A policy was refused. Nothing of it is in force; every problem that was found is listed.</summary>
public sealed class PolicyException : Exception
{
    // More than anybody reads in a log; a document of many problems would have a message longer than itself.
    private const int MostTold = 100;

    /// <summary>Makes the exception from at least one problem.</summary>
    /// <param name="problems">All problems found.</param>
    /// <param name="origin">Where the document came from, as <see cref="Origin"/> tells it.</param>
    public PolicyException(ImmutableArray<PolicyProblem> problems, string? origin = null)
        : base(Describe(problems, origin))
    {
        Origin = origin;
        if (problems.IsDefaultOrEmpty)
            throw new ArgumentException("A policy is refused for at least one problem.", nameof(problems));
        Problems = problems;
    }

    /// <summary>
    /// Where the document came from: the path of its file, or the name of its <c>IPolicySource</c>; null when it was given as a text.
    /// </summary>
    public string? Origin { get; }

    /// <summary>The first problem's code, stable and machine-readable; one of <see cref="SupportKitErrors"/>, or a calendar's.</summary>
    public string Code => Problems[0].Code;

    /// <summary>All problems found, in the order of the document. The message tells the first hundred, and how many more there are.</summary>
    public ImmutableArray<PolicyProblem> Problems { get; }

    // One that is with the file itself names it already.
    private static string Line(PolicyProblem problem, string? origin) =>
        origin is null || problem.Path == origin ? problem.ToString() : $"{origin}: {problem}";

    private static string Describe(ImmutableArray<PolicyProblem> problems, string? origin)
    {
        if (problems.IsDefaultOrEmpty)
            return "";
        var told = string.Join(Environment.NewLine, problems.Take(MostTold).Select(problem => Line(problem, origin)));
        return problems.Length > MostTold
            ? FormattableString.Invariant($"{told}{Environment.NewLine}And {problems.Length - MostTold} more problems.")
            : told;
    }
}
