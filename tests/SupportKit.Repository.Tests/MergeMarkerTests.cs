using System.Text.RegularExpressions;

namespace SupportKit.Repository.Tests;

/// <summary>A merge leaves marks where two sides differed, which a compiler finds in code, and nothing in a document.</summary>
public partial class MergeMarkerTests
{
    private static readonly string[] Kinds =
    [
        ".md",
        ".json",
        ".jsonl",
        ".cs",
        ".js",
        ".css",
        ".html",
        ".sh",
        ".csproj",
        ".txt",
    ];

    [Fact]
    public void No_file_holds_what_a_merge_has_left()
    {
        var files = Directory
            .EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(file => Kinds.Contains(Path.GetExtension(file)) && !Skipped().IsMatch(file.Replace('\\', '/')))
            .ToList();
        Assert.True(files.Count > 500);
        Assert.DoesNotContain(files, file => Mark().IsMatch(File.ReadAllText(file)));
    }

    [GeneratedRegex("/(bin|obj|artifacts|node_modules|[.]git)/")]
    private static partial Regex Skipped();

    [GeneratedRegex("^(<{7}|[|]{7}|>{7}) ", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
