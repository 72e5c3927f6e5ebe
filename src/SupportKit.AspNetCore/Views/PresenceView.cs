using System.Collections.Immutable;
using NodaTime;
using SupportKit.Desk;

namespace SupportKit.AspNetCore;

/// <summary>Who else has a ticket open.</summary>
/// <param name="Others">The others, by their ids.</param>
/// <param name="AgainAfterSeconds">After how long to say again that one is there.</param>
internal sealed record PresenceView(ImmutableArray<PresentView> Others, int AgainAfterSeconds)
{
    /// <summary>How long somebody is taken to be there after they last said so.</summary>
    public static readonly Duration Lasts = Duration.FromSeconds(40);

    public static PresenceView Of(ImmutableArray<AgentPresence> others) =>
        new([.. others.Select(one => new PresentView(one.Agent, one.IsWriting))], (int)(Lasts.TotalSeconds / 4));
}

/// <summary>Somebody who has a ticket open.</summary>
/// <param name="Id">The host's id of them.</param>
/// <param name="IsWriting">Whether they are writing.</param>
internal sealed record PresentView(string Id, bool IsWriting);

/// <summary>That somebody has a ticket open, or has left it.</summary>
/// <param name="IsHere">Whether they are there.</param>
/// <param name="IsWriting">Whether they are writing.</param>
internal sealed record NewPresence(bool IsHere, bool IsWriting);
