using NodaTime;
using SupportKit.Localization;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>What was answered in a call, which is an answer like one in writing.</summary>
internal static class Calls
{
    /// <summary>How long after a call it can be recorded.</summary>
    internal static readonly Duration Longest = Duration.FromDays(1);

    public static Decision Decide(Given given)
    {
        var (draft, call) = (given.Draft, (TicketCommand.RecordCall)given.Command);
        if (call.Summary.IsBlank)
            return Replies.RefuseEmpty(draft);
        var at = call.At.InMicroseconds();
        var earliest = Instant.Max(draft.Ticket.OpenedAt, draft.Now - Longest);
        if (at < earliest || at > draft.Now)
            return draft.Refuse(
                SupportKitErrors.CallTimeInvalid,
                ("earliest", MessageValues.Text(earliest)),
                ("latest", MessageValues.Text(draft.Now))
            );
        return Answer(draft, at, call.Summary, call.IsInternal);
    }

    /// <summary>The requester asked in a call, and was answered in it: the promises that the request began are kept at once.</summary>
    public static Decision Answer(TicketDraft draft, WrittenText summary)
    {
        draft.StartClocks();
        return Answer(draft, draft.Now, summary, false);
    }

    // The call has taken place, whether or not the workflow has a way on from here.
    private static Decision Answer(TicketDraft draft, Instant at, WrittenText summary, bool isInternal)
    {
        draft.Record(new TicketEvent.CallRecorded(at, summary, isInternal));
        _ = draft.MoveOrRefuse(Triggers.Answer);
        return draft.Complete();
    }
}
