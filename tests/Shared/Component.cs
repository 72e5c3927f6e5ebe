namespace SupportKit.Tests.Shared;

/// <summary>
/// Something a test needs from the machine rather than from the clone. Where it is missing the test is skipped, with the
/// command that installs it; where <c>CI=true</c> it fails, so that no machine that should run it skips it unnoticed.
/// </summary>
internal static class Component
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

    /// <summary>Skips the test, or fails it under CI.</summary>
    /// <param name="name">What is missing, e.g. <c>PostgreSQL</c>.</param>
    /// <param name="install">The command that brings it.</param>
    public static void Missing(string name, string install)
    {
        var reason = $"{name} is not on this machine; install with: {install}";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
