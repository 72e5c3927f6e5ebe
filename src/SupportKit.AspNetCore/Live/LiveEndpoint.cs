using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace SupportKit.AspNetCore;

/// <summary>What happens on a ticket, as server-sent events.</summary>
internal static class LiveEndpoint
{
    public static void Map(RouteGroupBuilder group, Audience audience) =>
        group
            .MapGet("/tickets/{ticket}/events", ListenAsync)
            .Describe(
                new(
                    "events".For(audience),
                    audience,
                    "What happens from now on, or after the event that Last-Event-ID names: each an event \"ticket\" with its sequence as id."
                )
                {
                    AnswerMediaType = TicketStream.MediaType,
                }
            );

    private static async Task<Results<TicketStream, Problem>> ListenAsync(
        Call call,
        string ticket,
        LiveConnections connections
    )
    {
        var (id, last) = (call.TicketOf(ticket), Headers.LastEvent(call.Http.Request));
        if (await call.Desk.FindAsync(id, call.Viewer, call.Stop).ConfigureAwait(false) is not { } found)
            return call.NotFound();
        // Without a place to go on from, what has happened so far was read otherwise.
        var from = call.Http.Request.Headers.ContainsKey(Headers.LastEventId) ? last : found.Version;
        return new TicketStream(call, id, from, connections.Take(call.Tenant, call.Actor, call.Caller.IsGuest));
    }
}
