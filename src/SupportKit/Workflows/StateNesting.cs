namespace SupportKit.Workflows;

/// <summary>
/// Which state lies in which, as a document declares it: how deep each lies, and which circles there are. The work is that of one walk
/// over all states, however they are nested.
/// </summary>
internal sealed class StateNesting
{
    /// <summary>The engine takes time and stack for each level, and nobody reads a workflow that is nested so deep.</summary>
    public const int MaxDepth = 20;

    private readonly Dictionary<string, string> parents;
    private readonly Dictionary<string, int> depths = new(StringComparer.Ordinal);
    private readonly HashSet<string> circular = new(StringComparer.Ordinal);

    /// <summary>Finds the circles, and cuts each at the first of its states.</summary>
    /// <param name="declared">Each state that lies in another, and that other one; in the order of the document.</param>
    public StateNesting(IEnumerable<KeyValuePair<string, string>> declared)
    {
        parents = new Dictionary<string, string>(declared, StringComparer.Ordinal);
        string[] names = [.. parents.Keys];
        var (places, walks) = (
            new Dictionary<string, int>(StringComparer.Ordinal),
            new Dictionary<string, int>(StringComparer.Ordinal)
        );
        for (var i = 0; i < names.Length; i++)
            places.Add(names[i], i);
        for (var walk = 0; walk < names.Length; walk++)
        {
            var at = names[walk];
            while (places.ContainsKey(at) && walks.TryAdd(at, walk))
                at = parents[at];
            if (walks.TryGetValue(at, out var passed) && passed == walk && parents.ContainsKey(at))
                Cut(names[CircleOf(at).Min(state => places[state])]);
        }
    }

    /// <summary>Whether the state lies in itself; of the states of a circle this is true for the first alone.</summary>
    public bool IsCircular(string state) => circular.Contains(state);

    /// <summary>In how many states it lies, one in the other.</summary>
    public int DepthOf(string state)
    {
        var way = new Stack<string>();
        var depth = -1;
        for (var at = state; at is not null; at = parents.GetValueOrDefault(at))
        {
            if (depths.TryGetValue(at, out depth))
                break;
            depth = -1;
            way.Push(at);
        }
        while (way.TryPop(out var next))
            depths[next] = ++depth;
        return depth;
    }

    private void Cut(string state)
    {
        circular.Add(state);
        parents.Remove(state);
    }

    private IEnumerable<string> CircleOf(string state)
    {
        var at = state;
        do
        {
            yield return at;
            at = parents[at];
        } while (at != state);
    }
}
