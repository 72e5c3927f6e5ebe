using System.Globalization;

namespace SupportKit.Faults.Load;

/// <summary>
/// Sends the desk a fixed sequence of commands, each under an id of its own: opens a ticket and replies to it four times,
/// every other ticket as the desk, so that its promise is met, and the rest as the requester, so that it falls due.
/// </summary>
/// <param name="desk">The desk.</param>
/// <param name="number">Which client.</param>
/// <param name="next">The number of the command to send next.</param>
/// <param name="ticket">The ticket of the command before it; null before the first.</param>
public sealed class Client(SupportDesk desk, int number, int next, TicketId? ticket)
{
    public const int CommandsPerTicket = 5;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>Sends the next command, and goes on to the one after it when it is acknowledged.</summary>
    public async Task<Acknowledged> SendAsync()
    {
        var acknowledged = await SendAsync(next);
        (next, ticket) = (next + 1, acknowledged.Ticket);
        return acknowledged;
    }

    /// <summary>Sends command after command, each again until it is acknowledged.</summary>
    /// <param name="acknowledged">Told of each that was; false ends it.</param>
    /// <param name="failed">Told what came instead; false ends it.</param>
    public async Task SendAllAsync(Func<Acknowledged, Task<bool>> acknowledged, Func<Exception, bool> failed)
    {
        while (true)
        {
            try
            {
                if (!await acknowledged(await SendAsync()))
                    return;
            }
#pragma warning disable CA1031 // the tests look at what came
            catch (Exception error)
#pragma warning restore CA1031
            {
                if (!failed(error))
                    return;
                await Task.Delay(Pace); // a caller waits a moment before the next attempt
            }
        }
    }

    /// <summary>Sends the last acknowledged command again, as a caller does whose answer was lost.</summary>
    public async Task RepeatAsync()
    {
        if (next == 0)
            return;
        var repeated = await SendAsync(next - 1);
        if (!repeated.Repeated || repeated.Ticket != ticket)
            throw new InvalidOperationException($"Command {repeated.Command} was carried out twice.");
    }

    private async Task<Acknowledged> SendAsync(int index)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{number}-{index}");
        var result =
            index % CommandsPerTicket == 0
                ? await desk.OpenAsync(Request(id))
                : await desk.ApplyAsync(
                    new TicketKey(SupportDesk.DefaultTenant, ticket!.Value),
                    new TicketCommand.Reply(Who(index), id),
                    commandId: id
                );
        var accepted = result.OrThrow();
        return new Acknowledged(number, index, id, accepted.Ticket.Id, accepted.Decision is null);
    }

    private static Actor Who(int index) =>
        index / CommandsPerTicket % 2 == 0 ? Actor.Agent("bia") : Actor.Requester("ana");

    public static OpenRequest Request(string id) =>
        new()
        {
            Requester = "ana",
            Category = "incident",
            Channel = "portal",
            Title = id,
            Body = "All of it is down",
            CommandId = id,
        };
}

/// <summary>A command that the desk said it had carried out.</summary>
/// <param name="Client">Which client sent it.</param>
/// <param name="Index">Its number in the client's sequence.</param>
/// <param name="Command">Its id; also the words of the ticket or reply, so that histories tell of it.</param>
/// <param name="Ticket">The ticket it was carried out on.</param>
/// <param name="Repeated">It had been carried out before.</param>
public sealed record Acknowledged(int Client, int Index, string Command, TicketId Ticket, bool Repeated);
