using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SupportKit;
using SupportKit.Rules;
using SupportKit.Workflows;

namespace HelpDesk;

/// <summary>
/// Shows the desk at work when it starts: talks to it over HTTP like any other client, and prints what it says.
/// With <c>--exit true</c> the program ends after it.
/// </summary>
public sealed class Tour(IServer server, IHostApplicationLifetime lifetime, IConfiguration settings) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        await ShowAsync(http, stoppingToken);
        if (settings.GetValue("exit", false))
            lifetime.StopApplication();
        else
            Console.WriteLine($"\nThe desk is open: {address}  (Ctrl+C ends it)");
    }

    private static async Task ShowAsync(HttpClient http, CancellationToken cancellation)
    {
        Say("Ana's connectors are down in PROD, with no workaround. She asks for help.");
        var first = await OpenAsync(http, Incident("ana", "Connectors down"), cancellation);

        Say("Tomás asks about development, and forgets the pipeline's name.");
        var incomplete = new NewTicket(
            "tomas",
            "development",
            "platform",
            "How to page?",
            "See the fields.",
            SignedIn: true
        )
        {
            Answers = Facts(
                ("question", "How do I page a REST source?"),
                ("logic", "Load all orders nightly"),
                ("environment", "TEST")
            ),
        };
        await OpenAsync(http, incomplete, cancellation);

        Say("An agent takes Ana's ticket, and answers.");
        await PostAsync(
            http,
            $"/api/tickets/{first}/triggers",
            new NewTrigger("bia", Agent: true, Triggers.Acknowledge),
            cancellation
        );
        await PostAsync(
            http,
            $"/api/tickets/{first}/replies",
            new NewReply("bia", Agent: true, "A node was replaced. Do your flows run again?"),
            cancellation
        );

        Say("Tomás has an outage too, and nobody looks. The worker will notice by itself.");
        var second = await OpenAsync(http, Incident("tomas", "Orders stopped"), cancellation);
        var breach = await WaitForAsync(http, second, "promise-breached", cancellation);
        Console.WriteLine(breach);

        Say("What left through the outbox:");
        // The outbox delivers on its own time; the last message to wait for tells of the breach, in the desk's language.
        MailView[] mail;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            mail = await http.GetFromJsonAsync<MailView[]>("/api/mail", cancellation) ?? [];
        } while (
            !mail.Any(sent => sent.Ticket == second && sent.Subject.Contains("(confirmação)", StringComparison.Ordinal))
        );
        foreach (var sent in mail)
            Console.WriteLine($"  to {sent.To}: {sent.Subject}");
    }

    private static NewTicket Incident(string requester, string title) =>
        new(requester, "incident", "platform", title, "Every connector answers with a time-out.", SignedIn: true)
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

    private static FactSet Facts(params (string Name, FactValue Value)[] facts) =>
        FactSet.Of(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));

    private static async Task<string> OpenAsync(HttpClient http, NewTicket request, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync("/api/tickets", request, cancellation);
        if (response.StatusCode != HttpStatusCode.Created)
        {
            var refusal = await response.Content.ReadFromJsonAsync<RefusalView>(cancellation);
            Console.WriteLine($"{refusal!.Code}: {refusal.Reason} [{string.Join(", ", refusal.Missing)}]");
            return "";
        }
        var opened = await response.Content.ReadFromJsonAsync<OpenedView>(cancellation);
        Console.WriteLine(
            $"Ticket {opened!.Ticket.Id}, {opened.Ticket.Priority}, for {opened.Ticket.Queue}.\n{opened.Explanation}"
        );
        return opened.Ticket.Id;
    }

    private static async Task PostAsync<T>(HttpClient http, string path, T body, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync(path, body, cancellation);
        var ticket = await response.Content.ReadFromJsonAsync<TicketView>(cancellation);
        var promises = ticket!.Promises.Select(promise => $"{promise.Metric} {promise.Status}");
        Console.WriteLine($"State {ticket.State}; {string.Join(", ", promises)}.");
    }

    private static async Task<string> WaitForAsync(
        HttpClient http,
        string ticket,
        string what,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            var history = await http.GetFromJsonAsync<System.Text.Json.JsonElement[]>(
                $"/api/tickets/{ticket}/history",
                cancellation
            );
            var found = history!.FirstOrDefault(recorded =>
                recorded.GetProperty("event").GetProperty("type").GetString() == what
            );
            if (found.ValueKind != System.Text.Json.JsonValueKind.Undefined)
                return found.GetRawText();
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
    }

    private static void Say(string what) => Console.WriteLine($"\n— {what}");
}
