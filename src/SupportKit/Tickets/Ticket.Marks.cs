using System.Collections.Immutable;
using NodaTime;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>What every event leaves on a ticket, whatever it changes besides.</content>
public sealed partial record Ticket
{
    private long version;
    private Instant updatedAt;
    private Instant? firstAnsweredAt;
    private int inboundMailRejections;
    private ImmutableArray<NoticeWindow> noticeWindows = [];
    private ImmutableArray<LastMail> lastMails = [];
    private ImmutableArray<SignalTime> signals = [];

    /// <summary>
    /// The ticket after an event, of what the event alone changes. It is written in place where the event made a ticket, which nobody has seen
    /// yet: a second copy for each event would be a fifth of all that a decision allocates.
    /// </summary>
    /// <param name="before">The ticket before the event; null when the event opened it.</param>
    /// <param name="recorded">The event.</param>
    /// <param name="came">The signals that came with it.</param>
    internal Ticket After(Ticket? before, RecordedEvent recorded, ImmutableArray<string> came)
    {
        var ticket = ReferenceEquals(this, before) ? this with { } : this;
        ticket.version = recorded.Sequence;
        ticket.updatedAt = recorded.At;
        if (recorded.By.Kind is ActorKind.Agent or ActorKind.Lead)
            ticket.inboundMailRejections = 0;
        ticket.noticeWindows = NoticeHistory.Apply(noticeWindows, recorded);
        ticket.lastMails = LastMail.Apply(lastMails, recorded);
        ticket.signals = SignalTime.Note(signals, came, recorded.At);
        if (SlaSignals.IsAnswer(came))
            ticket.firstAnsweredAt ??= recorded.At;
        return ticket;
    }
}
