namespace SupportKit.PolicyAnalysis;

/// <summary>Caches results of operations on diagrams. A new entry may replace an old one; the cache grows with the diagram.</summary>
internal sealed class OperationCache
{
    private const int Most = 1 << 22;

    private (long Key, int Result)[] entries = new (long, int)[1 << 10];

    public int? Find(int operation, int a, int b)
    {
        var key = KeyOf(operation, a, b);
        ref readonly var entry = ref entries[SlotOf(key)];
        return entry.Key == key ? entry.Result : null;
    }

    public void Keep(int operation, int a, int b, int result, int nodes)
    {
        if (nodes * 2 > entries.Length && entries.Length < Most)
            Grow();
        var key = KeyOf(operation, a, b);
        entries[SlotOf(key)] = (key, result);
    }

    private void Grow()
    {
        var old = entries;
        entries = new (long, int)[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Key != 0)
                entries[SlotOf(entry.Key)] = entry;
        }
    }

    // Never 0, which is what an empty slot holds: no operation on False and False comes here.
    private static long KeyOf(int operation, int a, int b) => ((long)operation << 58) | ((long)a << 29) | (uint)b;

    private int SlotOf(long key) => (int)((ulong)key * 0x9E3779B97F4A7C15 >> 32) & (entries.Length - 1);
}
