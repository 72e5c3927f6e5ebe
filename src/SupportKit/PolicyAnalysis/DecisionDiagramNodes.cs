using System.Runtime.CompilerServices;

namespace SupportKit.PolicyAnalysis;

/// <summary>The nodes of a <see cref="DecisionDiagram"/>, each kept once.</summary>
internal sealed class DecisionDiagramNodes(WorkBudget budget)
{
    private Node[] nodes = [new(int.MaxValue, 0, 0, -1), new(int.MaxValue, 1, 1, -1), .. new Node[1022]];
    private int[] buckets = NewBuckets(1024);

    public int Count { get; private set; } = 2;

    /// <summary>The bit a node asks; <see cref="int.MaxValue"/> for the two that ask none.</summary>
    public int BitOf(int node) => nodes[node].Bit;

    public int LowOf(int node) => nodes[node].Low;

    public int HighOf(int node) => nodes[node].High;

    /// <summary>The node that asks this bit and has these children; the child itself when they are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Get(int bit, int low, int high)
    {
        if (low == high)
            return low;
        var hash = HashOf(bit, low, high);
        for (var at = buckets[hash & (buckets.Length - 1)]; at >= 0; at = nodes[at].NextInBucket)
        {
            ref readonly var node = ref nodes[at];
            if (node.Bit == bit && node.Low == low && node.High == high)
                return at;
        }
        return Add(bit, low, high, hash);
    }

    private int Add(int bit, int low, int high, int hash)
    {
        budget.SpendNode();
        if (Count == nodes.Length)
        {
            Array.Resize(ref nodes, nodes.Length * 2);
            Rehash();
        }
        var added = Count++;
        ref var bucket = ref buckets[hash & (buckets.Length - 1)];
        nodes[added] = new(bit, low, high, bucket);
        bucket = added;
        return added;
    }

    private void Rehash()
    {
        buckets = NewBuckets(buckets.Length * 2);
        for (var at = 2; at < Count; at++)
        {
            ref var node = ref nodes[at];
            ref var bucket = ref buckets[HashOf(node.Bit, node.Low, node.High) & (buckets.Length - 1)];
            node = node with { NextInBucket = bucket };
            bucket = at;
        }
    }

    // Not seeded: the order of work, and so what a budget allows, is the same on every machine.
    private static int HashOf(int bit, int low, int high)
    {
        var hash = (uint)bit * 0x85EBCA6B;
        hash = (hash ^ (uint)low) * 0x9E3779B1;
        hash = (hash ^ (hash >> 15) ^ (uint)high) * 0xC2B2AE35;
        return (int)(hash ^ (hash >> 16));
    }

    private static int[] NewBuckets(int count)
    {
        var empty = new int[count];
        Array.Fill(empty, -1);
        return empty;
    }

    private readonly record struct Node(int Bit, int Low, int High, int NextInBucket);
}
