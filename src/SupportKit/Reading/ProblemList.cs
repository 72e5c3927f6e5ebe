namespace SupportKit.Reading;

/// <summary>Collects problems while one policy is read, so that a person sees them all at once.</summary>
internal sealed class ProblemList
{
    private readonly List<PolicyProblem> problems = [];

    public void Add(string code, SourceNode at, string message, string remedy) =>
        Add(code, at.Path, at.Line, message, remedy);

    public void Add(string code, string path, int line, string message, string remedy) =>
        problems.Add(new PolicyProblem(code, path, line, message, remedy));

    /// <exception cref="PolicyException">Anything was added.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw new PolicyException([.. problems.OrderBy(problem => problem.Line)]);
    }
}
