using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Conversations;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit.AspNetCore;

/// <summary>A ticket as its reader is shown it: what was written, what is promised, and what can be done. Immutable.</summary>
internal sealed record ConversationView
{
    /// <summary>The ticket itself, with what can be done with it.</summary>
    public required TicketView Ticket { get; init; }

    /// <summary>When it was read.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant ReadAt { get; init; }

    /// <summary>What people wrote and attached, the oldest first.</summary>
    public required ImmutableArray<MessageView> Messages { get; init; }

    /// <summary>What was promised to its requester.</summary>
    public required ImmutableArray<PromiseView> Promises { get; init; }

    /// <summary>What the reader can do, and why not the rest.</summary>
    public required ImmutableArray<ActionView> Actions { get; init; }

    /// <summary>Who takes part, the requester first: those with whom it is shared, and all who wrote something.</summary>
    public required ImmutableArray<PersonView> Participants { get; init; }

    /// <summary>The ids of those with whom the requester shares it now.</summary>
    public required ImmutableArray<string> SharedWith { get; init; }

    /// <summary>What in the host's systems belongs to it.</summary>
    public required ImmutableArray<LinkView> Links { get; init; }

    /// <summary>Who was let into which environment, and until when.</summary>
    public required ImmutableArray<GrantView> Grants { get; init; }

    /// <summary>The changes that the desk proposed; what each is stands in the history, under its id as the sequence.</summary>
    public required ImmutableArray<ChangeView> Changes { get; init; }

    /// <summary>What was agreed to happen next; null for nothing.</summary>
    public required string? NextStep { get; init; }

    /// <summary>Which state it goes to by itself, unless somebody writes before; null when nothing is planned.</summary>
    public required NextMoveView? NextMove { get; init; }

    /// <summary>The names of the facts that the reader is not shown.</summary>
    public required ImmutableArray<string> WithheldFacts { get; init; }

    /// <summary>Those of the ticket's facts that are days, as the reader is told them.</summary>
    public required ImmutableArray<FactTextView> FactTexts { get; init; }

    public static ConversationView Of(Conversation read, Call call)
    {
        var times = call.Times(read.Ticket);
        return new()
        {
            Ticket = TicketView.Of(read.Ticket, call.IsOutside, times),
            ReadAt = read.ReadAt,
            Messages = [.. read.Messages.Select(message => MessageView.Of(message, read.Ticket, times))],
            Promises = [.. read.Promises.Select(promise => PromiseView.Of(promise, times))],
            Actions = [.. read.Actions.Select(action => ActionView.Of(action, call))],
            Participants = [.. read.Participants.Select(PersonView.Of)],
            SharedWith = read.Ticket.Participants,
            Links = [.. read.Links.Select(link => new LinkView(link.Kind.ToString(), link.Reference.Text))],
            Grants = [.. read.Ticket.AccessGrants.Select(grant => GrantView.Of(grant, times))],
            Changes = [.. read.Ticket.ProposedChanges.Select(ChangeView.Of)],
            NextStep = read.NextStep,
            NextMove = read.NextMove is { } move ? NextMoveView.Of(move, call.Language, times) : null,
            WithheldFacts = read.WithheldFacts,
            FactTexts =
            [
                .. read.Ticket.Facts.SelectMany(fact =>
                    call.Policy.Facts.Find(fact.Key)?.DayOf(fact.Value) is { } day
                        ? new[] { new FactTextView(fact.Key, times.Text(day)) }
                        : []
                ),
            ],
        };
    }
}

/// <summary>A fact as its reader is told it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its value in the reader's language.</param>
internal sealed record FactTextView(string Name, string Text);

/// <summary>That a ticket goes to another state by itself, unless somebody writes before.</summary>
/// <param name="State">The state of the workflow.</param>
/// <param name="StateCategory">What the state means.</param>
/// <param name="Title">What the policy calls the state; null when it does not say.</param>
/// <param name="At">When it goes there, UTC.</param>
/// <param name="AtText">The same as the reader is told it.</param>
internal sealed record NextMoveView(
    string State,
    string StateCategory,
    string? Title,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At,
    string AtText
)
{
    public static NextMoveView Of(ScheduledMove move, string language, TimeFormat times) =>
        new(move.State, TicketJson.Write(move.StateCategory), move.Title?.Get(language), move.At, times.Text(move.At));
}

/// <summary>Something that was written or attached.</summary>
/// <param name="Sequence">The sequence of its event.</param>
/// <param name="At">When it was written or attached, UTC.</param>
/// <param name="AtText">The same as the reader is told it.</param>
/// <param name="Author">By whom.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">The title of the request itself; null for all else.</param>
/// <param name="Body">What was written; empty for a file, and where it is withheld.</param>
/// <param name="Reference">What it is news of; null for all else.</param>
/// <param name="Attachment">The file; null for all else.</param>
/// <param name="Masked">The fields in which something secret was masked.</param>
/// <param name="IsWithheld">Whether the reader is not shown what was written.</param>
/// <param name="IsAutomatic">Whether a machine wrote it; a page shows it folded away.</param>
internal sealed record MessageView(
    long Sequence,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At,
    string AtText,
    PersonView Author,
    string Kind,
    string? Title,
    string Body,
    string? Reference,
    FileView? Attachment,
    ImmutableArray<string> Masked,
    bool IsWithheld,
    bool IsAutomatic
)
{
    public static MessageView Of(ConversationMessage message, Ticket ticket, TimeFormat times) =>
        new(
            message.Sequence,
            message.At,
            times.Text(message.At),
            PersonView.Of(message.Author),
            message.Kind.ToString(),
            message.Title?.Text,
            message.Body.Text,
            message.Reference?.Text,
            message.Attachment is { } file
                ? FileView.Of(file, ticket.Attachments.FirstOrDefault(known => known.Id == file.Id))
                : null,
            [.. message.Redactions.Select(field => field.Field)],
            message.IsWithheld,
            message.IsAutomatic
        );
}

