using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SupportKit.Tickets;

namespace SupportKit.AspNetCore;

/// <summary>People of the desk: queues and lists, the next ticket, requests of others, notes, and what belongs together.</summary>
internal static class AgentEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/me", Me).Describe(Read("me", "Who the caller is at the desk.", typeof(MeView)));
        group.MapGet("/queues", Queues).Describe(Read("queues", "The queues of the policy.", typeof(QueueView[])));
        group
            .MapGet("/queues/{queue}/tickets", ListQueueAsync)
            .Describe(
                Read(
                    "queue",
                    "What waits in a queue, in the order in which the policy has it taken.",
                    typeof(TicketListView)
                ) with
                {
                    Query = TicketList.Page,
                }
            );
        group
            .MapPost("/queues/{queue}/next", TakeNextAsync)
            .Describe(
                Write(
                    "takeNext",
                    "Gives the caller the first ticket of a queue that is nobody's; 204 when nothing waits.",
                    null
                )
            );
        group
            .MapGet("/tickets", ListAsync)
            .Describe(
                Read("list", "Tickets, as far as the caller sees them.", typeof(TicketListView)) with
                {
                    Query = TicketList.ForAgents,
                }
            );
        group
            .MapGet("/tickets/counts", CountAsync)
            .Describe(
                Read(
                    "count",
                    "How many tickets there are, in all and by state category; beyond 1,000, that there are more.",
                    typeof(CountView)
                ) with
                {
                    Query = TicketList.ForCounts,
                }
            );
        group
            .MapPost("/tickets", OpenAsync)
            .Describe(
                Write("open", "Opens a request for a person.", typeof(NewTicketOnBehalf)) with
                {
                    Answer = typeof(OpenedView),
                    Status = 201,
                }
            );
        group
            .MapPost("/tickets/{ticket}/replies", ReplyAsync)
            .Describe(Write("reply", "Writes to the requester.", typeof(NewAgentReply)) with { TakesVersion = true });
        group
            .MapPost("/tickets/{ticket}/notes", NoteAsync)
            .Describe(
                Write("note", "Notes something that only the desk sees.", typeof(NewNote)) with
                {
                    TakesVersion = true,
                }
            );
        group
            .MapPost("/tickets/{ticket}/merge", MergeAsync)
            .Describe(Write("merge", "Lets another ticket of the same requester carry this one on.", typeof(NewMerge)));
        group
            .MapPost("/tickets/{ticket}/split", SplitAsync)
            .Describe(
                Write(
                    "split",
                    "Makes a part of a ticket a request of its own, of the same requester.",
                    typeof(NewTicketOnBehalf)
                ) with
                {
                    Answer = typeof(TicketReceipt),
                }
            );
    }

    private static EndpointDescription Read(string name, string summary, Type answer) =>
        new(name.For(Audience.Agents), Audience.Agents, summary) { Answer = answer };

    private static EndpointDescription Write(string name, string summary, Type? body) =>
        new(name.For(Audience.Agents), Audience.Agents, summary)
        {
            Body = body,
            Answer = typeof(TicketReceipt),
            IsWrite = true,
        };

    private static Results<Answer<MeView>, Problem> Me(Call call) => new Answer<MeView>(MeView.Of(call));

    private static Results<Answer<QueueView[]>, Problem> Queues(Call call) =>
        new Answer<QueueView[]>([
            .. call.Policy.Queues.Select(queue => new QueueView(
                queue.Id,
                queue.Title.Get(call.Language),
                call.Actor.Queues.Contains(queue.Id)
            )),
        ]);

    private static async Task<Results<Answer<TicketListView>, Problem>> ListQueueAsync(Call call, string queue)
    {
        var read = call.Query();
        var page = await call
            .Desk.ListQueueAsync(queue, call.Viewer, TicketList.After(read), TicketList.Limit(read), call.Stop)
            .ConfigureAwait(false);
        return new Answer<TicketListView>(TicketListView.Of(page, call));
    }

    private static async Task<Results<Answer<TicketReceipt>, NoContent, Problem>> TakeNextAsync(Call call, string queue)
    {
        var taken = await call.Desk.TakeNextAsync(queue, call.Actor, call.CommandId, call.Stop).ConfigureAwait(false);
        return taken is null
            ? TypedResults.NoContent()
            : new Answer<TicketReceipt>(TicketReceipt.Of(taken)) { Version = taken.Version };
    }

    private static async Task<Results<Answer<TicketListView>, Problem>> ListAsync(Call call)
    {
        var page = await call.Desk.ListAsync(TicketList.Of(call, call.Query()), call.Stop).ConfigureAwait(false);
        return new Answer<TicketListView>(TicketListView.Of(page, call));
    }

    private static async Task<Results<Answer<CountView>, Problem>> CountAsync(Call call)
    {
        var read = call.Query();
        var limit = read.Flag("exact") ? default(int?) : TicketCount.DefaultLimit;
        var count = await call.Desk.CountAsync(TicketList.Of(call, read), limit, call.Stop).ConfigureAwait(false);
        return new Answer<CountView>(
            new CountView(
                count.Tickets,
                count.IsExact,
                [.. count.ByState.Select(of => new StateCountView(TicketJson.Write(of.Key), of.Value))]
            )
        );
    }

    private static async Task<Results<Created<OpenedView>, Problem>> OpenAsync(Call call) =>
        await Opening.OpenAsync(call, await PartAsync(call).ConfigureAwait(false)).ConfigureAwait(false);

    private static Task<Results<Answer<TicketReceipt>, Problem>> ReplyAsync(Call call, string ticket) =>
        TicketEndpoints.ApplyAsync(
            call,
            ticket,
            async by =>
            {
                var reply = await JsonBody.ReadAsync<NewAgentReply>(call.Http).ConfigureAwait(false);
                return new TicketCommand.Reply(by, reply.Body, reply.AsksBack, reply.IsAcknowledgement);
            }
        );

    private static Task<Results<Answer<TicketReceipt>, Problem>> NoteAsync(Call call, string ticket) =>
        TicketEndpoints.ApplyAsync(
            call,
            ticket,
            async by => new TicketCommand.Note(
                by,
                (await JsonBody.ReadAsync<NewNote>(call.Http).ConfigureAwait(false)).Body
            )
        );

    private static async Task<Results<Answer<TicketReceipt>, Problem>> MergeAsync(Call call, string ticket)
    {
        var id = call.TicketOf(ticket);
        var merge = await JsonBody.ReadAsync<NewMerge>(call.Http).ConfigureAwait(false);
        return TicketEndpoints.Receipt(
            call,
            await call.Desk.MergeAsync(id, merge.Into, call.Actor, call.Stop).ConfigureAwait(false)
        );
    }

    private static async Task<Results<Answer<TicketReceipt>, Problem>> SplitAsync(Call call, string ticket)
    {
        var id = call.TicketOf(ticket);
        var part = await PartAsync(call).ConfigureAwait(false);
        return TicketEndpoints.Receipt(
            call,
            await call
                .Desk.SplitAsync(id, call.Actor, part with { Tenant = call.Tenant }, call.Stop)
                .ConfigureAwait(false)
        );
    }

    private static async Task<OpenRequest> PartAsync(Call call)
    {
        var asked = await JsonBody.ReadAsync<NewTicketOnBehalf>(call.Http).ConfigureAwait(false);
        return new OpenRequest
        {
            Requester = JsonBody.Id("$.requester", asked.Requester),
            Category = asked.Category,
            Channel = asked.Channel,
            Title = asked.Title,
            Body = asked.Body,
            Answers = asked.Answers,
            Stated = call.Caller.Facts,
            OnBehalf = call.Actor,
            CallSummary = asked.CallSummary,
            CommandId = call.CommandId,
        };
    }
}
