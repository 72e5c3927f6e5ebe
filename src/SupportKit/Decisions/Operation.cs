using System.Diagnostics;
using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>One thing that can be done with a ticket: a row of the table in <see cref="Operations"/>. Immutable.</summary>
/// <param name="Name">Its name, as hosts see it among the available actions.</param>
/// <param name="Command">The type of the command that asks for it.</param>
/// <param name="By">The roles that may give the command at all.</param>
/// <param name="OnClosed">Whether it is still carried out on a closed ticket.</param>
/// <param name="Attempts">
/// Sensible attempts, each with its name: deciding one tells whether the operation is available now. Empty for what only
/// the desk's own workers and the host's systems do.
/// </param>
/// <param name="Decide">Decides the command, once the checks that all operations share have passed.</param>
internal sealed record Operation(
    string Name,
    Type Command,
    Role By,
    bool OnClosed,
    Func<Situation, IEnumerable<(string Name, TicketCommand Command)>> Attempts,
    Func<Given, Decision> Decide
)
{
    /// <summary>The roles that may give this very command; a trigger of the workflow has finer rights than its operation.</summary>
    public Role MayGive(TicketCommand command) =>
        command is TicketCommand.Fire fire ? By & Permissions.For(fire.Trigger) : By;
}

/// <summary>A command that has passed the checks all operations share.</summary>
/// <param name="Draft">The decision while it is being made.</param>
/// <param name="Command">The command, without secrets.</param>
/// <param name="Role">Whom its actor is to the ticket.</param>
/// <param name="Before">The version of the policy that the ticket went by before this command.</param>
internal readonly record struct Given(TicketDraft Draft, TicketCommand Command, Role Role, Policy Before)
{
    /// <summary>For a handler that gets a command it does not know: it stands in the wrong row of the table of operations.</summary>
    public UnreachableException Unhandled() => new($"No handler decides on {Command.GetType().Name}.");
}

/// <summary>A ticket and an actor who asks what they can do with it.</summary>
/// <param name="Policy">The version the ticket goes by.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="By">Who asks.</param>
/// <param name="Now">When they ask.</param>
internal sealed record Situation(Policy Policy, Ticket Ticket, Actor By, Instant Now)
{
    /// <summary>The terms of use in force; those of the policy where nothing else is said.</summary>
    public TermsInForce? Terms
    {
        get => field ?? new TermsInForce(Policy.Terms, null);
        init;
    }

    /// <summary>Stands for words, and for the name of something that no ticket has.</summary>
    public const string Some = "…";

    /// <summary>The first attachment; null when there is none.</summary>
    public TicketAttachment? AnyFile => Ticket.Attachments.FirstOrDefault();

    /// <summary>A file that the actor attached; when there is none, any.</summary>
    public TicketAttachment? OwnFile => Ticket.Attachments.FirstOrDefault(known => known.By == By.Id) ?? AnyFile;

    /// <summary>A file that may go to a third party; when there is none, any.</summary>
    public TicketAttachment? ApprovedFile =>
        Ticket.Attachments.FirstOrDefault(known => !known.ApprovedFor.IsEmpty) ?? AnyFile;

    /// <summary>The grants that hold now.</summary>
    public IEnumerable<AccessGrant> Grants => Ticket.AccessGrants.Where(grant => grant.Until > Now);

    /// <summary>A change that waits for approval; when there is none, any, and 0 for no change at all.</summary>
    public long ApprovableChange =>
        (
            Ticket.ProposedChanges.FirstOrDefault(change => change.Status == ChangeStatus.Proposed)
            ?? Ticket.ProposedChanges.FirstOrDefault()
        )?.Id
        ?? 0;

    /// <summary>
    /// The change that can most likely be made: an approved one whose environment is accessible comes first, one that was
    /// made comes last; 0 for no change at all.
    /// </summary>
    public long MakeableChange =>
        Ticket
            .ProposedChanges.OrderByDescending(change => change.Status == ChangeStatus.Approved)
            .ThenByDescending(change => Grants.Any(grant => grant.Environment == change.Environment))
            .ThenBy(change => change.Status)
            .FirstOrDefault()
            ?.Id
        ?? 0;

    /// <summary>An instant until which access can be granted, if it can be at all.</summary>
    public Instant GrantableUntil =>
        Now + Duration.Min(Duration.FromHours(1), Policy.Access?.MaxDuration ?? Duration.FromHours(1));

    /// <summary>An escalation as the policy wants it, as far as that can be told without its details.</summary>
    public TicketCommand.Escalate Escalation() =>
        new(
            By,
            Policy.Escalation?.Reasons.Keys.FirstOrDefault() ?? Some,
            Policy.Escalation?.Channel ?? Ticket.Channel,
            FactSet.Empty
        );
}
