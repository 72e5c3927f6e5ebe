using SupportKit.Localization;

namespace SupportKit.Decisions;

/// <summary>A request from which <see cref="Decider.Open"/> makes a ticket. Immutable.</summary>
public sealed record NewTicket
{
    /// <summary>The tenant whose desk is asked.</summary>
    public required string Tenant { get; init; }

    /// <summary>The id the ticket gets, if the request is accepted; new for each request.</summary>
    public required TicketId Id { get; init; }

    /// <summary>The host's id of the person who asks.</summary>
    public required string Requester { get; init; }

    /// <summary>A line that says what it is about.</summary>
    public required WrittenText Title { get; init; }

    /// <summary>The request in the person's own words.</summary>
    public required WrittenText Body { get; init; }

    /// <summary>The terms of use that the person has accepted; null, the default, for none.</summary>
    public AcceptedTerms? Terms { get; init; }

    /// <summary>Who of the desk opens it for the person; null, the default, when they do it themselves.</summary>
    public Actor? OnBehalf { get; init; }

    /// <summary>
    /// What the person was answered in the call that they asked in, by whoever of the desk opens it for them; null, the default, when
    /// they were not answered yet.
    /// </summary>
    public WrittenText? CallSummary { get; init; }

    /// <summary>The person's own time zone, of the tz database; null, the default, to tell them times in the desk's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What people call the ticket, unique within the tenant; null, the default, for a ticket without a number.</summary>
    public TicketNumber? Number { get; init; }

    /// <summary>The host's id of the organization that the person belongs to; null or blank, the default, for none.</summary>
    /// <exception cref="ArgumentException">It holds a NUL or an unpaired surrogate (<c>host.id_invalid</c>).</exception>
    public string? Organization
    {
        get;
        init => field = HostId.Optional(value);
    }

    internal TicketCommand ToCommand() =>
        new TicketCommand.Open(
            Requester,
            Tenant,
            Id,
            Title,
            Body,
            Terms,
            OnBehalf: OnBehalf,
            TimeZone: TimeZone,
            Number: Number,
            Organization: Organization
        )
        {
            CallSummary = CallSummary,
        };
}
