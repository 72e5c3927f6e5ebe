using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace SupportKit.AspNetCore;

/// <summary>
/// What people wrote elsewhere, brought in by a system of the host's: as their own request or reply, with their own rights. The host verifies
/// who sends; the key of each command, such as the id of the mail, is what keeps a repeated delivery from doing anything twice.
/// </summary>
internal static class InboundEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapPost("/tickets", OpenAsync)
            .Describe(
                new("Inbound.open", Audience.Inbound, "Opens a person's request.")
                {
                    Body = typeof(NewInboundTicket),
                    Answer = typeof(OpenedView),
                    Status = 201,
                    IsWrite = true,
                }
            );
        group
            .MapPost("/tickets/{ticket}/replies", ReplyAsync)
            .Describe(
                new("Inbound.reply", Audience.Inbound, "Brings a person's reply to a ticket that the person sees.")
                {
                    Body = typeof(NewInboundReply),
                    Answer = typeof(TicketReceipt),
                    IsWrite = true,
                }
            );
    }

    private static async Task<Results<Created<OpenedView>, Problem>> OpenAsync(Call call)
    {
        var asked = await JsonBody.ReadAsync<NewInboundTicket>(call.Http).ConfigureAwait(false);
        var request = new OpenRequest
        {
            Requester = JsonBody.Id("$.requester", asked.Requester),
            Category = asked.Category,
            Channel = asked.Channel,
            Title = asked.Title,
            Body = asked.Body,
            Answers = asked.Answers,
            Stated = call.Caller.Facts,
            CommandId = call.CommandId,
        };
        return await Opening.OpenAsync(call, request).ConfigureAwait(false);
    }

    private static Task<Results<Answer<TicketReceipt>, Problem>> ReplyAsync(Call call, string ticket) =>
        TicketEndpoints.ApplyAsync(
            call,
            ticket,
            async _ =>
            {
                var reply = await JsonBody.ReadAsync<NewInboundReply>(call.Http).ConfigureAwait(false);
                var person = Actor.Requester(JsonBody.Id("$.requester", reply.Requester));
                return new TicketCommand.Reply(person, reply.Body);
            }
        );
}
