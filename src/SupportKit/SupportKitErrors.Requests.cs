namespace SupportKit;

// Codes of requests that the desk refuses before there is a ticket, and of commands that name things wrongly.
public static partial class SupportKitErrors
{
    /// <summary>The form lacks required fields.</summary>
    public const string IntakeInformationMissing = "intake.information_missing";

    /// <summary>An answer is not a field of the form, or lies outside the field's domain.</summary>
    public const string IntakeAnswerRejected = "intake.answer_rejected";

    /// <summary>The policy has no such category, or the request names none.</summary>
    public const string IntakeCategoryUnknown = "intake.category_unknown";

    /// <summary>The policy has no such channel, or the request names none.</summary>
    public const string IntakeChannelUnknown = "intake.channel_unknown";

    /// <summary>The policy has no such language, or the request names none.</summary>
    public const string IntakeLanguageUnknown = "intake.language_unknown";

    /// <summary>The message has to be written anew before the desk takes it.</summary>
    public const string ScreeningRewriteRequested = "screening.rewrite_requested";

    /// <summary>The policy does not take a message that is written so.</summary>
    public const string ScreeningMessageRefused = "screening.message_refused";

    /// <summary>Somebody else helps with this request.</summary>
    public const string ScopeRequestRedirected = "scope.request_redirected";

    /// <summary>The desk does not help with this request.</summary>
    public const string ScopeRequestRefused = "scope.request_refused";

    /// <summary>The host's directory of requesters has nobody with that id.</summary>
    public const string RequesterIdUnknown = "requester.id_unknown";

    /// <summary>The host's directory of agents has nobody with that id, who gives the command or is given the ticket.</summary>
    public const string AgentIdUnknown = "agent.id_unknown";

    /// <summary>The person has not accepted the terms of use that are in force.</summary>
    public const string TermsAcceptanceMissing = "terms.acceptance_missing";

    /// <summary>The terms that were accepted are not those in force.</summary>
    public const string TermsVersionUnknown = "terms.version_unknown";

    /// <summary>This command id was used for another command, on another ticket, or by somebody else.</summary>
    public const string CommandIdInUse = "command.id_in_use";

    /// <summary>A name that is compared later (an environment, a link's reference, a third party, a media type) is not one line of 1 to 100 characters without control characters.</summary>
    public const string CommandNameInvalid = "command.name_invalid";

    /// <summary>A text is longer than <c>TextOptions</c> allows; nothing of it is kept.</summary>
    public const string CommandTextOversized = "command.text_oversized";

    /// <summary>A name that is compared later holds what looks like a password, a key, a card number or an IBAN.</summary>
    public const string CommandNameSecret = "command.name_secret";
}
