using SupportKit.Shared;

namespace SupportKit.PolicyJson;

/// <summary>Collects problems while one policy is read, so that a person sees them all at once.</summary>
internal sealed class ProblemList : JsonProblems
{
    private static readonly JsonCodes PolicyCodes = new()
    {
        Unreadable = SupportKitErrors.PolicyJsonUnreadable,
        SizeExceeded = SupportKitErrors.PolicySizeExceeded,
        PropertyMissing = SupportKitErrors.PolicyPropertyMissing,
        PropertyUnknown = SupportKitErrors.PolicyPropertyUnknown,
        PropertyDuplicated = SupportKitErrors.PolicyPropertyDuplicated,
        ValueMistyped = SupportKitErrors.PolicyValueMistyped,
        ValueUnknown = SupportKitErrors.PolicyValueUnknown,
    };

    private readonly List<PolicyProblem> problems = [];

    // How many pairs of letters are still compared to find what was meant. A document of many unknown names has many problems,
    // and the first few are enough to see the cause.
    private long comparisons = 20_000_000;

    public override JsonCodes Codes => PolicyCodes;

    public override void Add(string code, string path, int? line, string? value, string message, string remedy) =>
        problems.Add(new PolicyProblem(code, path, line, message, remedy));

    public override void AddName(string code, string name, SourceNode value, string message, string remedy) =>
        problems.Add(new PolicyProblem(code, value.Path, value.Line, message, remedy) { IsOfName = true });

    /// <summary>
    /// The end of a remedy that names the candidate nearest to an unknown name: <c>, or write "x" if that was meant</c>. Empty
    /// when no candidate is near, or when the document has had so many unknown names that no more are compared.
    /// </summary>
    public string OrWrite(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { Length: > 0 } nearest ? $", or write \"{nearest}\" if that was meant" : "";

    /// <inheritdoc/>
    public override string DidYouMean(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { Length: > 0 } nearest ? $"Did you mean \"{nearest}\"? " : "";

    private string Nearest(string name, IEnumerable<string> candidates)
    {
        var (nearest, least) = ("", int.MaxValue);
        foreach (var candidate in candidates)
        {
            comparisons -= (name.Length + 1L) * (candidate.Length + 1L);
            if (comparisons < 0)
                return "";
            var distance = EditDistance.Between(candidate, name);
            if (distance < least && Spelling.IsNear(candidate, name, distance))
                (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    /// <exception cref="PolicyException">Anything was added.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw new PolicyException([.. problems.OrderBy(problem => problem.Line)]);
    }
}
