using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Hosting;

/// <summary>Reads policies from files.</summary>
public static class PolicyFile
{
    /// <summary>Reads and checks a policy.</summary>
    /// <param name="path">The file; UTF-8, with or without a byte-order mark.</param>
    /// <param name="allowIncomplete">
    /// Sections whose check may remain incomplete, as for <see cref="PolicyChecker.EnsureValid"/>; null for none.
    /// </param>
    /// <exception cref="PolicyException">The file cannot be read (<c>policy.file_unreadable</c>), has problems, or the checker finds errors in it; each names the file.</exception>
    public static Policy Load(string path, IEnumerable<string>? allowIncomplete = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string json;
        try
        {
            json = File.ReadAllText(path, PolicyFileSource.Utf8);
        }
        catch (Exception error) when (PolicyFileSource.IsUnreadable(error))
        {
            throw PolicyFileSource.Unreadable(path, error);
        }
        return Read(json, path, allowIncomplete);
    }

    /// <summary>Reads and checks a document; what is wrong with it is said to be in its origin.</summary>
    internal static Policy Read(string json, string origin, IEnumerable<string>? allowIncomplete)
    {
        try
        {
            return PolicyChecker.EnsureValid(Policy.Parse(json), allowIncomplete);
        }
        catch (PolicyException error)
        {
            throw new PolicyException(error.Problems, origin);
        }
    }
}
