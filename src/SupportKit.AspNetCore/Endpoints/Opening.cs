using Microsoft.AspNetCore.Http.HttpResults;

namespace SupportKit.AspNetCore;

/// <summary>A request becomes a ticket, whoever brings it, or is refused in terms of its form.</summary>
internal static class Opening
{
    /// <summary>What a person asks for themselves.</summary>
    public static OpenRequest Of(Call call, NewTicket asked) =>
        new()
        {
            Tenant = call.Tenant,
            Requester = call.Actor.Id,
            Category = asked.Category,
            Channel = call.Options.Channel,
            Title = asked.Title,
            Body = asked.Body,
            Answers = asked.Answers,
            Stated = call.Stated,
            AcceptsTerms = asked.AcceptsTerms,
        };

    public static async Task<Results<Created<OpenedView>, Problem>> OpenAsync(Call call, OpenRequest request)
    {
        var result = await call.Desk.OpenAsync(request with { Tenant = call.Tenant }, call.Stop).ConfigureAwait(false);
        if (result is DeskResult.Succeeded done)
            return new Created<OpenedView>(OpenedView.Of(done, call.Times(done.Ticket)), done.Ticket.Id.ToString())
            {
                Version = done.Ticket.Version,
            };
        var refused = (DeskResult.Refused)result;
        var problem = Refusals.Of(refused.Refusal, call, refused.Decision);
        return refused.Refusal.Code == SupportKitErrors.IntakeAnswerRejected
            ? problem with
            {
                Errors = Rejected(call, request),
            }
            : problem;
    }

    private static Dictionary<string, string[]> Rejected(Call call, OpenRequest request) =>
        call
            .Policy.Intake.For(request.Category)
            .Reject(request.Answers)
            .ToDictionary(
                answer => answer.Field,
                answer => new[] { answer.Declared?.Label.Get(call.Language) ?? answer.Field },
                StringComparer.Ordinal
            );
}
