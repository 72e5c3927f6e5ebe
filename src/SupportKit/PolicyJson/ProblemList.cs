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
