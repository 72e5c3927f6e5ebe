using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>A message on its way out. All instants are Unix microseconds.</summary>
internal sealed class MessageRow
{
    public required string Tenant { get; init; }

    public required string Id { get; init; }

    /// <summary>Where it goes; empty while it is not routed.</summary>
    public required string Destination { get; init; }

    public required Guid Ticket { get; init; }

    public required long Sequence { get; init; }

    public required MessageState State { get; init; }

    public required long CommittedAt { get; init; }

    /// <summary>When it may next be claimed: for a message under way, the end of the lease.</summary>
    public required long NotBefore { get; init; }

    /// <summary>The claim whose settlement counts; null when there is none.</summary>
    public Guid? Lease { get; init; }

    public int Attempts { get; init; }

    public long? DeliveredAt { get; init; }

    /// <summary>What the transport said last.</summary>
    public string? Error { get; init; }

    /// <summary>Why it is a dead letter, or waits in quarantine; null while neither is so, or nobody said.</summary>
    public string? Code { get; init; }

    /// <summary>An attempt ended without an answer.</summary>
    public bool PerhapsDelivered { get; init; }

    public required string Template { get; init; }

    public required string Body { get; init; }

    /// <summary>The messages of a commit.</summary>
    public static IEnumerable<MessageRow> Of(TicketCommit commit) =>
        commit.Messages.Select(message => Of(commit.Ticket, message, StateOf(commit, message), CommittedAtOf(commit)));

    /// <summary>
    /// Where a message of a commit stands at first: of those to one destination, the later ones know that they are behind the first. An
    /// observer's is the only one to where it goes.
    /// </summary>
    public static MessageState StateOf(TicketCommit commit, OutboundMessage message)
    {
        if (message.Destination is not null)
            return MessageState.Waiting;
        foreach (var other in commit.Messages)
        {
            if (other.Destination is null && other.Sequence < message.Sequence)
                return MessageState.Behind;
        }
        return MessageState.Waiting;
    }

    /// <summary>Since when the messages of a commit wait.</summary>
    public static Instant CommittedAtOf(TicketCommit commit) => commit.At ?? commit.Ticket.UpdatedAt;

    /// <summary>A message, as it waits from an instant on.</summary>
    public static MessageRow Of(Ticket ticket, OutboundMessage message, MessageState state, Instant at)
    {
        var committedAt = UnixMicroseconds.Floor(at);
        return new MessageRow
        {
            Tenant = ticket.Tenant,
            Id = message.Id,
            Destination = message.Destination ?? "",
            Ticket = message.Ticket.Value,
            Sequence = message.Sequence,
            State = state,
            CommittedAt = committedAt,
            NotBefore = committedAt,
            Template = message.Template,
            Body = MessageJson.Write(message),
        };
    }
}

/// <summary>Where a message stands; kept by name.</summary>
internal enum MessageState
{
    /// <summary>It has to leave, or is under way; perhaps one before it has to leave first, which is seen when it is claimed.</summary>
    Waiting,

    /// <summary>It has to leave, and another of its ticket and destination before it: nobody looks at it until that has.</summary>
    Behind,

    /// <summary>The transport took it.</summary>
    Delivered,

    /// <summary>It waits for a person.</summary>
    DeadLettered,

    /// <summary>It waits for a person, and what follows it of its ticket and destination waits with it.</summary>
    Holding,
}
