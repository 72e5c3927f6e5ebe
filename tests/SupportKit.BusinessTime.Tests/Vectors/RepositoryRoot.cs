namespace SupportKit.BusinessTime.Tests;

/// <summary>The folder that holds the solution, searched upward from the test's own.</summary>
internal static class RepositoryRoot
{
    internal static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "SupportKit.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("SupportKit.sln is in no folder above the tests.");
    }
}
