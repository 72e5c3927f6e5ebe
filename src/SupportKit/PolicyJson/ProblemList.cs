using SupportKit.Shared;

namespace SupportKit.PolicyJson;

/// <summary>Collects problems while one policy is read, so that a person sees them all at once.</summary>
internal sealed class ProblemList : JsonProblems
{
    private static readonly JsonCodes PolicyCodes = new()
    {
        Unreadable = "policy.json_unreadable",
        TooLarge = "policy.size_exceeded",
        PropertyMissing = "policy.property_missing",
        PropertyUnknown = "policy.property_unknown",
        PropertyDuplicated = "policy.property_duplicated",
        ValueOfWrongKind = "policy.value_mistyped",
        ValueUnknown = "policy.value_unknown",
    };

    private readonly List<PolicyProblem> problems = [];

    public override JsonCodes Codes => PolicyCodes;

    public override void Add(string code, string path, int? line, string? value, string message, string remedy) =>
        problems.Add(new PolicyProblem(code, path, line, message, remedy));

    /// <exception cref="PolicyException">Anything was added.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw new PolicyException([.. problems.OrderBy(problem => problem.Line)]);
    }
}
