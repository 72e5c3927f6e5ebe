using System.Text.RegularExpressions;

namespace SupportKit.Repository.Tests.Architecture;

/// <summary>One `using` of a package's own name brings all of it, but for SupportKit, whose folders are its namespaces.</summary>
public partial class NamespaceTests
{
    // Hosts look for extensions of their builders in the first two by convention; Entity Framework writes the third.
    private static readonly string[] Exempt =
    [
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.AspNetCore.Builder",
        "SupportKit.EntityFrameworkCore.Migrations",
    ];

    public static TheoryData<string> Packages => new(Repository.Packages);

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_file_declares_the_namespace_that_its_place_asks_for(string package)
    {
        var files = Repository.Files("*.cs", $"src/{package}").ToList();

        Assert.NotEmpty(files);
        Assert.All(
            files,
            file => Assert.True(IsRight(package, file), $"{file} belongs into namespace {Expected(package, file)}.")
        );
    }

    [Fact]
    public void What_packages_share_stands_in_a_namespace_of_its_own() =>
        Assert.All(Repository.Files("*.cs", "src/Shared"), file => Assert.Equal("SupportKit.Shared", Declared(file)));

    private static bool IsRight(string package, string file) =>
        Declared(file) is var space && (space == Expected(package, file) || Exempt.Contains(space));

    private static string Expected(string package, string file) =>
        package != "SupportKit" ? package
        : Layers.HostFacing.Contains(Path.GetFileName(file).Split('.')[0]) ? "SupportKit"
        : $"SupportKit.{Path.GetFileName(Path.GetDirectoryName(file))}";

    private static string Declared(string file) => Namespace().Match(File.ReadAllText(file)).Groups[1].Value;

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
