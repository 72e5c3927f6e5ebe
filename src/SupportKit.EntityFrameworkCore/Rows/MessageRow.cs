using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>A message on its way out. All instants are Unix microseconds.</summary>
internal sealed class MessageRow
{
    public required string Tenant { get; init; }

    public required string Id { get; init; }

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

    public required string Body { get; init; }

    public static MessageRow Of(TicketCommit commit, OutboundMessage message)
    {
        var committedAt = UnixMicroseconds.Floor(commit.Ticket.UpdatedAt);
        return new MessageRow
        {
            Tenant = commit.Ticket.Tenant,
            Id = message.Id,
            Ticket = message.Ticket.Value,
            Sequence = message.Sequence,
            State = MessageState.Waiting,
            CommittedAt = committedAt,
            NotBefore = committedAt,
            Body = MessageJson.Write(message),
        };
    }
}

/// <summary>Where a message stands; kept by name.</summary>
internal enum MessageState
{
    /// <summary>It has to leave, or is under way.</summary>
    Waiting,

    /// <summary>The transport took it.</summary>
    Delivered,

    /// <summary>It waits for a person.</summary>
    Parked,
}
