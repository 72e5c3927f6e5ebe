using SupportKit.Privacy;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>The role of an actor on a ticket, and which roles may fire which trigger of its workflow.</summary>
internal static class Permissions
{
    private const Role Desk = Role.Agent | Role.Lead;

    /// <summary>Whom the actor is to this ticket; <see cref="Role.None"/> for somebody it does not exist for.</summary>
    public static Role Of(Policy policy, Actor actor, Ticket ticket) =>
        actor.Kind switch
        {
            ActorKind.Requester when actor.Id == ticket.Requester => Role.Requester,
            ActorKind.Requester when ticket.Participants.Contains(actor.Id) => Role.Participant,
            // Two absent organizations are not the same one.
            ActorKind.Requester when actor.Organization is { } own && own == ticket.Organization => OfColleague(
                policy.Privacy.Organization
            ),
            ActorKind.Agent when !policy.Privacy.AgentsSeeOwn || ticket.Assignee == actor.Id => Role.Agent,
            ActorKind.Lead => Role.Lead,
            ActorKind.System => Role.System,
            ActorKind.Integration => Role.Integration,
            ActorKind.Requester or ActorKind.Agent => Role.None,
        };

    private static Role OfColleague(OrganizationAccess access) =>
        access switch
        {
            OrganizationAccess.None => Role.None,
            OrganizationAccess.See => Role.Reader,
            OrganizationAccess.TakePart => Role.Participant,
        };

    /// <summary>Whether the trigger comes with words, or with a command of its own, and so is never pulled bare.</summary>
    public static bool HasWords(string trigger) =>
        trigger is Triggers.Answer or Triggers.Ask or Triggers.RequesterReply or Triggers.Acknowledge;

    /// <summary>The roles that may pull the trigger bare.</summary>
    public static Role For(string trigger) =>
        trigger switch
        {
            Triggers.Accept => Role.Requester,
            Triggers.Close or Triggers.Reopen => Role.Requester | Desk,
            // These come with words or with a command of their own.
            _ when HasWords(trigger) => Role.None,
            _ => Desk,
        };
}

/// <summary>The role of an actor on a ticket.</summary>
[Flags]
internal enum Role
{
    /// <summary>No role: for this actor the ticket does not exist.</summary>
    None = 0,

    /// <summary>The requester of the ticket.</summary>
    Requester = 1,

    /// <summary>A person with whom the ticket is shared, or a colleague of the requester's where the policy lets those take part.</summary>
    Participant = 2,

    /// <summary>A person of the desk.</summary>
    Agent = 4,

    /// <summary>A person who leads agents.</summary>
    Lead = 8,

    /// <summary>The desk's own workers.</summary>
    System = 16,

    /// <summary>A system of the host's.</summary>
    Integration = 32,

    /// <summary>A colleague of the requester's who reads the ticket and may do nothing with it: no operation is theirs.</summary>
    Reader = 64,
}
