using System.Collections.Immutable;

namespace SupportKit.AspNetCore;

/// <summary>
/// Which people of the desk have a ticket open. Each says so again and again, and is forgotten when they no longer do. Kept in the memory of
/// this process alone: people whom a host of several processes serves elsewhere are not seen. Thread-safe.
/// </summary>
internal sealed class Presence(TimeProvider time)
{
    /// <summary>How long somebody is taken to be there after they last said so.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(40);

    // Of one process; beyond it nobody new is kept, so that no caller can fill the memory.
    private const int Most = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(TicketKey Ticket, string Person), (DateTimeOffset Until, bool IsWriting)> seen = [];

    /// <summary>Says that somebody is there, or has left, and tells who else is.</summary>
    public ImmutableArray<PresentView> Say(TicketKey ticket, string person, bool isHere, bool isWriting)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            foreach (var gone in seen.Where(one => one.Value.Until <= now).Select(one => one.Key).ToList())
                seen.Remove(gone);
            if (!isHere)
                seen.Remove((ticket, person));
            else if (seen.Count < Most || seen.ContainsKey((ticket, person)))
                seen[(ticket, person)] = (now + Lasts, isWriting);
            return
            [
                .. seen.Where(one => one.Key.Ticket == ticket && one.Key.Person != person)
                    .Select(one => new PresentView(one.Key.Person, one.Value.IsWriting))
                    .OrderBy(one => one.Id, StringComparer.Ordinal),
            ];
        }
    }
}

/// <summary>Who else has a ticket open.</summary>
/// <param name="Others">The others, by their ids.</param>
/// <param name="AgainAfterSeconds">After how long to say again that one is there.</param>
internal sealed record PresenceView(ImmutableArray<PresentView> Others, int AgainAfterSeconds);

/// <summary>Somebody who has a ticket open.</summary>
/// <param name="Id">The host's id of them.</param>
/// <param name="IsWriting">Whether they are writing.</param>
internal sealed record PresentView(string Id, bool IsWriting);

/// <summary>That somebody has a ticket open, or has left it.</summary>
/// <param name="IsHere">Whether they are there.</param>
/// <param name="IsWriting">Whether they are writing.</param>
internal sealed record NewPresence(bool IsHere, bool IsWriting);
