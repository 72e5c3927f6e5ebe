using System.Numerics;
using System.Runtime.CompilerServices;

namespace SupportKit.BusinessTime;

/// <summary>
/// Finds the last of some sorted keys that is not over a value: equal buckets of key space, each with the first key to
/// try. Buckets are sized to hold two to four keys, so that the search takes the same few steps however many keys there are.
/// </summary>
internal readonly struct BucketIndex
{
    private readonly int[] firstKey;
    private readonly long origin;
    private readonly int shift;

    /// <param name="keys">Sorted keys, the first of them equal to <paramref name="origin"/>.</param>
    /// <param name="origin">The lowest value that will be asked for.</param>
    /// <param name="end">The highest value that will be asked for.</param>
    internal BucketIndex(ReadOnlySpan<long> keys, long origin, long end)
    {
        this.origin = origin;
        var range = (ulong)(end - origin);
        var buckets = (ulong)Math.Max(1, keys.Length / 2);
        shift = Math.Min(BitOperations.Log2(range / buckets) + 1, 63);
        firstKey = new int[(int)(range >> shift) + 1];
        var key = 0;
        for (var bucket = 0; bucket < firstKey.Length; bucket++)
        {
            var bucketStart = (ulong)bucket << shift;
            while (key + 1 < keys.Length && (ulong)(keys[key + 1] - origin) <= bucketStart)
                key++;
            firstKey[bucket] = key;
        }
    }

    internal long Bytes => firstKey.LongLength * sizeof(int);

    /// <summary>The last key not over the value. The keys end with one that is over every value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Last(long[] keys, long value)
    {
        var i = firstKey[(int)((ulong)(value - origin) >> shift)];
        while (keys[i + 1] <= value)
            i++;
        return i;
    }
}
