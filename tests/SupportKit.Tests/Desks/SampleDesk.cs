using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Desks;

/// <summary>
/// A sample policy run by a host in memory and asked as people ask it, so that each fact comes from the source that may
/// state it: the form, the host's directory, or the request. Open on the Monday morning of <see cref="Samples"/>.
/// </summary>
internal sealed class SampleDesk
{
    private readonly IHost host;
    private readonly FakeTransport transport = new();

    public SampleDesk(string policy)
    {
        Policy = Load(policy);
        Channel = Policy.Channels.First(channel => channel.Official).Id;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder
            .Services.AddSupportKit()
            .AddPolicy(Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, Language, Requester)))
            .UseTransport(transport.SendAsync);
        host = builder.Build();
    }

    public static Policy Load(string name) =>
        Policy.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", $"{name}.json")));

    public Policy Policy { get; }

    public ManualTimeProvider Time { get; } = new(Monday);

    /// <summary>What the host's directory knows of the person.</summary>
    public FactSet Requester { get; set; } = FactSet.Empty;

    public string Channel { get; set; }

    public string Title { get; set; } = "A title";

    public string Body { get; set; } = "Some words.";

    public string Language { get; init; } = "en";

    public SupportDesk Desk => host.Services.GetRequiredService<SupportDesk>();

    public Task<DeskResult> AskAsync(string category, params (string Name, FactValue Value)[] answers) =>
        Desk.OpenAsync(
            new OpenRequest
            {
                Requester = "ana",
                Category = category,
                Channel = Channel,
                Title = Title,
                Body = Body,
                Answers = Facts(answers),
            }
        );

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
        Assert.IsType<T>(Assert.IsType<DeskResult.Refused>(await AskAsync(category, answers)).Refusal);

    public async Task<Ticket> ReadAsync(Ticket ticket) =>
        (await Desk.FindAsync(new TicketKey(ticket.Tenant, ticket.Id), Viewer.Desk))!;

    /// <summary>The words the person gets by mail; nothing else has been sent to them.</summary>
    public async Task<string> ReceiptAsync()
    {
        while (await host.Services.GetRequiredService<OutboxPump>().PumpAsync() > 0) { }
        return Assert.Single(transport.Sent, sent => sent.To.Kind == RecipientKind.Requester).Body;
    }
}
