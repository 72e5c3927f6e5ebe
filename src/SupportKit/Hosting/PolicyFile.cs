using System.Text;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Hosting;

/// <summary>Reads policies from files.</summary>
public static class PolicyFile
{
    /// <summary>Reads and checks a policy.</summary>
    /// <param name="path">The file; UTF-8, with or without a byte-order mark.</param>
    /// <exception cref="PolicyException">The file cannot be read (<c>policy.file_unreadable</c>), has problems, or the checker finds errors in it.</exception>
    public static Policy Load(string path)
    {
        try
        {
            return PolicyChecker.EnsureValid(
                Policy.Parse(File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)))
            );
        }
        catch (Exception error)
            when (error
                    is IOException
                        or UnauthorizedAccessException
                        or DecoderFallbackException
                        or NotSupportedException
            )
        {
            var problem = new PolicyProblem(
                SupportKitErrors.PolicyFileUnreadable,
                path,
                null,
                error.Message,
                "Check that the file exists, may be read, and is UTF-8."
            );
            throw new PolicyException([problem]);
        }
    }
}
