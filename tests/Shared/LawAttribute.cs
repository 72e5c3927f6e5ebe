using FsCheck.Xunit;
using Xunit.v3;

namespace SupportKit.Tests.Shared;

/// <summary>
/// A law, checked on generated cases. How its parameters are generated stands in the Generators of each project.
/// </summary>
/// <remarks>
/// Plain <c>dotnet test</c> takes some cases, which is quick and finds what is often wrong. With <c>LONG_TESTS=true</c>, as
/// <c>.ci/run</c> has it, a law belongs to the long category and takes all of its cases. A failure prints the seed that
/// <c>Replay</c> takes.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
#pragma warning disable xUnit3003 // the attribute of FsCheck takes no place in the source to hand on
public sealed class LawAttribute : PropertyAttribute, ITraitAttribute
#pragma warning restore xUnit3003
{
    private static readonly bool LongTests = string.Equals(
        Environment.GetEnvironmentVariable("LONG_TESTS"),
        "true",
        StringComparison.OrdinalIgnoreCase
    );

    private readonly bool isLong;

    /// <param name="cases">How many cases plain <c>dotnet test</c> takes.</param>
    /// <param name="longCases">How many the long category takes; none keeps the law out of it.</param>
    public LawAttribute(int cases, int longCases = 0)
    {
        isLong = LongTests && longCases > 0;
        MaxTest = isLong ? longCases : cases;
        QuietOnSuccess = true;
    }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        isLong ? [KeyValuePair.Create("Category", "Long")] : [];
}
