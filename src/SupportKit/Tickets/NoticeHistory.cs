using System.Collections.Immutable;

namespace SupportKit.Tickets;

/// <summary>Folds who was told, and what waits to be told.</summary>
internal static class NoticeHistory
{
    /// <summary>The windows after one more event.</summary>
    public static ImmutableArray<NoticeWindow> Apply(ImmutableArray<NoticeWindow> windows, RecordedEvent recorded)
    {
        if (windows.IsEmpty && recorded.Notices is null)
            return windows;
        if (recorded.By.Kind is ActorKind.Agent or ActorKind.Lead)
            windows = Resumed(windows, recorded);
        windows = recorded.Event switch
        {
            // They read nothing of it any more.
            TicketEvent.Unshared left => windows.RemoveAll(window => window.To.Person == left.With),
            TicketEvent.PersonErased erased => windows.RemoveAll(window => window.To.Person == erased.Replacement),
            _ => windows,
        };
        if (recorded.Notices is not { } notices)
            return windows;
        foreach (var notice in notices)
            windows = Apply(windows, notice);
        // What ended with nothing in it opens as if it had never been there.
        return windows.RemoveAll(window => window is { Held: 0, Answers: 0 } && window.Until <= recorded.At);
    }

    /// <summary>The window of a reader and a kind; null when there is none.</summary>
    public static NoticeWindow? Find(ImmutableArray<NoticeWindow> windows, NoticeReader to, string kind)
    {
        foreach (var window in windows)
        {
            if (window.Kind == kind && window.To == to)
                return window;
        }
        return null;
    }

    private static ImmutableArray<NoticeWindow> Apply(ImmutableArray<NoticeWindow> windows, Notice notice)
    {
        var known = Find(windows, notice.To, notice.Kind);
        var next = new NoticeWindow(
            notice.To,
            notice.Kind,
            notice.Until,
            notice.IsHeld ? (known?.Held ?? 0) + 1 : 0,
            notice.Answers
        );
        return known is null ? windows.Add(next) : windows.Replace(known, next);
    }

    // Somebody of the desk is there: what waited for that goes out now, and machines have their small number again.
    private static ImmutableArray<NoticeWindow> Resumed(ImmutableArray<NoticeWindow> windows, RecordedEvent recorded) =>
        windows.Any(window => window.Answers > 0)
            ?
            [
                .. windows.Select(window =>
                    window.Answers > 0 ? window with { Answers = 0, Until = window.Until ?? recorded.At } : window
                ),
            ]
            : windows;
}
