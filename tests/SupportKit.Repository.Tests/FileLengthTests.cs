namespace SupportKit.Repository.Tests;

/// <summary>A file is one idea. What needs more lines than this holds two.</summary>
public class FileLengthTests
{
    private const int Most = 300;

    [Fact]
    public void No_source_of_a_package_is_longer_than_300_lines()
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".js")
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && !file.Contains("/Migrations/"))
            .Where(file => !file.Contains("/web/console/words/")) // one line for each text, in the same order in each language
            .ToList();
        Assert.True(files.Count > 300);
        var lines = files.Select(file => (file, Lines: File.ReadLines(Path.Combine(Repository.Root, file)).Count()));
        Assert.DoesNotContain(lines, one => one.Lines > Most);
    }
}
