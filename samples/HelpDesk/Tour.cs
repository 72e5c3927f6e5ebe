using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SupportKit;
using SupportKit.Rules;

namespace HelpDesk;

/// <summary>Shows the desk at work when it starts, and prints what it says. With <c>--exit true</c> the program ends after it.</summary>
public sealed class Tour(
    SupportDesk desk,
    Mailbox mailbox,
    IServer server,
    IHostApplicationLifetime lifetime,
    IConfiguration settings
) : BackgroundService
{
    private readonly TenantDesk acme = desk.ForTenant(SupportDesk.DefaultTenant);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await ShowAsync(stoppingToken);
        if (settings.GetValue("exit", false))
        {
            lifetime.StopApplication();
            return;
        }
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine(
            $"\nThe product with its widget: {address}  the console of agents: {address}/support/console  (Ctrl+C ends it)"
        );
    }

    private async Task ShowAsync(CancellationToken stop)
    {
        Say("Ana's connectors are down in PROD, with no workaround. She asks for help.");
        var first = await OpenAsync(Incident("ana", "Connectors down"), stop);

        Say("Tomás asks about development, and forgets the pipeline's name.");
        await OpenAsync(
            Request("tomas", "development", "How to page?", "See the fields.") with
            {
                Answers = Facts(
                    ("question", "How do I page a REST source?"),
                    ("logic", "Load all orders nightly"),
                    ("environment", "TEST")
                ),
            },
            stop
        );

        Say("An agent takes Ana's ticket, and answers.");
        var bia = Actor.Agent("bia");
        await ApplyAsync(first!.Value, new TicketCommand.Acknowledge(bia), stop);
        await ApplyAsync(
            first.Value,
            new TicketCommand.Reply(bia, "A node was replaced. Do your flows run again?"),
            stop
        );

        Say("Tomás has an outage too, and nobody looks. The worker will notice by itself.");
        var second = await OpenAsync(Incident("tomas", "Orders stopped"), stop);
        // The last message to wait for tells the desk of the breach, in its language.
        await MailAsync(sent => sent.Ticket == second && sent.Template == "promise-breached", stop);
        var late = (await acme.ReadAsync(second!.Value, Viewer.Desk, cancellationToken: stop))!;
        foreach (var promise in late.Promises)
            Console.WriteLine($"{promise.Promise.Metric}: {promise.Promise.Status}, due {promise.Promise.Due}");

        Say("What left through the outbox:");
        foreach (var sent in mailbox.Arrived)
            Console.WriteLine($"  to {sent.To.Kind} {sent.To.Id}: {sent.Subject}");
    }

    private async Task<TicketId?> OpenAsync(OpenRequest request, CancellationToken stop)
    {
        var result = await desk.OpenAsync(request, stop);
        if (result is DeskResult.Refused { Refusal: var refusal })
        {
            Console.WriteLine($"{refusal.Code}: {refusal.ToText("en")}");
            return null;
        }
        var opened = result.OrThrow();
        Console.WriteLine(
            $"Ticket {opened.Ticket.Number}, {opened.Ticket.Priority}, for {opened.Ticket.Queue}.\n{opened.Decision?.Explain().ToText("en")}"
        );
        return opened.Ticket.Id;
    }

    private async Task ApplyAsync(TicketId ticket, TicketCommand command, CancellationToken stop)
    {
        var after = (await acme.ApplyAsync(ticket, command, cancellationToken: stop)).OrThrow().Ticket;
        var promises = after.Promises.Select(promise => $"{promise.Metric} {promise.Status}");
        Console.WriteLine($"State {after.State}; {string.Join(", ", promises)}.");
    }

    private async Task MailAsync(Func<Notification, bool> wanted, CancellationToken stop)
    {
        while (!mailbox.Arrived.Any(wanted))
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
    }

    private static OpenRequest Incident(string requester, string title) =>
        Request(requester, "incident", title, "Every connector answers with a time-out.") with
        {
            Answers = Facts(
                ("pipelineName", "orders-sync"),
                ("environment", "PROD"),
                ("impact", "total"),
                ("workaround", false),
                ("pipelineKey", "a1b2"),
                ("errorMessage", "connect timed out"),
                ("errorAt", "today 09:12"),
                ("expected", "orders arrive"),
                ("actual", "nothing arrives"),
                ("analysis", "retried three times, same result")
            ),
        };

    private static OpenRequest Request(string requester, string category, string title, string body) =>
        new()
        {
            Requester = requester,
            Category = category,
            Channel = "platform",
            Title = title,
            Body = body,
            Stated = FactSet.Empty.With("signedIn", true),
        };

    private static FactSet Facts(params (string Name, FactValue Value)[] facts) =>
        FactSet.Of(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));

    private static void Say(string what) => Console.WriteLine($"\n— {what}");
}
