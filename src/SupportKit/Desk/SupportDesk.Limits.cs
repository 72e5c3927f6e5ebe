using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit;

/// <content>
/// What a person may do only so often, in all their tickets together. The decision sees what there is; that it still holds when it is
/// stored, under parallel requests too, is the store's to check (<see cref="TicketCommit.Limits"/>).
/// </content>
public sealed partial class SupportDesk
{
    private static bool IsOfInvitations(ImmutableArray<RequesterLimit> limits) =>
        limits is [{ Activity: RequesterActivity.Invitation }];

    private static ImmutableArray<RequesterLimit> InvitationLimits(Policy policy, TicketCommand command, Instant now) =>
        command is TicketCommand.Share && policy.Privacy.Sharing is { } sharing
            ?
            [
                new RequesterLimit(
                    RequesterActivity.Invitation,
                    sharing.InvitationsPerDay - 1,
                    now.InMicroseconds() - Duration.FromDays(1)
                ),
            ]
            : [];

    private static DeskResult.Refused TooManyInvitations(Policy policy) =>
        Refuse(
            SupportKitErrors.SharingInvitationsExceeded,
            ("max", policy.Privacy.Sharing!.InvitationsPerDay.ToString(CultureInfo.InvariantCulture))
        );
}
