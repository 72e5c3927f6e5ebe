namespace SupportKit.Tests.Shared;

internal static partial class Component
{
    /// <summary>The first file of that name in the folders of PATH or in one of the others; null when there is none.</summary>
    /// <param name="program">The program's file name.</param>
    /// <param name="folders">Where distributions put it besides PATH.</param>
    public static string? Find(string program, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(folders)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(IsThere);

    // A link whose target was uninstalled exists, too.
    private static bool IsThere(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is null or { Exists: true };
}
