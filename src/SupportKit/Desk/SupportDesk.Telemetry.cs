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
            () =>
                ShownAsync(
                    request.Tenant,
                    request.OnBehalf ?? Actor.Requester(request.Requester),
                    request.OnBehalf is null ? request.Stated : FactSet.Empty,
                    () => DecideAndCommitOpeningAsync(request, splitFrom, cancellationToken),
                    cancellationToken
                )
        );

    private Task<DeskResult> ApplyAsync(
        TicketKey key,
        TicketCommand command,
        Viewer viewer,
        long? expectedVersion,
        IdempotencyKey? sent,
        CancellationToken cancellationToken
    ) =>
        DeskTelemetry.RunAsync(
            "supportkit.apply",
            command.GetType().Name,
            key.Tenant,
            key.Ticket,
            () =>
                ShownAsync(
                    key.Tenant,
                    command.By,
                    FactSet.Empty,
                    () => DecideAndCommitAsync(key, command, viewer, expectedVersion, sent, cancellationToken),
                    cancellationToken
                )
        );
}
