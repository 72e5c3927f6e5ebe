using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that let messages leave early, late, twice, or in the wrong order.</content>
internal static partial class BrokenStores
{
    private static Faults Messages =>
        new()
        {
            ["gives messages early"] = (
                () =>
                    Sending(
                        (inner, claim) =>
                            inner.ClaimMessagesAsync(claim with { Now = claim.Now + Microsecond }, default)
                    ),
                "a message may leave from the instant of its commit on"
            ),
            ["gives all messages of a ticket at once"] = (
                () => InLanes((_, _) => new TicketId(Guid.NewGuid())),
                "messages of one ticket leave one by one, in order"
            ),
            ["orders messages within their commit only"] = (
                () => InLanes((commit, message) => LaneOf(message.Ticket, commit.ExpectedVersion)),
                "a later commit's messages wait for the earlier ones"
            ),
            ["sends one message at a time"] = (
                () => InLanes((_, _) => default),
                "a ticket whose message is under way holds up no other ticket"
            ),
            ["gives the youngest message first"] = (
                () => Sending(async (inner, claim) => [.. (await inner.ClaimMessagesAsync(claim, default)).Reverse()]),
                "as many messages are given as asked for, those that wait longest first"
            ),
            ["gives all messages however many were asked for"] = (
                () => Sending((inner, claim) => inner.ClaimMessagesAsync(claim with { Limit = int.MaxValue }, default)),
                "as many messages are given as asked for, those that wait longest first"
            ),
            ["gives a claimed message twice"] = (
                () =>
                    Sending((inner, claim) => inner.ClaimMessagesAsync(claim with { LeaseUntil = claim.Now }, default)),
                "a claimed message is given to nobody else while the lease runs"
            ),
            ["names a lease after its message"] = (
                () =>
                    Sending(
                        async (inner, claim) =>
                            [
                                .. (await inner.ClaimMessagesAsync(claim, default)).Select(claimed =>
                                    claimed with
                                    {
                                        Lease = claimed.Message.Ticket.Value,
                                    }
                                ),
                            ]
                    ),
                "a claimed message is given again, under a new lease, when the lease has ended"
            ),
            ["forgets message leases when asked what is next"] = (
                () =>
                {
                    var first = default(Instant?);
                    return new Altered
                    {
                        NextMessage = async (inner, names) => first ??= await inner.NextMessageAsync(names, default),
                    };
                },
                "the next message instant counts in leases"
            ),
        };

