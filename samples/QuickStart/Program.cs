using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportKit;
using SupportKit.Workflows;

var policy = Policy.Parse(
    """
    {
      "id": "acme",
      "channels": { "web": {} },
      "categories": { "question": {}, "outage": {} },
      "facts": { "plan": { "values": ["free", "pro"], "from": "requester" } },
      "scope": [{ "id": "everyone", "then": "accept" }],
      "priority": {
        "levels": ["high", "normal"],
        "rules": [{ "id": "outage", "when": { "category": "outage" }, "then": "high" }, { "id": "others", "then": "normal" }]
      },
      "routing": { "queues": { "helpers": {} }, "rules": [{ "id": "all", "then": "helpers" }] },
      "calendars": { "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] }, "holidays": ["fr"] } },
      "sla": [
        { "id": "pro", "metric": "first-response", "when": { "plan": "pro" }, "within": "4h", "calendar": "office" }
      ]
    }
    """
);

var builder = Host.CreateApplicationBuilder(args);
builder
    .Services.AddSupportKit()
    .AddPolicy(policy)
    .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", FactSet.Empty.With("plan", "pro"))))
    .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
    .UseTransport((notification, _) => Console.Out.WriteLineAsync($"[to {notification.To.Id}] {notification.Subject}"));
using var host = builder.Build();
await host.StartAsync();

var desk = host.Services.GetRequiredService<SupportDesk>();
var request = new OpenRequest
{
    Requester = "ada",
    Category = "outage",
    Channel = "web",
    Title = "Nothing loads",
    Body = "Since noon.",
};
var opened = (await desk.OpenAsync(request)).OrThrow();
Console.WriteLine(opened.Decision!.Explain().ToText());

var ticket = opened.Ticket.Key;
await desk.ApplyAsync(ticket, new TicketCommand.Reply(Actor.Agent("bo"), "We have restarted it. Better?"));
var closed = await desk.ApplyAsync(ticket, new TicketCommand.Fire(Actor.Requester("ada"), Triggers.Accept));
Console.WriteLine(
    $"{closed.OrThrow().Ticket.State}, first response {closed.OrThrow().Ticket.PromiseOf("first-response")!.Status}"
);
await host.StopAsync();
