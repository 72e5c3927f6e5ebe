using System.Collections.Immutable;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// How many workers share what is to be done without a lock between them: each looks for candidates, and takes each by
/// an update that holds only while the row is still free. Whoever comes second changes no row, and looks again.
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
            // Something in hand is better worked on than added to, unless others took all there was to be seen.
            if (found.Count == 0 || claimed.Count > before)
                break;
        }
        return claimed.ToImmutable();
    }
}
