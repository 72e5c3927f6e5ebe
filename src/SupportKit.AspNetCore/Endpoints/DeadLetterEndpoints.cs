using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SupportKit.Storage;

namespace SupportKit.AspNetCore;

/// <summary>For leads: messages that could not be delivered, and what was set aside because it cannot be worked on.</summary>
internal static class DeadLetterEndpoints
{
    private const int MostShown = 200;

    private static readonly QueryParameter[] Filter =
    [
        new("destination", "Only those that were to go there."),
        new("template", "Only those of this text."),
        new("code", "Only those that are dead for this reason."),
    ];

    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/dead-letters", ListAsync)
            .Describe(
                Read("deadLetters", "Messages that could not be delivered, the oldest first; 200 at most.") with
                {
                    Answer = typeof(DeadLetterView[]),
                    Query = Filter,
                }
            );
        group
            .MapPost("/dead-letters/requeue", RequeueAsync)
            .Describe(
                Read("requeue", "Sends dead letters again: one, those that a filter selects, or all.") with
                {
                    Body = typeof(NewRequeue),
                    Answer = typeof(CountedView),
                    IsWrite = true,
                }
            );
        group
            .MapGet("/set-aside", SetAsideAsync)
            .Describe(
                Read("setAside", "Deadlines and messages that cannot be worked on; 200 at most.") with
                {
                    Answer = typeof(SetAsideView[]),
                }
            );
        group
            .MapPost("/set-aside/retry", RetryAsync)
            .Describe(
                Read("retry", "Has what was set aside tried again now.") with
                {
                    Body = typeof(NewRetry),
                    Answer = typeof(CountedView),
                    IsWrite = true,
                }
            );
    }

    private static EndpointDescription Read(string name, string summary) =>
        new(name.For(Audience.Agents), Audience.Agents, summary) { IsForLeads = true };

    private static async Task<Results<Answer<DeadLetterView[]>, Problem>> ListAsync(Call call, ITicketStore store)
    {
        var read = call.Query();
        var filter = new DeadLetterFilter(call.Tenant)
        {
            Destination = read.Text("destination"),
            Template = read.Text("template"),
            Code = read.Text("code"),
        };
        var letters = await store.DeadLettersAsync(filter, MostShown, call.Stop).ConfigureAwait(false);
        var times = call.Times();
        return new Answer<DeadLetterView[]>([.. letters.Select(letter => DeadLetterView.Of(letter, times))]);
    }

    private static async Task<Results<Answer<CountedView>, Problem>> RequeueAsync(Call call, ITicketStore store)
    {
        var asked = await JsonBody.ReadAsync<NewRequeue>(call.Http).ConfigureAwait(false);
        var filter = new DeadLetterFilter(call.Tenant)
        {
            MessageId = asked.Message,
            Destination = asked.Destination,
            Template = asked.Template,
            Code = asked.Code,
        };
        var count = await store.RequeueAsync(filter, call.Now, call.Stop).ConfigureAwait(false);
        return new Answer<CountedView>(new CountedView(count));
    }

    private static async Task<Results<Answer<SetAsideView[]>, Problem>> SetAsideAsync(Call call, ITicketStore store)
    {
        var items = await store.QuarantinedAsync(call.Tenant, MostShown, call.Stop).ConfigureAwait(false);
        var times = call.Times();
        return new Answer<SetAsideView[]>([.. items.Select(item => SetAsideView.Of(item, times))]);
    }

    private static async Task<Results<Answer<CountedView>, Problem>> RetryAsync(Call call, ITicketStore store)
    {
        var asked = await JsonBody.ReadAsync<NewRetry>(call.Http).ConfigureAwait(false);
        var count = await store
            .RetryQuarantinedAsync(call.Tenant, asked.Ticket, call.Now, call.Stop)
            .ConfigureAwait(false);
        return new Answer<CountedView>(new CountedView(count));
    }
}
