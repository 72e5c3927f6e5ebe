using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that mix destinations up, lose leases, or do not find what is dead.</content>
internal static partial class BrokenStores
{
    private static Faults Destinations =>
        new()
        {
            ["forgets what is behind another once it was asked for"] = (
                () =>
                {
                    var behind = new HashSet<string>();
                    return new Altered
                    {
                        ClaimMessages = async (inner, claim) =>
                        {
                            var claimed = await inner.ClaimMessagesAsync(claim, default);
                            if (claimed.IsEmpty)
                                behind.Add(claim.Destination);
                            return behind.Contains(claim.Destination) ? [] : claimed;
                        },
                    };
                },
                "a message behind another leaves after it, however often it was asked for before"
            ),
            ["renews no lease and says it has"] = (
                () => new Altered { Renew = (_, claims, _) => Task.FromResult(claims) },
                "a renewed lease holds until its new end"
            ),
            ["renews whatever it is given"] = (
                () =>
                    new Altered
                    {
                        Renew = async (inner, claims, until) =>
                        {
                            await inner.RenewMessagesAsync(claims, until, default);
                            return claims;
                        },
                    },
                "a claim that was settled or taken over is not renewed"
            ),
            ["routes everything when it leaves"] = (
                () =>
                    new Altered
                    {
                        Commit = (inner, commit) =>
                            inner.CommitAsync(
                                commit with
                                {
                                    Messages =
                                    [
                                        .. commit.Messages.Select(message => message with { Destination = null }),
                                    ],
                                },
                                default
                            ),
                    },
                "a message that names its destination waits there from its commit on"
            ),
            ["passes every dead letter over"] = (
                () =>
                    Settling(result =>
                        result is DeliveryResult.DeadLettered dead ? dead with { KeepsOrder = false } : result
                    ),
                "what follows a dead letter that keeps its place waits until that has left"
            ),
            ["routes to the first destination only"] = (
                () =>
                    Settling(result =>
                        result is DeliveryResult.Routed routed
                            ? new DeliveryResult.Routed([routed.Destinations[0]])
                            : result
                    ),
                "a routed message leaves once for each destination"
            ),
            ["gives a destination's messages in any order"] = (
                () =>
                    Sending(
                        async (inner, claim) =>
                        {
                            var claimed = await inner.ClaimMessagesAsync(claim, default);
                            if (claim.Destination.Length == 0 || claimed.IsEmpty)
                                return claimed;
                            await inner.SettleAsync(
                                claimed[0],
                                new DeliveryResult.Routed([claim.Destination + "-later"]),
                                default
                            );
                            return await inner.ClaimMessagesAsync(claim, default);
                        }
                    ),
                "messages of a ticket leave in order to each destination"
            ),
            ["fails for every destination at once"] = (
                () =>
                {
                    var down = false;
                    return new Altered
                    {
                        Settle = (inner, claimed, result) =>
                        {
                            down |= result is DeliveryResult.Retry && claimed.Destination.Length > 0;
                            return inner.SettleAsync(claimed, result, default);
                        },
                        ClaimMessages = async (inner, claim) =>
                            down && claim.Destination.Length > 0 ? [] : await inner.ClaimMessagesAsync(claim, default),
                    };
                },
                "a destination that takes nothing holds up no other"
            ),
            ["compares destinations without their case"] = (
                () =>
                    Sending(
                        (inner, claim) =>
                            inner.ClaimMessagesAsync(
                                claim with
                                {
                                    Destination = claim.Destination == "CRM" ? "crm" : claim.Destination,
                                },
                                default
                            )
                    ),
                "a message is given for its own destination only"
            ),
            ["routes under any lease"] = (
                TakesAnySettlement,
                "a routing under a lease that passed to another worker is ignored"
            ),
        };

    private static Faults DeadLetters =>
        new()
        {
            ["finds dead letters by tenant alone"] = (
                () =>
                    new Altered
                    {
                        DeadLetters = (inner, filter, limit) =>
                            inner.DeadLettersAsync(new DeadLetterFilter(filter.Tenant), limit, default),
                    },
                "dead letters are found by all that a filter says"
            ),
            ["requeues all there is"] = (
                () =>
                    new Altered
                    {
                        Requeue = (inner, filter, now) =>
                            inner.RequeueAsync(new DeadLetterFilter(filter.Tenant), now, default),
                    },
                "dead letters are requeued in bulk, those that a filter means and no others"
            ),
            ["knows of the last attempt only"] = (
                () =>
                    Settling(result =>
                        result is DeliveryResult.Retry retry ? retry with { PerhapsDelivered = false } : result
                    ),
                "that a message was perhaps delivered is kept with it"
            ),
        };
}
