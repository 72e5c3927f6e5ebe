namespace SupportKit.Cli.Tests;

/// <summary>One run of the tool in this process.</summary>
/// <param name="Code">What the shell is told.</param>
/// <param name="Output">The answer, with line feeds.</param>
/// <param name="Error">What kept it from running.</param>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    public static ToolRun Of(params string[] args) => In(Terminal.Unlimited, "", args);

    public static ToolRun WithInput(string input, params string[] args) => In(Terminal.Unlimited, input, args);

    public static ToolRun In(int width, string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(new StringReader(input), output, error, width, Colors: false);
        var code = Tool.RunAsync(args, terminal).GetAwaiter().GetResult();
        return new ToolRun(code, Clean(output), Clean(error));
    }

    private static string Clean(StringWriter writer) => writer.ToString().ReplaceLineEndings("\n");
}

/// <summary>A folder for the files of one test, which goes with it.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("supportkit-cli-").FullName;

    /// <summary>Writes a file and gives its path.</summary>
    public string Add(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string PathOf(string name) => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}

/// <summary>Where the repository's own policies are.</summary>
internal static class Samples
{
    public static string Root { get; } = FindRoot();

    public static TheoryData<string> Policies { get; } =
        new(
            Directory
                .EnumerateFiles(Path.Combine(Root, "samples", "policies"), "*.json")
                .Where(file => !file.EndsWith(".test.json", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
        );

    public static string PathOf(string policy) => Path.Combine(Root, "samples", "policies", policy);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SupportKit.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run from inside the repository.");
    }
}
