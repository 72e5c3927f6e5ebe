namespace SupportKit.Desk;

/// <summary>
/// For stores that can join a transaction of the host's: what is committed in a flow of calls takes effect only when the
/// host commits, so what follows from a commit has to wait until then.
/// </summary>
public sealed class DeferredNotifications : IDisposable
{
    private static readonly AsyncLocal<DeferredNotifications?> Current = new();

    private readonly Lock gate = new();
    private readonly DeferredNotifications? outer = Current.Value;
    private List<Action>? waiting = [];

    private DeferredNotifications() { }

    /// <summary>Whether what is committed in this flow may still vanish.</summary>
    internal static bool Any => Open is not null;

    private static DeferredNotifications? Open
    {
        get
        {
            var pending = Current.Value;
            while (pending is { waiting: null })
                pending = pending.outer;
            return pending;
        }
    }

    /// <summary>From here on, and until the result is disposed, commits of this flow wake nobody; disposing it wakes them.</summary>
    public static IDisposable Begin() => Current.Value = new DeferredNotifications();

    /// <summary>Ends it; dispose it when the host's transaction is over.</summary>
    public void Dispose()
    {
        List<Action>? then;
        lock (gate)
            (then, waiting) = (waiting, null);
        if (Current.Value == this)
            Current.Value = outer;
        foreach (var action in then ?? [])
            Then(action);
    }

    /// <summary>Does it now, or when what is pending has been decided.</summary>
    internal static void Then(Action action)
    {
        if (Open is not { } pending || !pending.Add(action))
            action();
    }

    private bool Add(Action action)
    {
        lock (gate)
            waiting?.Add(action);
        return waiting is not null;
    }
}
