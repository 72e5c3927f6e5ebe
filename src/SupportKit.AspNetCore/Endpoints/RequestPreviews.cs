using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using SupportKit.Desk;
using SupportKit.Redaction;
using SupportKit.Screening;

namespace SupportKit.AspNetCore;

/// <summary>
/// What a request lacks and what would become of it, while somebody still writes it. Of the form anybody is told; what depends on the person is
/// told to that person alone.
/// </summary>
internal static class RequestPreviews
{
    public static async Task<Results<Answer<PreviewView>, Problem>> PreviewAsync(Call call)
    {
        var asked = await JsonBody.ReadAsync<NewTicket>(call.Http).ConfigureAwait(false);
        var form = call.Policy.Intake.For(asked.Category);
        var complete = form.CompletenessOf(
            asked.Answers.Without([.. form.Reject(asked.Answers).Select(answer => answer.Field)]),
            asked.Attachments > 0
        );
        var expected =
            call.IsKnown && call.Actor.Kind == ActorKind.Requester
                ? await call.Service<SupportDesk>()
                    .PreviewAsync(Opening.Of(call, asked), call.Viewer, call.Stop)
                    .ConfigureAwait(false)
                : new RequestPreview(null, [], []);
        return new Answer<PreviewView>(
            new PreviewView(
                complete.Share,
                [.. form.Missing(asked.Answers).Select(field => field.Name)],
                [.. complete.WouldHelp.Select(field => field.Name)],
                [.. form.Reject(asked.Answers).Select(answer => answer.Field)],
                Masked(call, asked),
                expected.Findings.IsEmpty
                    ? null
                    : ScreeningTexts.About(expected.Findings).In(call.Texts, call.Language),
                [
                    .. expected.Similar.Select(ticket => new SimilarView(
                        ticket.Id,
                        ticket.Number?.ToString(),
                        ticket.Title
                    )),
                ],
                expected.Refusal is { } refusal && !IsToldOtherwise(refusal.Code)
                    ? new ExpectedRefusalView(
                        refusal.Code,
                        refusal.ToRequesterText(call.Language, call.Texts),
                        (refusal as Refusal.RedirectedTo)?.To
                    )
                    : null
            )
        );
    }

    // What is missing, what cannot be taken, and how it is written have members of their own.
    private static bool IsToldOtherwise(string code) =>
        code
            is SupportKitErrors.IntakeInformationMissing
                or SupportKitErrors.IntakeAnswerRejected
                or SupportKitErrors.ScreeningMessageRefused
                or SupportKitErrors.ScreeningRewriteRequested;

    private static ImmutableArray<string> Masked(Call call, NewTicket asked)
    {
        if (!call.Policy.Redaction.Secrets)
            return [];
        var texts = asked
            .Answers.Select(answer => (answer.Key, answer.Value.Text))
            .Prepend(("body", asked.Body))
            .Prepend(("title", asked.Title));
        return [.. texts.Where(text => SecretRedactor.Find(text.Item2) is not null).Select(text => text.Item1)];
    }
}
