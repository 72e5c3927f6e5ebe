using System.Collections.Immutable;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Lets many workers share work without a lock between them: each looks for candidates, and takes each by
/// an update that succeeds only while the row is free. A worker that comes second changes no row, and looks again.
/// </summary>
internal static class ClaimLoop
{
    public static async Task<ImmutableArray<T>> RunAsync<T>(
        int limit,
        Func<int, Task<IReadOnlyList<T>>> candidates,
        Func<T, Task<bool>> claim,
        CancellationToken cancellationToken
    )
    {
        var claimed = ImmutableArray.CreateBuilder<T>();
        while (claimed.Count < limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = await candidates(limit - claimed.Count).ConfigureAwait(false);
            var before = claimed.Count;
            foreach (var candidate in found)
            {
                if (await claim(candidate).ConfigureAwait(false))
                    claimed.Add(candidate);
            }
            // What was claimed is returned rather than added to, unless other workers took everything that was seen.
            if (found.Count == 0 || claimed.Count > before)
                break;
        }
        return claimed.ToImmutable();
    }
}
