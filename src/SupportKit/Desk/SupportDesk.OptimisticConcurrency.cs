using System.Globalization;

namespace SupportKit;

/// <content>A command is decided on one version of its ticket and committed only on that one; when another commit came first, it is decided anew.</content>
public sealed partial class SupportDesk
{
    // Each retry means that somebody else's command went through meanwhile, so under contention all make progress.
    private const int MostTries = 50;

    // Of a caller who has decided on a version that they have read.
    private static DeskResult.Refused? RefuseStale(Ticket ticket, long? expectedVersion) =>
        expectedVersion is { } expected && ticket.Version != expected
            ? Refuse(
                SupportKitErrors.TicketVersionStale,
                ("version", ticket.Version.ToString(CultureInfo.InvariantCulture)),
                ("expected", expected.ToString(CultureInfo.InvariantCulture))
            )
            : null;

    private static DeskResult.Refused Contended() => Refuse(SupportKitErrors.TicketVersionContended);
}
