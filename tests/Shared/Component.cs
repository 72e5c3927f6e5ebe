namespace SupportKit.Tests.Shared;

/// <summary>
/// Something a test needs from the machine rather than from the clone. Where it is missing the test is skipped, with the
/// command that installs it; where <c>CI=true</c> it fails, so that no machine that should run it skips it unnoticed.
/// </summary>
internal static partial class Component
{
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
