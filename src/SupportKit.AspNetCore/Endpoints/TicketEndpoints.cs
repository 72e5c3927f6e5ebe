using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SupportKit.Decisions;

namespace SupportKit.AspNetCore;

/// <summary>One ticket, for both audiences: who is asked decides what is read and what may be done.</summary>
internal static class TicketEndpoints
{
    /// <summary>The operations that are given as they are; those of more than one step have endpoints of their own.</summary>
    public static readonly FrozenDictionary<string, Operation> Operations = Decisions
        .Operations.All.Where(row => row.Command.IsNestedPublic)
        .ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);

    public static void Map(RouteGroupBuilder group, Audience audience)
    {
        group
            .MapGet("/tickets/{ticket}", ReadAsync)
            .Describe(
                new(
                    "read".For(audience),
                    audience,
                    "The ticket with its messages, its promises and what the caller can do."
                )
                {
                    Answer = typeof(ConversationView),
                }
            );
        group
            .MapGet("/tickets/{ticket}/history", HistoryAsync)
            .Describe(
                new("history".For(audience), audience, "What has happened, as far as the caller is shown it.")
                {
                    Answer = typeof(HistoryView),
                }
            );
        if (audience == Audience.Requesters)
            group
                .MapPost("/tickets/{ticket}/replies", ReplyAsync)
                .Describe(
                    new("reply".For(audience), audience, "Writes on.")
                    {
                        Body = typeof(NewReply),
                        Answer = typeof(TicketReceipt),
                        IsWrite = true,
                        TakesVersion = true,
                    }
                );
        group
            .MapPost("/tickets/{ticket}/actions/{operation}", ActAsync)
            .Describe(
                new(
                    "apply".For(audience),
                    audience,
                    "Carries out an operation that the ticket lists among its actions. The body holds the members of the operation."
                )
                {
                    Body = typeof(TicketCommand),
                    Answer = typeof(TicketReceipt),
                    IsWrite = true,
                    TakesVersion = true,
                }
            );
    }

    public static async Task<Results<Answer<TicketReceipt>, Problem>> ApplyAsync(
        Call call,
        string ticket,
        Func<Actor, Task<TicketCommand>> command
    )
    {
        var (id, version) = (call.TicketOf(ticket), Headers.IfMatch(call.Http.Request));
        var given = await command(call.Actor).ConfigureAwait(false);
        return Receipt(
            call,
            await call.Desk.ApplyAsync(id, given, version, call.CommandId, call.Stop).ConfigureAwait(false)
        );
    }

    public static Results<Answer<TicketReceipt>, Problem> Receipt(Call call, DeskResult result) =>
        result is DeskResult.Succeeded done
            ? new Answer<TicketReceipt>(TicketReceipt.Of(done)) { Version = done.Ticket.Version }
            : Refused(call, result);

    public static Problem Refused(Call call, DeskResult result)
    {
        var refused = (DeskResult.Refused)result;
        return Refusals.Of(refused.Refusal, call, refused.Decision);
    }

    private static async Task<Results<Answer<ConversationView>, Problem>> ReadAsync(Call call, string ticket)
    {
        var read = await call
            .Desk.ReadAsync(call.TicketOf(ticket), call.Viewer, call.Actor, call.Stop)
            .ConfigureAwait(false);
        return read is null
            ? call.NotFound()
            : new Answer<ConversationView>(ConversationView.Of(read, call)) { Version = read.Ticket.Version };
    }

    private static async Task<Results<Answer<HistoryView>, Problem>> HistoryAsync(Call call, string ticket)
    {
        var (id, viewer) = (call.TicketOf(ticket), call.Viewer);
        var history = await call.Desk.GetHistoryAsync(id, viewer, call.Stop).ConfigureAwait(false);
        if (history.IsEmpty)
            return call.NotFound();
        // A history of which something is withheld makes no ticket, so the ticket is asked for where the reader's zone stands.
        var times = call.Times(
            call.IsOutside ? await call.Desk.FindAsync(id, viewer, call.Stop).ConfigureAwait(false) : null
        );
        return new Answer<HistoryView>(
            new HistoryView(history, [.. history.Select(recorded => times.Text(recorded.At))])
        );
    }

    private static Task<Results<Answer<TicketReceipt>, Problem>> ReplyAsync(Call call, string ticket) =>
        ApplyAsync(
            call,
            ticket,
            async by => new TicketCommand.Reply(
                by,
                (await JsonBody.ReadAsync<NewReply>(call.Http).ConfigureAwait(false)).Body
            )
        );

    private static Task<Results<Answer<TicketReceipt>, Problem>> ActAsync(Call call, string ticket, string operation) =>
        ApplyAsync(
            call,
            ticket,
            by =>
                Operations.TryGetValue(operation, out var row)
                    ? JsonBody.ReadCommandAsync(call.Http, WebJson.Strict.Options.GetTypeInfo(row.Command), by)
                    : throw new ProblemException(
                        new Problem(404, WebErrors.OperationUnknown, "There is no operation of this name.")
                    )
        );
}
