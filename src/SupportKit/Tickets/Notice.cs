using NodaTime;

namespace SupportKit.Tickets;

/// <summary>
/// That somebody is told of an event: at once, which begins a window for that reader and kind, or with others in the digest at
/// its end. It stands in the history with its event. Immutable.
/// </summary>
/// <param name="To">Who is told.</param>
/// <param name="Kind">The template, and for what tells of a metric <c>template/metric</c>.</param>
/// <param name="Until">When the window ends; null for once a person of the desk has acted.</param>
/// <param name="IsHeld">Whether it waits for the digest.</param>
/// <param name="Answers">How many messages of the kind have answered what came from outside, without an act of the desk between.</param>
internal sealed record Notice(NoticeReader To, string Kind, Instant? Until, bool IsHeld, int Answers);

/// <summary>What a ticket remembers of one kind of notice to one reader: the window, and what waits for its end. Immutable.</summary>
/// <param name="To">Who is told.</param>
/// <param name="Kind">As in <see cref="Notice.Kind"/>.</param>
/// <param name="Until">As in <see cref="Notice.Until"/>.</param>
/// <param name="Held">How many notices wait.</param>
/// <param name="Answers">As in <see cref="Notice.Answers"/>.</param>
internal sealed record NoticeWindow(NoticeReader To, string Kind, Instant? Until, int Held, int Answers)
{
    /// <summary>When what waits goes out by itself; null when nothing does.</summary>
    public Instant? Deadline() => Held > 0 ? Until : null;
}

/// <summary>Who is told: one of the three is not null. Immutable.</summary>
/// <param name="Person">Somebody outside the desk.</param>
/// <param name="Agent">Somebody of the desk.</param>
/// <param name="Queue">The people of a queue.</param>
internal sealed record NoticeReader(string? Person, string? Agent, string? Queue);
