namespace SupportKit.Decisions;

/// <summary>Internal notes of the desk: nobody outside it ever sees a note, or is notified of one.</summary>
internal static class InternalNotes
{
    public static Decision Decide(Given given)
    {
        var (draft, note) = (given.Draft, (TicketCommand.Note)given.Command);
        if (note.Body.IsBlank)
            return Replies.RefuseEmpty(draft);
        draft.Record(new TicketEvent.InternalNoteAdded(note.Body));
        return draft.Complete();
    }
}
