using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests;

/// <summary>
/// One process of a desk, put together by hand: what it shares with another one (store, archive, time) can be given. The
/// directory knows everybody but <c>nobody</c>; what it says of each is in <see cref="People"/>.
/// </summary>
internal sealed class TicketLifeDeskFixture : IRequesterDirectory
{
    public const string Tenant = SupportDesk.DefaultTenant;

    public static readonly Actor Bia = Actor.Agent("bia"),
        Caio = Actor.Agent("caio"),
        Dora = Actor.Lead("dora"),
        Rui = Actor.Requester("rui"),
        Tracker = Actor.Integration("tracker");

    public TicketLifeDeskFixture(Policy policy, TicketLifeDeskFixture? beside = null)
    {
        Time = beside?.Time ?? new ManualTimeProvider(Monday);
        Store = beside?.Store ?? new InMemoryTicketStore();
        Archive = beside?.Archive ?? new InMemoryPolicyArchive();
        Files = beside?.Files ?? new InMemoryAttachmentStore();
        People = beside?.People ?? [];
        Policies = new PolicyCatalog([new TenantPolicy(Tenant, policy)]);
        Desk = NewDesk(Store);
    }

    public ManualTimeProvider Time { get; }

    public InMemoryTicketStore Store { get; }

    public InMemoryPolicyArchive Archive { get; init; }

    public InMemoryAttachmentStore Files { get; }

    public PolicyCatalog Policies { get; }

    public Dictionary<string, Requester> People { get; }

    public SupportDesk Desk { get; private init; }

    public static OpenRequest Question(string requester = "ana") =>
        new()
        {
            Requester = requester,
            Category = "question",
            Channel = "web",
            Title = "A title",
            Body = "Some words.",
        };

    public static TicketKey Key(Ticket ticket) => new(ticket.Tenant, ticket.Id);

    /// <summary>The same process over another store, one that fails for example.</summary>
    public SupportDesk NewDesk(ITicketStore store, IPolicyArchive? archive = null, IAgentDirectory? agents = null) =>
        new(
            store,
            Files,
            this,
            new InMemoryDeskSwitches(),
            Policies,
            archive ?? Archive,
            new WorkerSignals(),
            Time,
            agents: agents
        );

    public async Task<Ticket> OpenAsync(OpenRequest? request = null) =>
        (await Desk.OpenAsync(request ?? Question())).OrThrow().Ticket;

    public Task<DeskResult> ApplyAsync(Ticket ticket, TicketCommand command) => Desk.ApplyAsync(Key(ticket), command);

    /// <summary>Carries it out, or fails the test.</summary>
    public async Task<DeskResult.Succeeded> DoAsync(Ticket ticket, TicketCommand command) =>
        (await ApplyAsync(ticket, command)).OrThrow();

    /// <summary>The code it is refused with, or fails the test.</summary>
    public async Task<string> RefusedAsync(Ticket ticket, TicketCommand command) =>
        CodeOf(await ApplyAsync(ticket, command));

    public static string CodeOf(DeskResult result) =>
        RefusalText.Told(Assert.IsType<DeskResult.Refused>(result).Refusal).Code;

    public async Task<Ticket> ReadAsync(Ticket ticket) => (await Desk.FindAsync(Key(ticket), Viewer.Desk))!;

    public async Task<ImmutableArray<TicketEvent>> EventsAsync(Ticket ticket) =>
        [.. (await Desk.GetHistoryAsync(Key(ticket), Viewer.Desk)).Select(recorded => recorded.Event)];

    /// <summary>Moves time to an instant and lets the deadline worker do what is due.</summary>
    public async Task<int> WorkAtAsync(string instant)
    {
        Time.SetNow(At(instant));
        return await new DeadlineProcessor(
            Store,
            Desk,
            Time,
            Options.Create(new DeliveryOptions()),
            NullLogger<DeadlineProcessor>.Instance
        ).ProcessAsync();
    }

    /// <summary>Everything that has left since it was last asked.</summary>
    public async Task<IReadOnlyList<Notification>> SentAsync()
    {
        var transport = new FakeTransport();
        var processor = new OutboxProcessor(
            Store,
            new ToMemory(transport),
            Policies,
            Time,
            Options.Create(new DeliveryOptions()),
            new WorkerSignals(),
            NullLogger<OutboxProcessor>.Instance
        );
        while (await processor.ProcessAsync() > 0) { }
        return transport.Sent;
    }

    Task<Requester?> IRequesterDirectory.FindAsync(string tenant, string requester, CancellationToken _) =>
        Task.FromResult(
            requester == "nobody"
                ? null
                : People.GetValueOrDefault(requester, new Requester(requester, "en", FactSet.Empty))
        );

    private sealed class ToMemory(FakeTransport transport) : INotificationTransport
    {
        public Task SendAsync(Notification notification, CancellationToken cancellationToken) =>
            transport.SendAsync(notification, cancellationToken);
    }
}
