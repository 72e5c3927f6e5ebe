using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SupportKit.Cli.Tests;

/// <summary>What <c>dotnet new</c> makes of the templates. That the host builds and answers is a check of <c>.ci/run</c>, on the packages.</summary>
public sealed partial class TemplateTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static string Content => Path.Combine(Samples.Root, "templates", "content");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("supportkit-policy/desk-name.json")]
    [InlineData("supportkit-host/support.json")]
    public void The_policy_of_a_template_passes_its_checks_and_its_tests(string file)
    {
        var policy = folder.Add("support.json", InZone(Path.Combine(Content, file)));
        folder.Add("support.test.json", InZone(Path.Combine(Content, Path.ChangeExtension(file, ".test.json"))));

        Assert.Equal(ExitCodes.Success, ToolRun.Of("check", "--strict", policy).Code);
        var run = ToolRun.Of("test", policy, "--threshold", "100");
        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
    }

    [Fact]
    public void What_must_hold_of_the_policy_holds()
    {
        var policy = folder.Add("desk.json", InZone(Path.Combine(Content, "supportkit-policy", "desk-name.json")));

        var run = ToolRun.Of(
            "diff",
            policy,
            policy,
            "--assert",
            Path.Combine(Content, "supportkit-policy", "desk-name.assert.json")
        );

        Assert.Equal(("", ExitCodes.Success), (run.Error, run.Code));
    }

    [Fact]
    public void The_host_takes_the_packages_of_this_version()
    {
        var version = Version().Match(File.ReadAllText(Path.Combine(Samples.Root, "src", "Directory.Build.props")));
        var project = File.ReadAllText(Path.Combine(Content, "supportkit-host", "DeskHost.csproj"));
        var packages = Package().Matches(project);

        Assert.NotEmpty(packages);
        Assert.All(
            packages,
            package =>
                Assert.Equal(
                    package.Groups[1].Value.StartsWith("SupportKit", StringComparison.Ordinal)
                        ? version.Groups[1].Value
                        : CentralVersionOf(package.Groups[1].Value),
                    package.Groups[2].Value
                )
        );
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Dotnet_new_makes_files_of_the_name_and_the_zone_that_were_asked_for()
    {
        New("install", Content);
        New("supportkit-policy", "--output", folder.PathOf("acme"), "--name", "acme", "--time-zone", "Europe/Paris");
        New("supportkit-host", "--output", folder.PathOf("AcmeDesk"), "--time-zone", "Asia/Tokyo");

        var policy = folder.PathOf("acme/acme.json");
        Assert.Equal(("acme", "Europe/Paris"), NameOf(policy));
        Assert.Equal(ExitCodes.Success, ToolRun.Of("test", policy, "--threshold", "100").Code);
        Assert.Contains("acme.test.json", File.ReadAllText(folder.PathOf("acme/README.md")), StringComparison.Ordinal);
        Assert.Equal(("support", "Asia/Tokyo"), NameOf(folder.PathOf("AcmeDesk/support.json")));
        Assert.True(File.Exists(folder.PathOf("AcmeDesk/AcmeDesk.csproj")));
        Assert.Contains(
            "\"AcmeDesk.db\"",
            File.ReadAllText(folder.PathOf("AcmeDesk/Program.cs")),
            StringComparison.Ordinal
        );
    }

    private static (string, string) NameOf(string policy)
    {
        var read = Policy.Parse(File.ReadAllText(policy));
        return (read.Id, read.TimeZone.Id);
    }

    // The templates are kept apart from those that the person who runs the tests has installed.
    private void New(params string[] args)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "new",
                .. args,
                "--debug:custom-hive",
                folder.PathOf("hive"),
                .. args[0] == "install" ? [] : new[] { "--no-update-check" },
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.GetAwaiter().GetResult());
    }

    private static string InZone(string file) =>
        File.ReadAllText(file).Replace("Etc/UTC", "America/New_York", StringComparison.Ordinal);

    private static string CentralVersionOf(string package) =>
        Regex
            .Match(
                File.ReadAllText(Path.Combine(Samples.Root, "Directory.Packages.props")),
                $"\"{Regex.Escape(package)}\" Version=\"([^\"]*)\""
            )
            .Groups[1]
            .Value;

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex Version();

    [GeneratedRegex("<PackageReference Include=\"([^\"]*)\" Version=\"([^\"]*)\"")]
    private static partial Regex Package();
}
