using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Delivery;

/// <summary>Whatever goes wrong with one deadline of a batch, the others are processed, and it goes into quarantine by itself.</summary>
public class DeadlineBulkheadTests
{
    [Fact]
    public async Task A_ticket_whose_decision_throws_keeps_no_other_waiting()
    {
        var archive = new BrokenArchive();
        var host = new DeskFixture(desk => desk.Services.AddSingleton<IPolicyArchive>(archive));
        var bad = await host.OpenAsync();
        var newer = Policy.Parse(Digibee.ToJson().Replace("\"digibee\"", "\"newer\"", StringComparison.Ordinal));
        host.Host.Services.GetRequiredService<PolicyCatalog>().Replace("default", newer);
        var good = await host.OpenAsync();
        archive.Broken = bad.Ticket.Policy;
        host.Time.Advance(Duration.FromMinutes(31));

        Assert.Equal(2, await host.Deadlines.ProcessAsync());

        Assert.True(await IsFiredAsync(host, good));
        var item = Assert.Single(await host.Store.QuarantinedAsync(null, 10, default));
        Assert.Equal(
            (bad.Ticket.Key, SupportKitErrors.DeadlineProcessingFailed, 1, host.Time.Now + Duration.FromMinutes(1)),
            (item.Ticket, item.Code, item.Attempts, item.RetryAt)
        );

        archive.Broken = null;
        host.Time.Advance(Duration.FromMinutes(1));
        Assert.Equal(1, await host.Deadlines.ProcessAsync());
        Assert.True(await IsFiredAsync(host, bad));
        Assert.Empty(await host.Store.QuarantinedAsync(null, 10, default));
    }

    [Fact]
    public async Task A_ticket_that_the_store_cannot_commit_keeps_no_other_waiting()
    {
        RefusingStore store = null!;
        var host = new DeskFixture(desk =>
            desk.Services.AddSingleton<ITicketStore>(store = new RefusingStore(new InMemoryTicketStore()))
        );
        var (bad, good) = (await host.OpenAsync(), await host.OpenAsync());
        store.Refused = bad.Ticket.Id;
        host.Time.Advance(Duration.FromMinutes(31));

        Assert.Equal(2, await host.Deadlines.ProcessAsync());

        Assert.True(await IsFiredAsync(host, good));
        var item = Assert.Single(await host.Store.QuarantinedAsync(null, 10, default));
        Assert.Equal((bad.Ticket.Key, SupportKitErrors.DeadlineProcessingFailed), (item.Ticket, item.Code));
    }

    [Fact]
    public async Task A_process_that_does_not_know_a_tenant_leaves_its_deadlines_to_one_that_does()
    {
        var host = new DeskFixture(desk => desk.AddPolicy(Digibee, "north"));
        var stranger = new DeskFixture(desk => desk.Services.AddSingleton(host.Store));
        var opened = (await host.Desk.OpenAsync(DeskFixture.Request() with { Tenant = "north" })).OrThrow();
        host.Time.Advance(Duration.FromMinutes(31));
        stranger.Time.SetNow(host.Time.Now);

        Assert.Equal(1, await stranger.Deadlines.ProcessAsync());

        // Nothing is wrong with the ticket: it is not in quarantine, and waits no longer than for the lease to end.
        Assert.Empty(await host.Store.QuarantinedAsync(null, 10, default));
        Assert.False(await IsFiredAsync(host, opened));
        host.Time.Advance(Duration.FromMinutes(2));
        Assert.Equal(1, await host.Deadlines.ProcessAsync());
        Assert.True(await IsFiredAsync(host, opened));
    }

    private static async Task<bool> IsFiredAsync(DeskFixture host, DeskResult.Succeeded opened) =>
        (await host.Desk.FindAsync(opened.Ticket.Key, Viewer.Desk))!.PromiseOf("first-response")!.Status
        == PromiseStatus.Breached;

    private sealed class BrokenArchive : IPolicyArchive
    {
        private readonly InMemoryPolicyArchive inner = new();

        public string? Broken { get; set; }

        public Task KeepAsync(string tenant, string version, string json, CancellationToken cancellationToken) =>
            inner.KeepAsync(tenant, version, json, cancellationToken);

        public Task<string?> FindAsync(string tenant, string version, CancellationToken cancellationToken) =>
            version == Broken
                ? throw new IOException("The archive cannot be reached.")
                : inner.FindAsync(tenant, version, cancellationToken);
    }

    private sealed class RefusingStore(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public TicketId? Refused { get; set; }

        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken) =>
            commit.Ticket.Id == Refused
                ? throw new InvalidOperationException("A constraint is violated.")
                : base.CommitAsync(commit, cancellationToken);
    }
}
