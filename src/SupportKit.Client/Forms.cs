namespace SupportKit.Client;

/// <summary>The form as a page draws it, in the reader's language. Immutable.</summary>
/// <param name="Desk">What people call the desk.</param>
/// <param name="Language">The language of these texts, a two-letter code.</param>
/// <param name="Languages">The languages that the desk speaks.</param>
/// <param name="Categories">What a request can be about, parents before children.</param>
/// <param name="Terms">The terms to accept first; null when there are none.</param>
/// <param name="Limits">How much may be sent.</param>
/// <param name="AllowsGuests">Whether somebody who is not signed in may ask.</param>
/// <param name="Escalation">How a request is escalated; null where its requester cannot.</param>
public sealed record RequestForm(
    string Desk,
    string Language,
    IReadOnlyList<string> Languages,
    IReadOnlyList<FormCategory> Categories,
    FormTerms? Terms,
    FormLimits Limits,
    bool AllowsGuests,
    FormEscalation? Escalation
);

/// <summary>Something that a request can be about. Immutable.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Parent">The id of the category above; null at the top.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Fields">What its form asks, in order.</param>
public sealed record FormCategory(string Id, string? Parent, string Title, IReadOnlyList<FormField> Fields);

/// <summary>A field of a form. Immutable.</summary>
/// <param name="Name">Under which name it is answered.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Help">What explains it; null for nothing.</param>
/// <param name="Type">What values it takes, such as <c>Text</c>, <c>Choice</c>, <c>Boolean</c>, <c>Number</c> or <c>Instant</c>.</param>
/// <param name="Need"><c>Required</c>, <c>Recommended</c> or <c>Optional</c>.</param>
/// <param name="Values">The values to choose from; empty where anything of the type is taken.</param>
public sealed record FormField(
    string Name,
    string Label,
    string? Help,
    string Type,
    string Need,
    IReadOnlyList<string> Values
);

/// <summary>Terms of use. Immutable.</summary>
/// <param name="Version">The version to accept, see <see cref="NewRequest.AcceptsTerms"/>.</param>
/// <param name="Advice">What the policy says of them.</param>
public sealed record FormTerms(string Version, string Advice);

/// <summary>How much may be sent. Immutable.</summary>
/// <param name="MaxTitleLength">UTF-16 units of a title.</param>
/// <param name="MaxTextLength">UTF-16 units of any other text.</param>
/// <param name="MaxFileBytes">Bytes of a file.</param>
/// <param name="MaxFiles">Files of a ticket.</param>
/// <param name="MediaTypes">The media types that are taken.</param>
public sealed record FormLimits(
    int MaxTitleLength,
    int MaxTextLength,
    long MaxFileBytes,
    int MaxFiles,
    IReadOnlyList<string> MediaTypes
);

/// <summary>What an escalation asks. Immutable.</summary>
/// <param name="Channel">The channel to give with it.</param>
/// <param name="Reasons">The reasons to choose from.</param>
/// <param name="Fields">What must be stated.</param>
public sealed record FormEscalation(
    string Channel,
    IReadOnlyList<EscalationReason> Reasons,
    IReadOnlyList<FormField> Fields
);

/// <summary>A reason to choose. Immutable.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What people call it.</param>
public sealed record EscalationReason(string Id, string Title);

/// <summary>What the desk would say of a request, were it sent now. Immutable.</summary>
/// <param name="Share">How much of what is asked or would help is there, 0 to 1.</param>
/// <param name="Missing">The names of required fields that are missing.</param>
/// <param name="WouldHelp">The names of fields that would help.</param>
/// <param name="Rejected">The names of answers that cannot be taken.</param>
/// <param name="Masked">The texts in which something secret would be masked.</param>
/// <param name="Advice">What the person would be told about how it is written; null for nothing.</param>
/// <param name="Similar">Open requests that the person sees and that seem to be about the same, the most alike first.</param>
/// <param name="Refusal">Why it would not be taken; null when it would, or when only what is missing is in the way.</param>
public sealed record RequestPreview(
    decimal Share,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> WouldHelp,
    IReadOnlyList<string> Rejected,
    IReadOnlyList<string> Masked,
    string? Advice,
    IReadOnlyList<SimilarTicket> Similar,
    ExpectedRefusal? Refusal
);

/// <summary>A ticket that seems to be about the same. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people call it; null for one without a number.</param>
/// <param name="Title">Its title.</param>
public sealed record SimilarTicket(string Id, string? Number, string Title);

/// <summary>A refusal that is to be expected. Immutable.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Detail">Why, in the reader's language.</param>
/// <param name="RedirectTo">Where else this is answered; null when nowhere is known.</param>
public sealed record ExpectedRefusal(string Code, string Detail, string? RedirectTo);
