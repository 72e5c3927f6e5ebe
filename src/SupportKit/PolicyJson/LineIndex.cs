using SupportKit.Shared;

namespace SupportKit.PolicyJson;

/// <summary>
/// The line of each value of a document by its path. It is made once for all findings, since a document may have as many findings
/// as values. Immutable.
/// </summary>
internal sealed class LineIndex
{
    private readonly Dictionary<string, int?> lines = new(StringComparer.Ordinal);

    public LineIndex(SourceNode root)
    {
        var left = new Stack<SourceNode>([root]);
        while (left.TryPop(out var node))
        {
            lines.TryAdd(node.Path, node.Line);
            foreach (var (_, member) in node.Members)
                left.Push(member);
            foreach (var item in node.Items)
                left.Push(item);
        }
    }

    /// <summary>The line on which the value of that path stands, or the nearest one around it; null when lines are not known.</summary>
    public int? LineOf(string path)
    {
        while (true)
        {
            if (lines.TryGetValue(path, out var line))
                return line;
            var end = path.AsSpan().LastIndexOfAny('.', '[');
            if (end < 0)
                return null;
            path = path[..end];
        }
    }
}
