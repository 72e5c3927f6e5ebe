using SupportKit.Desk;

namespace SupportKit;

/// <content>Every command passes here, whichever method it came by, and is told of as one.</content>
public sealed partial class SupportDesk
{
    private Task<DeskResult> OpenAsync(
        OpenRequest request,
        (TicketId Ticket, AcceptedTerms? Terms)? splitFrom,
        CancellationToken cancellationToken
    ) =>
        DeskTelemetry.RunAsync(
            "supportkit.open",
            nameof(TicketCommand.Open),
            request.Tenant,
            null,
            () => DecideAndCommitOpeningAsync(request, splitFrom, cancellationToken)
        );

    private Task<DeskResult> ApplyAsync(
        TicketKey key,
        TicketCommand command,
        Viewer viewer,
        long? expectedVersion,
        string? commandId,
        CancellationToken cancellationToken
    ) =>
        DeskTelemetry.RunAsync(
            "supportkit.apply",
            command.GetType().Name,
            key.Tenant,
            key.Ticket,
            () => DecideAndCommitAsync(key, command, viewer, expectedVersion, commandId, cancellationToken)
        );
}
