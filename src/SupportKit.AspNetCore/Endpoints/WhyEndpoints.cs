using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SupportKit.Conversations;
using SupportKit.Desk;
using SupportKit.Tickets;

namespace SupportKit.AspNetCore;

/// <summary>The reasons of what was decided on a ticket; for people of the desk its promises over the calendar, too, and the macros that fit it.</summary>
internal static class WhyEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/tickets/{ticket}/why", WhyAsync)
            .Describe(
                Read("why", "Which rules decided, and why no earlier one did; who decided otherwise.", typeof(WhyView))
            );
        group
            .MapGet("/tickets/{ticket}/sla", SlaAsync)
            .Describe(
                Read("sla", "The promises over the hours of their calendars, with their pauses.", typeof(SlaView))
            );
        group
            .MapGet("/tickets/{ticket}/macros", MacrosAsync)
            .Describe(Read("macros", "The policy's ready answers, filled in for this ticket.", typeof(MacroListView)));
    }

    /// <summary>The same question, answered in the words of whoever asked for help.</summary>
    public static void MapRequesters(RouteGroupBuilder group) =>
        group
            .MapGet("/tickets/{ticket}/why", ExplainAsync)
            .Describe(
                new(
                    "why".For(Audience.Requesters),
                    Audience.Requesters,
                    "What is promised, how it stands and why, in the caller's language and time."
                )
                {
                    Answer = typeof(RequesterWhyView),
                }
            );

    private static async Task<Results<Answer<RequesterWhyView>, Problem>> ExplainAsync(Call call, string ticket)
    {
        var read = await call
            .Desk.ReadAsync(call.TicketOf(ticket), call.Viewer, call.Actor, call.Stop)
            .ConfigureAwait(false);
        if (read is null)
            return call.NotFound();
        var (policy, times) = (await PolicyOfAsync(call, read.Ticket).ConfigureAwait(false), call.Times(read.Ticket));
        return new Answer<RequesterWhyView>(
            new RequesterWhyView([
                .. read.Promises.Select(promise =>
                    PromiseExplanation.Of(promise, policy.Sla, read.Ticket.StateCategory, times)
                ),
            ])
        )
        {
            Version = read.Ticket.Version,
        };
    }

    private static EndpointDescription Read(string name, string summary, Type answer) =>
        new(name.For(Audience.Agents), Audience.Agents, summary) { Answer = answer };

    private static async Task<Results<Answer<WhyView>, Problem>> WhyAsync(Call call, string ticket)
    {
        var id = call.TicketOf(ticket);
        var history = await call.Desk.GetHistoryAsync(id, call.Viewer, call.Stop).ConfigureAwait(false);
        if (TicketHistory.Replay(history) is not { } read)
            return call.NotFound();
        var policy = await PolicyOfAsync(call, read).ConfigureAwait(false);
        return new Answer<WhyView>(WhyView.Of(read, history, policy, call.Times(read))) { Version = read.Version };
    }

    private static async Task<Results<Answer<SlaView>, Problem>> SlaAsync(Call call, string ticket)
    {
        var read = await call.Desk.FindAsync(call.TicketOf(ticket), call.Viewer, call.Stop).ConfigureAwait(false);
        if (read is null)
            return call.NotFound();
        var policy = await PolicyOfAsync(call, read).ConfigureAwait(false);
        return new Answer<SlaView>(SlaView.Of(read, policy, call.Now, call.Times(read))) { Version = read.Version };
    }

    private static async Task<Results<Answer<MacroListView>, Problem>> MacrosAsync(Call call, string ticket)
    {
        var read = await call.Desk.FindAsync(call.TicketOf(ticket), call.Viewer, call.Stop).ConfigureAwait(false);
        if (read is null)
            return call.NotFound();
        // A ready answer is today's, whatever the version that the ticket goes by.
        var policy = call.Policy;
        return new Answer<MacroListView>(
            new MacroListView([
                .. policy.Macros.Select(macro =>
                    MacroView.Of(MacroText.Of(macro, policy, read, call.Actor, call.Texts), call.Language)
                ),
            ])
        );
    }

    private static async ValueTask<Policy> PolicyOfAsync(Call call, Ticket ticket)
    {
        // The archive may have lost it, and the ticket is read all the same.
        return await call.Service<PolicyVersions>().OfAsync(ticket, call.Stop).ConfigureAwait(false) ?? call.Policy;
    }
}
