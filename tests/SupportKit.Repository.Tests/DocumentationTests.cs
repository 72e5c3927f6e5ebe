using System.Text.RegularExpressions;

namespace SupportKit.Repository.Tests;

/// <summary>What the documents say is true of the code.</summary>
public partial class DocumentationTests
{
    private static readonly string[] Documents =
    [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        .. Repository.Files("*.md", "docs", "src").Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    public static TheoryData<string> All => new(Documents);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_snippet_of_code_stands_in_a_source_that_is_compiled(string document)
    {
        // Compiled sources are the samples and the file of snippets; a snippet is a part of one of them.
        var sources = Repository
            .Files("*.cs", "samples", "tests")
            .Select(file => Normalize(File.ReadAllText(file)))
            .ToList();

        foreach (Match snippet in Snippet().Matches(Repository.Read(document)))
        {
            var code = Normalize(snippet.Groups[1].Value);
            Assert.True(
                sources.Exists(source => source.Contains(code, StringComparison.Ordinal)),
                $"{document} shows code that nothing compiles:\n{snippet.Groups[1].Value}"
            );
        }
    }

    [Fact]
    public void The_whole_program_of_the_README_is_the_sample_with_its_usings() =>
        Assert.Contains(
            $"```csharp\n{Repository.Read("samples", "QuickStart", "Program.cs").ReplaceLineEndings("\n")}```",
            Repository.Read("README.md").ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );

    [Theory]
    [MemberData(nameof(All))]
    public void Every_relative_link_leads_to_a_file(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var broken = Link()
            .Matches(Repository.Read(document))
            .Select(link => link.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    [Fact]
    public void The_default_workflow_is_drawn_as_it_is() =>
        Assert.Contains(
            $"```mermaid\n{Workflows.Workflow.Default.ToMermaid()}```",
            Repository.Read("docs", "policies.md").ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_default_workflow_is_written_as_it_is() =>
        Assert.Contains(
            Normalize(Workflows.Workflow.Default.ToJson()),
            Normalize(Repository.Read("docs", "policies.md")),
            StringComparison.Ordinal
        );

    [Fact]
    public void Every_file_that_the_architecture_names_exists()
    {
        var named = SourceFile()
            .Matches(Repository.Read("ARCHITECTURE.md"))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();

        Assert.NotEmpty(named);
        Assert.All(named, file => Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file));
    }

    // The formatter breaks lines as it likes, and a document as it reads best; imports stand apart in a source.
    private static string Normalize(string code) => WhiteSpace().Replace(Import().Replace(code, ""), "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^using [\w.]+;", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|samples|tests)/[^`\s]+\.(?:cs|json|html))`")]
    private static partial Regex SourceFile();
}
