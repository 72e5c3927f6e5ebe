using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SupportKit.Conversations;
using SupportKit.Desk;
using SupportKit.Tickets;

namespace SupportKit.AspNetCore;

/// <summary>For people of the desk: the reasons of what was decided on a ticket, its promises over the calendar, and the macros that fit it.</summary>
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

    private static EndpointDescription Read(string name, string summary, Type answer) =>
        new(name.For(Audience.Agents), Audience.Agents, summary) { Answer = answer };

    private static async Task<Results<Answer<WhyView>, Problem>> WhyAsync(Call call, string ticket)
    {
        var id = call.TicketOf(ticket);
        var history = await call.Desk.GetHistoryAsync(id, call.Viewer, call.Stop).ConfigureAwait(false);
        if (TicketHistory.Replay(history) is not { } read)
            return call.NotFound();
        var policy = await PolicyOfAsync(call, read).ConfigureAwait(false);
        return new Answer<WhyView>(WhyView.Of(read, history, policy)) { Version = read.Version };
    }

    private static async Task<Results<Answer<SlaView>, Problem>> SlaAsync(Call call, string ticket)
    {
        var read = await call.Desk.FindAsync(call.TicketOf(ticket), call.Viewer, call.Stop).ConfigureAwait(false);
        if (read is null)
            return call.NotFound();
        var policy = await PolicyOfAsync(call, read).ConfigureAwait(false);
        return new Answer<SlaView>(SlaView.Of(read, policy, call.Now)) { Version = read.Version };
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
