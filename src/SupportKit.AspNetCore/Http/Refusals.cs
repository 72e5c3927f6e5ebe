using Microsoft.AspNetCore.Http;
using SupportKit.Decisions;

namespace SupportKit.AspNetCore;

/// <summary>What the desk refuses, as problem details: the status of each code, and the words for its reader.</summary>
internal static class Refusals
{
    /// <summary>A refusal in the words that its reader may have.</summary>
    public static Problem Of(Refusal refusal, Call call, Decision.Refused? decision = null) =>
        new(
            StatusOf(refusal.Code),
            refusal.Code,
            call.IsOutside
                ? refusal.ToRequesterText(call.Language, call.Texts)
                : refusal.ToText(call.Language, call.Texts)
        )
        {
            Errors = refusal is Refusal.NeedInfo needs
                ? needs.Missing.ToDictionary(
                    field => field.Name,
                    field => new[] { field.Label.Get(call.Language) },
                    StringComparer.Ordinal
                )
                : null,
            RedirectTo = (refusal as Refusal.RedirectedTo)?.To,
            Explanation = call.IsOutside ? null : decision?.Explain(),
            // The others who were first are done by now, or soon.
            RetryAfter = refusal.Code == SupportKitErrors.TicketVersionContended ? TimeSpan.FromSeconds(1) : null,
        };

    /// <summary>What the host and the caller brought together; null for what is the host's fault alone.</summary>
    public static Problem? Of(SupportKitException no) =>
        no.Code switch
        {
            SupportKitErrors.DeskReportForbidden => new Problem(
                403,
                no.Code,
                "You do not see all tickets of this desk."
            ),
            SupportKitErrors.DeskSwitchUnknown => new Problem(
                404,
                no.Code,
                "There is no such switch, or none about this subject."
            ),
            SupportKitErrors.CommandIdInUse => new Problem(
                422,
                no.Code,
                "The key was used for another command. Give each command a key of its own."
            ),
            SupportKitErrors.DeskQueueUnknown => new Problem(404, no.Code, "There is no such queue."),
            SupportKitErrors.DeskCursorMismatched => new Problem(
                400,
                no.Code,
                "The token is of a list in another order. Begin with the first page."
            ),
            SupportKitErrors.DeskSearchWithheld => new Problem(
                403,
                no.Code,
                "You are not shown what you search for, so you cannot search for it."
            ),
            // Whoever comes for a tenant that is not there learns no more than whoever is not let in.
            SupportKitErrors.DeskTenantUnknown => new Problem(
                403,
                WebErrors.CallerMissing,
                "Sign in as somebody whom this endpoint is for."
            ),
            _ => null,
        };

    private static int StatusOf(string code) =>
        code switch
        {
            SupportKitErrors.TicketNotFound or SupportKitErrors.AttachmentIdUnknown => StatusCodes.Status404NotFound,
            SupportKitErrors.TicketActorNotPermitted or SupportKitErrors.RequesterIdUnknown =>
                StatusCodes.Status403Forbidden,
            SupportKitErrors.TicketVersionStale => StatusCodes.Status412PreconditionFailed,
            SupportKitErrors.TicketVersionContended
            or SupportKitErrors.TicketTransitionNotPermitted
            or SupportKitErrors.TicketStateClosed => StatusCodes.Status409Conflict,
            SupportKitErrors.AttachmentSizeExceeded => StatusCodes.Status413PayloadTooLarge,
            SupportKitErrors.AttachmentTypeRefused => StatusCodes.Status415UnsupportedMediaType,
            SupportKitErrors.AttachmentUploadExpired => StatusCodes.Status408RequestTimeout,
            SupportKitErrors.SharingInvitationsExceeded => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
}