/// <summary>A file of the ticket, without its content.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that the uploader gave.</param>
/// <param name="ContentType">The media type that the uploader claims.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="IsWithdrawn">Whether it was taken back.</param>
/// <param name="ApprovedFor">The third parties that may have it.</param>
/// <param name="ApprovalRequests">Whom the desk asks to give it to, and the requester has not said yet.</param>
internal sealed record FileView(
    string Id,
    string Name,
    string ContentType,
    long Length,
    bool IsWithdrawn,
    ImmutableArray<string> ApprovedFor,
    ImmutableArray<ApprovalRequestView> ApprovalRequests
)
{
    public static FileView Of(ConversationAttachment file, TicketAttachment? known) =>
        new(
            file.Id,
            file.Name.Text,
            file.ContentType.Text,
            file.Length,
            file.IsWithdrawn,
            known is null ? [] : [.. known.ApprovedFor.Select(party => party.Text)],
            known is null
                ? []
                : [.. known.ApprovalRequests.Select(asked => new ApprovalRequestView(asked.ThirdParty.Text, asked.By))]
        );
}

/// <summary>That the desk asks whether a third party may have a file.</summary>
/// <param name="ThirdParty">Who would have it.</param>
/// <param name="By">The host's id of the person who asks.</param>
internal sealed record ApprovalRequestView(string ThirdParty, string By);

/// <summary>Somebody who takes part.</summary>
/// <param name="Kind">In which role.</param>
/// <param name="Id">The host's id of the person.</param>
internal sealed record PersonView(string Kind, string Id)
{
    public static PersonView Of(Actor actor) => new(actor.Kind.ToString(), actor.Id);
}

/// <summary>Something in the host's systems.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Reference">The host's id of it.</param>
internal sealed record LinkView(string Kind, string Reference);

/// <summary>That somebody was let into an environment.</summary>
/// <param name="Id">The grant's own number.</param>
/// <param name="Environment">Which environment.</param>
/// <param name="By">Who granted it.</param>
/// <param name="Until">When it ends.</param>
/// <param name="UntilText">The same as the reader is told it.</param>
internal sealed record GrantView(
    long Id,
    string Environment,
    string By,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Until,
    string UntilText
)
{
    public static GrantView Of(AccessGrant grant, TimeFormat times) =>
        new(grant.Id, grant.Environment.Text, grant.By, grant.Until, times.Text(grant.Until));
}

/// <summary>A change that the desk proposed.</summary>
/// <param name="Id">The change's own number.</param>
/// <param name="Environment">Of which environment.</param>
/// <param name="Status">Proposed, Approved or Made.</param>
internal sealed record ChangeView(long Id, string Environment, string Status)
{
    public static ChangeView Of(ProposedChange change) =>
        new(change.Id, change.Environment.Text, change.Status.ToString());
}

/// <summary>Something that can be done, or cannot.</summary>
/// <param name="Operation">Its name; the first word is the operation, a second the trigger to give with it.</param>
/// <param name="IsAllowed">Whether it can be done now.</param>
/// <param name="Code">Why not; null when it can.</param>
/// <param name="Reason">Why not, in the reader's language; null when it can.</param>
internal sealed record ActionView(string Operation, bool IsAllowed, string? Code, string? Reason)
{
    public static ActionView Of(ActionAvailability action, Call call) =>
        new(
            action.Operation,
            action.Allowed,
            action.Refusal?.Code,
            call.IsOutside
                ? action.Refusal?.ToRequesterText(call.Language, call.Texts)
                : action.Refusal?.ToText(call.Language, call.Texts)
        );
}

/// <summary>What has happened, as far as the reader is shown it.</summary>
/// <param name="Events">The events, the oldest first.</param>
/// <param name="AtTexts">When each of them was, as the reader is told it, in the same order.</param>
internal sealed record HistoryView(ImmutableArray<RecordedEvent> Events, ImmutableArray<string> AtTexts);

/// <summary>How complete a request is, before it is sent.</summary>
/// <param name="Share">How much of what is asked or would help is there, 0 to 1.</param>
/// <param name="Missing">The names of required fields that are missing.</param>
/// <param name="WouldHelp">The names of fields that would help.</param>
/// <param name="Rejected">The names of answers that cannot be taken.</param>
/// <param name="Masked">The texts in which something secret would be masked.</param>
/// <param name="Advice">What the person would be told about how it is written; null for nothing, as all that follows is without a known caller.</param>
/// <param name="Similar">Open tickets that the caller sees and that seem to be about the same, the most alike first.</param>
/// <param name="Refusal">Why it would not be taken; null when it would, and when only what is missing is in the way.</param>
internal sealed record PreviewView(
    decimal Share,
    ImmutableArray<string> Missing,
    ImmutableArray<string> WouldHelp,
    ImmutableArray<string> Rejected,
    ImmutableArray<string> Masked,
    string? Advice,
    ImmutableArray<SimilarView> Similar,
    ExpectedRefusalView? Refusal
);

/// <summary>A ticket that seems to be about the same.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people call it; null for one without a number.</param>
/// <param name="Title">Its title.</param>
internal sealed record SimilarView(TicketId Id, string? Number, string Title);

/// <summary>A refusal that is to be expected.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Detail">Why, in the reader's language.</param>
/// <param name="RedirectTo">Where else this is answered; null when nowhere is known.</param>
internal sealed record ExpectedRefusalView(string Code, string Detail, string? RedirectTo);
