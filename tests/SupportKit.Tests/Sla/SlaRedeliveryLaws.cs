using NodaTime;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Sla;

/// <summary>What arrives twice is done once.</summary>
public class SlaRedeliveryLaws
{
    [Law(20, 2_000, EndSize = 20)]
    internal async Task<bool> A_command_that_is_delivered_again_at_once_or_at_last_changes_nothing(Plot plot)
    {
        var desk = new Redelivering(plot);
        await desk.OpenAsync();
        var commands = new List<(TicketCommand, string)>();
        foreach (var (i, step) in plot.Steps.Index())
        {
            desk.Time.Advance(Duration.Max(Duration.Zero, step.After));
            var (command, id) = (step.Command(new SlaHistory(plot with { Steps = [] })), $"command-{i}");
            if (command is TicketCommand.MigratePolicy || await desk.SendAsync(command, id) == 0)
                continue;
            commands.Add((command, id));
            desk.Time.Advance(Duration.FromMinutes(i));
            if (await desk.SendAsync(command, id) != 0)
                return false;
        }
        desk.Time.Advance(Duration.FromDays(30));
        foreach (var (command, id) in commands)
        {
            if (await desk.SendAsync(command, id) != 0)
                return false;
        }
        return true;
    }

    /// <summary>A desk in memory, and its one ticket.</summary>
    private sealed class Redelivering : IRequesterDirectory
    {
        private readonly SupportDesk desk;
        private readonly Plot plot;
        private TicketKey ticket;
        private long version;

        public Redelivering(Plot plot)
        {
            this.plot = plot;
            Time = new ManualTimeProvider(plot.Start);
            desk = new SupportDesk(
                new InMemoryTicketStore(),
                new InMemoryAttachmentStore(),
                this,
                new InMemoryDeskSwitches(),
                new PolicyCatalog([new TenantPolicy("default", SlaPolicies.Desks[plot.Desk][0])]),
                new InMemoryPolicyArchive(),
                new WorkerSignals(),
                Time
            );
        }

        public ManualTimeProvider Time { get; }

        public async Task OpenAsync()
        {
            var request = new OpenRequest
            {
                Requester = "ana",
                Category = plot.IsIncident ? "incident" : "question",
                Channel = "web",
                Title = "A title",
                Body = "Some words.",
                CommandId = "open",
            };
            var opened = (await desk.OpenAsync(request)).OrThrow();
            var again = (await desk.OpenAsync(request)).OrThrow();
            Assert.Equal((opened.Ticket.Id, opened.Ticket.Version), (again.Ticket.Id, again.Ticket.Version));
            (ticket, version) = (new TicketKey("default", opened.Ticket.Id), opened.Ticket.Version);
        }

        /// <summary>How many events it came to.</summary>
        public async Task<long> SendAsync(TicketCommand command, string id)
        {
            if (await desk.ApplyAsync(ticket, command, commandId: id) is not DeskResult.Succeeded accepted)
                return 0;
            var before = version;
            version = accepted.Ticket.Version;
            return version - before;
        }

        public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken) =>
            Task.FromResult<Requester?>(
                new Requester(requester, "en", FactSet.Empty.With("plan", plot.IsGold ? "gold" : "free"))
            );
    }
}
