using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using SupportKit.Deadlines;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Rules;
using SupportKit.Testing;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>
/// A sample policy run by a host in memory and asked as people ask it, so that each fact comes from the source that may
/// state it: the form, the host's directory, or the request. Open on the Monday morning of <see cref="Samples"/>.
/// </summary>
internal sealed class ScenarioDeskFixture
{
    private readonly IHost host;
    private readonly FakeTransport transport = new();

    public ScenarioDeskFixture(string policy)
    {
        Policy = Load(policy);
        Channel = Policy.Channels.First(channel => channel.Official).Id;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder
            .Services.AddSupportKit()
            .AddPolicy(Policy)
            .UseRequesters((_, id, _) => Task.FromResult(Known(id)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport(transport.SendAsync);
        host = builder.Build();
    }

    public static Policy Load(string name) =>
        Policy.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", $"{name}.json")));

    public Policy Policy { get; }

    public ManualTimeProvider Time { get; } = new(Monday);

    /// <summary>What the host's directory knows of the person.</summary>
    public FactSet Requester { get; set; } = FactSet.Empty;

    /// <summary>What it knows of others; of those who are not named, the same as of the person.</summary>
    public Dictionary<string, FactSet> Others { get; } = [];

    /// <summary>Who has no account.</summary>
    public HashSet<string> Strangers { get; } = [];

    /// <summary>The terms of use that Ana has accepted, as the host keeps it; of others it knows of none.</summary>
    public AcceptedTerms? Terms { get; set; }

    /// <summary>What the host states of each request.</summary>
    public FactSet Stated { get; set; } = FactSet.Empty;

    public string Channel { get; set; }

    public string Title { get; set; } = "The menu of the app";

    public string Body { get; set; } = "Some words.";

    public string Language { get; set; } = "en";

    /// <summary>The zone that the host's directory states of everybody; null for none.</summary>
    public string? TimeZone { get; set; }

    public SupportDesk Desk => host.Services.GetRequiredService<SupportDesk>();

    public Task<DeskResult> AskAsync(string category, params (string Name, FactValue Value)[] answers) =>
        Desk.OpenAsync(Request(category, answers));

    public OpenRequest Request(string category, params (string Name, FactValue Value)[] answers) =>
        new()
        {
            Requester = "ana",
            Category = category,
            Channel = Channel,
            Title = Title,
            Body = Body,
            Answers = Facts(answers),
            Stated = Stated,
        };

    /// <summary>Asks at an instant, and must be taken.</summary>
    public Task<Decision.Accepted> OpensAtAsync(
        string instant,
        string category,
        params (string Name, FactValue Value)[] answers
    )
    {
        Time.SetNow(At(instant));
        return OpensAsync(category, answers);
    }

    public async Task<Decision.Accepted> OpensAsync(string category, params (string Name, FactValue Value)[] answers) =>
        (await AskAsync(category, answers)).OrThrow().Decision!;

    public async Task<T> RefusesAsync<T>(string category, params (string Name, FactValue Value)[] answers)
        where T : Refusal =>
        RefusalText.Told(
            Assert.IsType<T>(Assert.IsType<DeskResult.Refused>(await AskAsync(category, answers)).Refusal)
        );

    /// <summary>Moves time on to an instant. What comes due on the way happens at its own time, as the worker sees to it.</summary>
    public async Task PassesAsync(string instant)
    {
        var deadlines = host.Services.GetRequiredService<DeadlineProcessor>();
        while (await deadlines.NextAsync() is { } next && next <= At(instant))
        {
            Time.SetNow(next);
            await deadlines.ProcessAsync();
        }
        Time.SetNow(At(instant));
    }

    /// <summary>Carries out a command at an instant; it must be taken.</summary>
    public async Task<Ticket> DoesAtAsync(string instant, Ticket ticket, TicketCommand command)
    {
        await PassesAsync(instant);
        return await DoesAsync(ticket, command);
    }

    public async Task<Ticket> DoesAsync(Ticket ticket, TicketCommand command) =>
        (await Desk.ApplyAsync(KeyOf(ticket), command)).OrThrow().Ticket;

    /// <summary>The code of the refusal that a command gets.</summary>
    public async Task<string> RefusesAsync(Ticket ticket, TicketCommand command) =>
        RefusalText.Told(Assert.IsType<DeskResult.Refused>(await Desk.ApplyAsync(KeyOf(ticket), command)).Refusal).Code;

    public async Task<Ticket> ReadAsync(Ticket ticket) => (await Desk.FindAsync(KeyOf(ticket), Viewer.Desk))!;

    public static TicketKey KeyOf(Ticket ticket) => new(ticket.Tenant, ticket.Id);

    /// <summary>The events of one kind in the ticket's history, each with when and by whom.</summary>
    public async Task<IReadOnlyList<(Instant At, string By, T Event)>> EventsAsync<T>(Ticket ticket)
        where T : TicketEvent =>
        [
            .. from recorded in await Desk.GetHistoryAsync(KeyOf(ticket), Viewer.Desk)
            where recorded.Event is T
            select (recorded.At, recorded.By.Id, (T)recorded.Event),
        ];

    /// <summary>All that was sent so far, in the order in which it left.</summary>
    public async Task<IReadOnlyList<Notification>> SentAsync()
    {
        while (await host.Services.GetRequiredService<OutboxProcessor>().ProcessAsync() > 0) { }
        return transport.Sent;
    }

    /// <summary>The words the person gets by mail; nothing else has been sent to them.</summary>
    public async Task<string> ReceiptAsync() =>
        Assert.Single(await SentAsync(), sent => sent.To.Kind == RecipientKind.Requester).Body;

    private Requester? Known(string id) =>
        Strangers.Contains(id)
            ? null
            : new Requester(id, Language, Others.GetValueOrDefault(id, Requester), id == "ana" ? Terms : null)
            {
                TimeZone = TimeZone,
            };
}
