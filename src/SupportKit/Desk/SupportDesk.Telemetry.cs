using System.Diagnostics;
using SupportKit.Decisions;
using SupportKit.Desk;

namespace SupportKit;

/// <content>
/// Every command passes here, whichever method it came by: it is told of as one command, and what its actor is not shown is taken
/// out of the result.
/// </content>
public sealed partial class SupportDesk
{
    private Task<DeskResult> OpenAsync(
        OpenRequest request,
        OpeningOrigin? splitFrom,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var reader = request.OnBehalf is { } by
            ? Viewer.Of(by)
            : Viewer.OfRequester(request.Requester) with
            {
                Facts = request.Stated,
            };
        return AnswerAsync(
            "supportkit.open",
            nameof(TicketCommand.Open),
            request.Tenant,
            null,
            reader,
            async () =>
                (await DecideAndCommitOpeningAsync(request, splitFrom, cancellationToken).ConfigureAwait(false))!
        );
    }

    private Task<DeskResult> ApplyAsync(
        TicketKey key,
        TicketCommand command,
        Viewer viewer,
        long? expectedVersion,
        IdempotencyKey? sent,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync(
            "supportkit.apply",
            command.GetType().Name,
            key.Tenant,
            key.Ticket,
            viewer,
            () => DecideAndCommitAsync(key, command, viewer, expectedVersion, sent, cancellationToken)
        );

    private async Task<DeskResult> AnswerAsync(
        string activity,
        string command,
        string tenant,
        TicketId? ticket,
        Viewer reader,
        Func<Task<DeskResult>> run
    ) =>
        Shown(
            await DeskTelemetry.RunAsync(activity, command, tenant, ticket, run).ConfigureAwait(false),
            tenant,
            reader
        );

    private DeskResult Shown(DeskResult result, string tenant, Viewer reader)
    {
        if (reader.Requester is null)
            return result;
        var withheld = Withholding(tenant, reader);
        return result switch
        {
            DeskResult.Succeeded done => new DeskResult.Succeeded(
                FieldVisibility.Apply(done.Ticket, withheld),
                withheld is null ? done.Decision?.ShownOutside() : null
            ),
            // A refusal says why in words for the person; what it was decided on may be withheld.
            DeskResult.Refused refused => withheld is null ? refused : refused with { Decision = null },
            _ => throw new UnreachableException(),
        };
    }
}
