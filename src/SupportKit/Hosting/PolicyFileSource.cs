using System.Text;
using SupportKit.PolicyJson;

namespace SupportKit.Hosting;

/// <summary>One tenant's policy in a file, as <c>AddPolicyFile</c> watches it.</summary>
internal sealed class PolicyFileSource(string tenant, string path) : IPolicySource
{
    private readonly Lock gate = new();
    private string? last;

    /// <summary>The file that the policy is read from.</summary>
    public string Path => path;

    // A file is looked at, and not watched: watchers do not see that a link above it now leads elsewhere (a ConfigMap of Kubernetes
    // is replaced so), or a change on a network drive, and a system has few of them.
    public TimeSpan PollingInterval => TimeSpan.FromSeconds(2);

    // Editors write a file in several steps; it counts when two looks in a row saw the same.
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        string content;
        try
        {
            content = await File.ReadAllTextAsync(path, Utf8, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw Unreadable(path, error);
        }
        lock (gate)
        {
            var isStable = content == last;
            last = content;
            return isStable
                ? new Dictionary<string, string>(StringComparer.Ordinal) { [tenant] = content }
                : new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    /// <summary>Refuses what is not UTF-8.</summary>
    public static UTF8Encoding Utf8 { get; } = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether the file is to blame.</summary>
    public static bool IsUnreadable(Exception error) =>
        error is IOException or UnauthorizedAccessException or DecoderFallbackException or NotSupportedException;

    /// <summary>The exception that names the file and why it cannot be read.</summary>
    public static PolicyException Unreadable(string path, Exception error) =>
        new(
            [
                new PolicyProblem(
                    SupportKitErrors.PolicyFileUnreadable,
                    path,
                    null,
                    error.Message,
                    "Check that the file exists, may be read, and is UTF-8."
                ),
            ],
            path
        );
}
