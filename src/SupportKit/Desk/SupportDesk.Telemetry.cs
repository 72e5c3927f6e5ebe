using System.Diagnostics;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Localization;

namespace SupportKit;

/// <content>
/// Every command passes here, whichever method it came by: its ids are checked, it is told of as one command, and what its actor
/// is not shown is taken out of the result.
/// </content>
public sealed partial class SupportDesk
{
    private async Task<DeskResult> OpenAsync(
        OpenRequest request,
        (TicketId Ticket, AcceptedTerms? Terms)? splitFrom,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        HostId.Require(request.Tenant);
        HostId.Require(request.Requester);
        if (request.CommandId is { } commandId)
            HostId.Require(commandId);
        var result = await DeskTelemetry
            .RunAsync(
                "supportkit.open",
                nameof(TicketCommand.Open),
                request.Tenant,
                null,
                () => DecideAndCommitOpeningAsync(request, splitFrom, cancellationToken)
            )
            .ConfigureAwait(false);
        var reader = request.OnBehalf is { } by
            ? Viewer.Of(by)
            : Viewer.OfRequester(request.Requester) with
            {
                Facts = request.Stated,
            };
        return Shown(result, request.Tenant, reader);
    }

    private async Task<DeskResult> ApplyAsync(
        TicketKey key,
        TicketCommand command,
        Viewer viewer,
        long? expectedVersion,
        IdempotencyKey? sent,
        CancellationToken cancellationToken
    )
    {
        var result = await DeskTelemetry
            .RunAsync(
                "supportkit.apply",
                command.GetType().Name,
                key.Tenant,
                key.Ticket,
                () => DecideAndCommitAsync(key, command, viewer, expectedVersion, sent, cancellationToken)
            )
            .ConfigureAwait(false);
        return Shown(result, key.Tenant, viewer);
    }

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
