using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;

namespace SupportKit.Conversations;

/// <summary>Makes a conversation of a history, a policy, a reader and an instant. Pure: the same four give the same conversation.</summary>
internal static class ConversationReader
{
    /// <summary>The conversation as it is read.</summary>
    /// <param name="ticket">What the history amounts to.</param>
    /// <param name="history">The whole history.</param>
    /// <param name="policy">The version of the policy that the ticket goes by.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="now">When it is read, UTC; what is left of promises is counted from then.</param>
    public static Conversation Read(
        Ticket ticket,
        ImmutableArray<RecordedEvent> history,
        Policy policy,
        ConversationViewer reader,
        Instant now
    )
    {
        // The one filter; what follows is made of what it lets through, but for what is worked out for this very reader.
        var shown = reader.IsOutside ? FieldVisibility.Apply(ticket, reader.Withheld) : ticket;
        var events = reader.IsOutside ? FieldVisibility.Apply(history, reader.Withheld) : history;
        var messages = MessageThread.Of(events, reader.Withheld is { HidesMessages: true });
        return new Conversation
        {
            Ticket = shown,
            ReadAt = now,
            Messages = messages,
            Promises = [.. shown.Promises.Select(promise => PromiseProgress.At(policy.Sla, promise, now))],
            Actions = reader.By is { } by
                ? AvailableActions.Of(policy, ticket, by, reader.About, now, reader.Terms)
                : [],
            Participants =
            [
                .. shown
                    .Participants.Select(Actor.Requester)
                    .Prepend(Actor.Requester(shown.Requester))
                    .Concat(messages.Select(message => message.Author))
                    .Distinct(),
            ],
            Links = shown.Links,
            NextStep = shown.NextStep,
            NextMove = ExplainedTimer.NextMoveOf(policy, ticket) is var (state, at)
                ? new ScheduledMove(state, policy.Workflow.CategoryOf(state), at)
                {
                    Title = policy.Workflow.TitleOf(state),
                }
                : null,
            WithheldFacts = reader.Withheld?.Facts ?? [],
        };
    }
}
