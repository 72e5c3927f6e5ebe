using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SupportKit.Desk;

namespace SupportKit.AspNetCore;

/// <summary>Several people on one ticket see each other.</summary>
internal static class PresenceEndpoints
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/tickets/{ticket}/presence", SayAsync)
            .Describe(
                new(
                    "presence".For(Audience.Agents),
                    Audience.Agents,
                    "Says that the caller has the ticket open, and tells who else has. Kept for 40 seconds, beside the tickets."
                )
                {
                    Body = typeof(NewPresence),
                    Answer = typeof(PresenceView),
                    IsWrite = true,
                }
            );

    private static async Task<Results<Answer<PresenceView>, Problem>> SayAsync(
        Call call,
        string ticket,
        IPresenceStore presences
    )
    {
        var id = call.TicketOf(ticket);
        var said = await JsonBody.ReadAsync<NewPresence>(call.Http).ConfigureAwait(false);
        if (await call.Desk.FindAsync(id, call.Viewer, call.Stop).ConfigureAwait(false) is null)
            return call.NotFound();
        var now = call.Now;
        var own = new AgentPresence(call.Actor.Id, said.IsWriting, said.IsHere ? now + PresenceView.Lasts : now);
        var others = await presences.UpdateAsync(call.Desk.KeyOf(id), own, now, call.Stop).ConfigureAwait(false);
        return new Answer<PresenceView>(PresenceView.Of(others));
    }
}
