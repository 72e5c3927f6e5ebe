using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using SupportKit.Storage;

namespace SupportKit.AspNetCore;

/// <summary>Files: streamed in as the body of a request, and out as downloads that no browser runs.</summary>
internal static class AttachmentEndpoints
{
    public static void Map(RouteGroupBuilder group, Audience audience)
    {
        group
            .MapPost("/tickets/{ticket}/attachments", AttachAsync)
            .Describe(
                new(
                    "attach".For(audience),
                    audience,
                    "Attaches a file, which is the body; its media type is that of the body."
                )
                {
                    TakesFile = true,
                    Answer = typeof(AttachedView),
                    Status = 201,
                    IsWrite = true,
                    Query = [new("name", "The name to show.", IsRequired: true)],
                }
            );
        group
            .MapGet("/tickets/{ticket}/attachments/{attachment}", DownloadAsync)
            .Describe(
                new("download".For(audience), audience, "The content of a file, as a download.")
                {
                    AnswerMediaType = Download.MediaType,
                }
            );
        group
            .MapDelete("/tickets/{ticket}/attachments/{attachment}", WithdrawAsync)
            .Describe(
                new("withdrawAttachment".For(audience), audience, "Takes a file back.")
                {
                    Answer = typeof(TicketReceipt),
                    IsWrite = true,
                }
            );
        if (audience == Audience.Agents)
            group
                .MapPost("/tickets/{ticket}/attachments/{attachment}/disclosures", DiscloseAsync)
                .Describe(
                    new(
                        "disclose".For(audience),
                        audience,
                        "Records that a file is given to a third party, which the requester has approved; its content is downloaded as ever."
                    )
                    {
                        Body = typeof(NewDisclosure),
                        Answer = typeof(TicketReceipt),
                        IsWrite = true,
                        TakesVersion = true,
                    }
                );
    }

    private static async Task<Results<Created<AttachedView>, Problem>> AttachAsync(
        Call call,
        string ticket,
        IOptions<AttachmentOptions> options
    )
    {
        var (http, max) = (call.Http, options.Value.MaxBytes);
        var id = call.TicketOf(ticket);
        var name = call.Query().RequiredText("name");
        if (http.Request.ContentType is not { Length: > 0 } mediaType)
            return new Problem(
                415,
                WebErrors.MediaTypeUnsupported,
                "Send the content of the file as the body, with its media type as Content-Type."
            );
        // What is longer is known before it is read, and what says nothing is cut off by the desk.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = max + 1;
        var result = await call
            .Desk.AttachAsync(id, call.Actor, name, mediaType, http.Request.Body, call.CommandId, call.Stop)
            .ConfigureAwait(false);
        if (result is not DeskResult.Succeeded done)
            return TicketEndpoints.Refused(call, result);
        var file = done.Ticket.Attachments.LastOrDefault(known => known.By == call.Actor.Id)?.Id;
        return new Created<AttachedView>(new AttachedView(TicketReceipt.Of(done), file), file ?? "")
        {
            Version = done.Ticket.Version,
        };
    }

    private static async Task<Results<Download, Problem>> DownloadAsync(Call call, string ticket, string attachment)
    {
        var (id, viewer) = (call.TicketOf(ticket), call.Viewer);
        var history = await call.Desk.GetHistoryAsync(id, viewer, call.Stop).ConfigureAwait(false);
        if (history.IsEmpty)
            return call.NotFound();
        var file = history
            .Select(recorded => recorded.Event)
            .OfType<TicketEvent.AttachmentAdded>()
            .FirstOrDefault(added => added.Attachment == attachment);
        var content = file is null
            ? null
            : await call.Desk.OpenAttachmentAsync(id, viewer, attachment, call.Stop).ConfigureAwait(false);
        return content is null
            ? Refusals.Of(new Refusal.CommandRefused(SupportKitErrors.AttachmentIdUnknown), call)
            : new Download(content, file!.Name.Text, file.Length);
    }

    private static Task<Results<Answer<TicketReceipt>, Problem>> DiscloseAsync(
        Call call,
        string ticket,
        string attachment
    ) =>
        TicketEndpoints.ApplyAsync(
            call,
            ticket,
            async by => new TicketCommand.Disclose(
                by,
                attachment,
                (await JsonBody.ReadAsync<NewDisclosure>(call.Http).ConfigureAwait(false)).ThirdParty
            )
        );

    private static async Task<Results<Answer<TicketReceipt>, Problem>> WithdrawAsync(
        Call call,
        string ticket,
        string attachment
    ) =>
        TicketEndpoints.Receipt(
            call,
            await call
                .Desk.WithdrawAttachmentAsync(call.TicketOf(ticket), call.Actor, attachment, call.Stop)
                .ConfigureAwait(false)
        );
}