    private static Faults Settlements =>
        new()
        {
            ["leaves what was delivered to be sent again"] = (
                () =>
                    Settling(result =>
                        result is DeliveryResult.Delivered ? new DeliveryResult.Retry(Early, "") : result
                    ),
                "a delivered message never comes again"
            ),
            ["tries again at once"] = (
                () => Settling(result => result is DeliveryResult.Retry retry ? retry with { At = Early } : result),
                "a failed message comes again at its instant, with its attempts counted"
            ),
            ["counts no attempts"] = (
                () =>
                    Sending(
                        async (inner, claim) =>
                            [
                                .. (await inner.ClaimMessagesAsync(claim, default)).Select(claimed =>
                                    claimed with
                                    {
                                        Attempts = 0,
                                    }
                                ),
                            ]
                    ),
                "a failed message comes again at its instant, with its attempts counted"
            ),
            ["drops what could not be delivered"] = (
                () =>
                    Settling(result =>
                        result is DeliveryResult.DeadLettered ? new DeliveryResult.Delivered(Early) : result
                    ),
                "a dead letter waits for a person and lets the next one go"
            ),
            ["keeps what is given back until its lease ends"] = (
                () =>
                    new Altered
                    {
                        Settle = (inner, claimed, result) =>
                            result is DeliveryResult.Released
                                ? Task.CompletedTask
                                : inner.SettleAsync(claimed, result, default),
                    },
                "a message that is given back leaves at once, as if nobody had claimed it"
            ),
            ["counts what is given back as tried"] = (
                () =>
                    Settling(result =>
                        result is DeliveryResult.Released released ? new DeliveryResult.Retry(released.At, "") : result
                    ),
                "a message that is given back leaves at once, as if nobody had claimed it"
            ),
            ["lists the youngest dead letter first"] = (
                () =>
                    new Altered
                    {
                        DeadLetters = async (inner, filter, limit) =>
                            [.. (await inner.DeadLettersAsync(filter, int.MaxValue, default)).Reverse().Take(limit)],
                    },
                "dead letters are listed oldest first, as many as asked for"
            ),
            ["lists all dead letters however many were asked for"] = (
                () =>
                    new Altered
                    {
                        DeadLetters = (inner, filter, _) => inner.DeadLettersAsync(filter, int.MaxValue, default),
                    },
                "dead letters are listed oldest first, as many as asked for"
            ),
            ["puts a requeued message at the end"] = (
                () =>
                    new Altered
                    {
                        Requeue = (inner, filter, now) =>
                            inner.RequeueAsync(filter, now + Duration.FromDays(1), default),
                    },
                "a requeued message leaves now, before those that follow it"
            ),
            ["requeues for any tenant"] = (
                () =>
                    new Altered
                    {
                        Requeue = async (inner, filter, now) =>
                            await inner.RequeueAsync(filter, now, default)
                            + await inner.RequeueAsync(filter with { Tenant = "north" }, now, default),
                    },
                "only a dead letter can be requeued, and only by its tenant"
            ),
            ["says that it has requeued whatever it was asked"] = (
                () =>
                    new Altered
                    {
                        Requeue = async (inner, filter, now) =>
                        {
                            await inner.RequeueAsync(filter, now, default);
                            return 1;
                        },
                    },
                "only a dead letter can be requeued, and only by its tenant"
            ),
            ["takes any settlement"] = (
                TakesAnySettlement,
                "a settlement under a lease that passed to another worker is ignored"
            ),
            ["settles as often as it is told"] = (SettlesAgain, "a second settlement of one claim is ignored"),
        };

    private static readonly Instant Early = Instant.FromUtc(2000, 1, 1, 0, 0);

    private static Altered Sending(Func<ITicketStore, MessageClaim, Task<ImmutableArray<ClaimedMessage>>> claim) =>
        new() { ClaimMessages = claim };

    private static Altered Settling(Func<DeliveryResult, DeliveryResult> change) =>
        new() { Settle = (inner, claimed, result) => inner.SettleAsync(claimed, change(result), default) };

    // What is in one lane leaves in order; the right lane is the ticket.
    private static Altered InLanes(Func<TicketCommit, OutboundMessage, TicketId> laneOf)
    {
        var tickets = new Dictionary<string, TicketId>();
        return new Altered
        {
            Commit = (inner, commit) =>
            {
                foreach (var message in commit.Messages)
                    tickets[message.Id] = message.Ticket;
                var moved = commit.Messages.Select(message => message with { Ticket = laneOf(commit, message) });
                return inner.CommitAsync(commit with { Messages = [.. moved] }, default);
            },
            ClaimMessages = async (inner, claim) =>
                [
                    .. (await inner.ClaimMessagesAsync(claim, default)).Select(claimed =>
                        claimed with
                        {
                            Message = claimed.Message with { Ticket = tickets[claimed.Message.Id] },
                        }
                    ),
                ],
        };
    }

    private static TicketId LaneOf(TicketId ticket, long version)
    {
        var bytes = ticket.Value.ToByteArray();
        bytes[^1] ^= (byte)version;
        return new TicketId(new Guid(bytes));
    }

    private static Altered TakesAnySettlement()
    {
        var leases = new Leases();
        return new Altered
        {
            ClaimMessages = async (inner, claim) => leases.Of(await inner.ClaimMessagesAsync(claim, default)),
            Settle = (inner, claimed, result) => inner.SettleAsync(leases.Latest(claimed), result, default),
        };
    }

    private static Altered SettlesAgain()
    {
        var settled = new HashSet<Guid>();
        return new Altered
        {
            // The store beneath takes the lease away.
            Settle = (inner, claimed, result) =>
                inner.SettleAsync(
                    settled.Add(claimed.Lease) ? claimed : claimed with { Lease = Guid.Empty },
                    result,
                    default
                ),
        };
    }
}
