namespace SupportKit.Storage;

/// <summary>
/// Keeps every version of every policy that tickets were promised under, so that they can go on under it.
/// Implementations are thread-safe, give back the very text that was kept, and keep each tenant's versions apart.
/// Nothing is ever taken out.
/// </summary>
public interface IPolicyArchive
{
    /// <summary>
    /// Keeps a version; when this returns it can be found. A version names its content, so keeping one again changes
    /// nothing, and of several who keep one at once all succeed.
    /// </summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="version">The policy's content hash.</param>
    /// <param name="json">The policy's document.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task KeepAsync(string tenant, string version, string json, CancellationToken cancellationToken);

    /// <summary>The document that was kept; null when the tenant has no such version. Both are compared to the letter.</summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="version">The policy's content hash.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<string?> FindAsync(string tenant, string version, CancellationToken cancellationToken);
}
