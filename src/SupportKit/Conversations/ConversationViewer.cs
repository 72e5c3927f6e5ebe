using SupportKit.Decisions;
using SupportKit.Privacy;

namespace SupportKit.Conversations;

/// <summary>Who reads a conversation. Immutable.</summary>
/// <param name="IsOutside">Whether they are outside the desk.</param>
/// <param name="Withheld">What the policy in force withholds from them; null for nothing.</param>
/// <param name="By">In whose name they could act; null when that is not known.</param>
/// <param name="About">What the host's directory says of them.</param>
internal sealed record ConversationViewer(bool IsOutside, VisibilityRule? Withheld, Actor? By, FactSet About)
{
    /// <summary>The terms of use in force; null for those of the policy that the ticket goes by.</summary>
    public TermsInForce? Terms { get; init; }

    /// <summary>
    /// The actor that a viewer stands for: the one that is given, or else the one person that the viewer is limited to; null when
    /// that is nobody in particular.
    /// </summary>
    /// <exception cref="SupportKitException"><c>desk.actor_mismatched</c>: they are two people, or one of them is outside the desk.</exception>
    public static Actor? ActorOf(Viewer viewer, Actor? actor)
    {
        var named =
            viewer.Requester is { } requester ? Actor.Requester(requester) with { Organization = viewer.Organization }
            : viewer.Agent is { } agent ? Actor.Agent(agent)
            : null;
        if (actor is null || actor == named)
            return named;
        return named is null && actor.Kind != ActorKind.Requester
            ? actor
            : throw new SupportKitException(
                SupportKitErrors.DeskActorMismatched,
                "The actor whose actions are asked for is not the one who looks.",
                "Give the actor of the same person as the viewer, or none."
            );
    }
}
