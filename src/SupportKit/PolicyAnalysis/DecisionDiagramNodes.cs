namespace SupportKit.PolicyAnalysis;

/// <summary>The nodes of a <see cref="DecisionDiagram"/>, each kept once.</summary>
internal sealed class DecisionDiagramNodes(WorkBudget budget)
{
    private readonly List<int> variables = [int.MaxValue, int.MaxValue];
    private readonly List<int> starts = [0, 0];
    private readonly List<int> nextInBucket = [-1, -1];
    private int[] buckets = NewBuckets(1024);
    private int[] children = new int[4096];
    private int used;

    public int Count => variables.Count;

    public int VariableOf(int node) => variables[node];

    public ReadOnlySpan<int> ChildrenOf(int node)
    {
        var end = node + 1 < starts.Count ? starts[node + 1] : used;
        return children.AsSpan(starts[node], end - starts[node]);
    }

    /// <summary>The node that asks this variable and has these children; the child itself when they are all the same.</summary>
    public int Get(int variable, ReadOnlySpan<int> wanted)
    {
        if (!wanted.ContainsAnyExcept(wanted[0]))
            return wanted[0];
        var hash = HashOf(variable, wanted);
        for (var node = buckets[hash % buckets.Length]; node >= 0; node = nextInBucket[node])
        {
            if (variables[node] == variable && ChildrenOf(node).SequenceEqual(wanted))
                return node;
        }
        return Add(variable, wanted, hash);
    }

    private int Add(int variable, ReadOnlySpan<int> wanted, int hash)
    {
        budget.Spend(wanted.Length);
        if (used + wanted.Length > children.Length)
            Array.Resize(ref children, Math.Max(used + wanted.Length, children.Length * 2));
        wanted.CopyTo(children.AsSpan(used));

        var added = variables.Count;
        variables.Add(variable);
        starts.Add(used);
        used += wanted.Length;
        nextInBucket.Add(buckets[hash % buckets.Length]);
        buckets[hash % buckets.Length] = added;
        if (added > buckets.Length)
            Rehash();
        return added;
    }

    private void Rehash()
    {
        buckets = NewBuckets(buckets.Length * 2);
        for (var node = 2; node < variables.Count; node++)
        {
            var bucket = HashOf(variables[node], ChildrenOf(node)) % buckets.Length;
            nextInBucket[node] = buckets[bucket];
            buckets[bucket] = node;
        }
    }

    // Not seeded: the order of work, and so what a budget allows, is the same on every machine.
    private static int HashOf(int variable, ReadOnlySpan<int> children)
    {
        var hash = (uint)variable;
        foreach (var child in children)
            hash = (hash ^ (uint)child) * 0x9E3779B1 + (hash >> 15);
        return (int)((hash ^ (hash >> 16)) & int.MaxValue);
    }

    private static int[] NewBuckets(int count)
    {
        var empty = new int[count];
        Array.Fill(empty, -1);
        return empty;
    }
}
