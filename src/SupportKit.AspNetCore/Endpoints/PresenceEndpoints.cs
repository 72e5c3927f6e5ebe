using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

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
                    "Says that the caller has the ticket open, and tells who else has. Kept by this process for 40 seconds; nothing is stored."
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
        Presence presence
    )
    {
        var id = call.TicketOf(ticket);
        var said = await JsonBody.ReadAsync<NewPresence>(call.Http).ConfigureAwait(false);
        if (await call.Desk.FindAsync(id, call.Viewer, call.Stop).ConfigureAwait(false) is null)
            return call.NotFound();
        var others = presence.Say(call.Desk.KeyOf(id), call.Actor.Id, said.IsHere, said.IsWriting);
        return new Answer<PresenceView>(new PresenceView(others, (int)(Presence.Lasts.TotalSeconds / 4)));
    }
}
