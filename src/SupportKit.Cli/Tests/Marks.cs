namespace SupportKit.Cli;

/// <summary>Which of some things were seen. A mark is only ever set, so that several threads may set one at once. Thread-safe.</summary>
/// <param name="all">The things that are counted; others have no mark.</param>
internal sealed class Marks<T>(IEnumerable<T> all)
    where T : notnull
{
    private readonly Dictionary<T, Mark> marks = all.Distinct().ToDictionary(one => one, _ => new Mark());

    /// <summary>Whether it was seen.</summary>
    public bool Has(T one) => marks.TryGetValue(one, out var mark) && mark.IsSet;

    /// <summary>Notes that it was seen.</summary>
    public void Set(T one)
    {
        if (marks.TryGetValue(one, out var mark))
            mark.IsSet = true;
    }

    private sealed class Mark
    {
        public bool IsSet { get; set; }
    }
}
