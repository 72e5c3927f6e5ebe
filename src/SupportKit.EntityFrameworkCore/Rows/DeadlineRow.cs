namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// When a ticket next changes by itself. Apart from the ticket, because workers write here each time they claim, and a
/// narrow row with one index makes that cheap. All instants are Unix microseconds.
/// </summary>
internal sealed class DeadlineRow
{
    public required string Tenant { get; init; }

    public required Guid Ticket { get; init; }

    public required long DueAt { get; init; }

    /// <summary>When a worker may next be given it: when it is due; while one has it, the end of the lease.</summary>
    public required long WakeAt { get; init; }

    /// <summary>How often it was tried in vain; 0 while it is not in quarantine.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it is in quarantine; null while it is not.</summary>
    public string? Code { get; init; }

    /// <summary>What was wrong last.</summary>
    public string? Error { get; init; }

    /// <summary>Null when nothing about the ticket changes by itself.</summary>
    public static DeadlineRow? Of(Ticket ticket) =>
        ticket.NextDeadline() is not { } wake
            ? null
            : new DeadlineRow
            {
                Tenant = ticket.Tenant,
                Ticket = ticket.Id.Value,
                DueAt = UnixMicroseconds.Ceiling(wake),
                WakeAt = UnixMicroseconds.Ceiling(wake),
            };
}

/// <summary>A deadline as a worker was given it.</summary>
internal readonly record struct ClaimedDeadline(string Tenant, Guid Ticket, long DueAt);
