using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SupportKit.Desk;
using SupportKit.Hosting;
using SupportKit.Localization;
using SupportKit.PolicyJson;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Hosting;

/// <summary>Policies come from where the host keeps them, when it starts and while it runs.</summary>
public class PolicySourceTests
{
    private static readonly string Good = Small().ToJson();
    private static readonly string Better = Good.Replace("\"normal\"", "\"usual\"", StringComparison.Ordinal);
    private static readonly string Gap = Good.Replace(
        "\"scope\":[{\"id\":\"all\",",
        "\"scope\":[{\"id\":\"all\",\"when\":{\"language\":\"fr\"},",
        StringComparison.Ordinal
    );

    private readonly Source source = new();

    [Fact]
    public async Task A_tenant_of_the_source_has_its_policy_when_the_host_has_started()
    {
        source.Documents["acme"] = Good;
        var host = Make();

        await host.Host.StartAsync();

        Assert.Equal(["normal"], Policies(host).For("acme").Priorities);
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task A_document_that_cannot_come_into_force_ends_the_start_and_names_its_source()
    {
        source.Documents["acme"] = "{ \"id\": ";

        var error = await Assert.ThrowsAsync<PolicyException>(() => Make().Host.StartAsync());

        Assert.Equal("tenants", error.Origin);
        Assert.StartsWith("tenants: policy.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_goes_through_the_checker_and_is_in_force_without_a_restart()
    {
        Assert.Contains("language", Gap, StringComparison.Ordinal);
        source.Documents["acme"] = Good;
        var host = Make();
        await host.Host.StartAsync();
        var reload = ReloadOf(host);

        source.Documents["acme"] = Gap; // can be read, and covers hardly anybody
        Assert.False(await reload.LookAsync(default));
        Assert.False(await reload.LookAsync(default)); // and stays refused
        Assert.Equal(["normal"], Policies(host).For("acme").Priorities);

        (source.Documents["acme"], source.Documents["globex"]) = (Better, Good);
        Assert.True(await reload.LookAsync(default));

        Assert.Equal(["usual"], Policies(host).For("acme").Priorities);
        Assert.Equal(["normal"], Policies(host).For("globex").Priorities); // a tenant that came while the host ran
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task A_running_host_looks_by_itself()
    {
        source.Documents["acme"] = Good;
        var host = Make();
        await host.Host.StartAsync();
        source.Documents["acme"] = Better;

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Policies(host).For("acme").Priorities[0] != "usual")
        {
            patience.Token.ThrowIfCancellationRequested();
            host.Time.Advance(NodaTime.Duration.FromSeconds(5));
            await Task.Yield();
        }
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task A_source_that_fails_or_loses_a_tenant_leaves_the_policies_in_force()
    {
        source.Documents["acme"] = Good;
        var host = Make();
        await host.Host.StartAsync();

        source.Documents.Clear();
        Assert.True(await ReloadOf(host).LookAsync(default));
        source.Fault = new IOException("Away.");
        Assert.False(await ReloadOf(host).LookAsync(default));

        Assert.Equal(["normal"], Policies(host).For("acme").Priorities);
        await host.Host.StopAsync();
    }

    [Fact]
    public async Task A_tenant_whose_policy_is_in_the_code_too_is_refused()
    {
        source.Documents[SupportDesk.DefaultTenant] = Good;

        var error = await Assert.ThrowsAsync<SupportKitException>(() =>
            new DeskFixture(desk => desk.AddPolicySource(_ => source, "tenants")).Host.StartAsync()
        );

        Assert.Equal(SupportKitErrors.HostingTenantRepeated, error.Code);
    }

    [Fact]
    public async Task A_host_without_any_policy_does_not_start()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder
            .Services.AddSupportKit()
            .UseRequesters((_, _, _) => Task.FromResult<Requester?>(null))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask);
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<SupportKitException>(() => host.StartAsync());

        Assert.Equal(SupportKitErrors.HostingPolicyMissing, error.Code);
    }

    [Fact]
    public void A_host_that_replaces_a_policy_itself_passes_the_checker_too()
    {
        var policies = new PolicyCatalog([new TenantPolicy("acme", Small())]);

        Assert.Throws<PolicyException>(() => policies.Replace("acme", Policy.Parse(Gap)));

        Assert.Equal(Small().Version, policies.For("acme").Version);
    }

    [Fact]
    public void A_file_with_a_fault_is_named_in_every_line()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "{ \"id\": \"small\" }");
        try
        {
            var error = Assert.Throws<PolicyException>(() => PolicyFile.Load(path));

            Assert.Equal(path, error.Origin);
            Assert.All(
                error.Message.Split(Environment.NewLine),
                line => Assert.StartsWith($"{path}: policy.", line, StringComparison.Ordinal)
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Warnings_and_advice_are_told_once_for_each_version()
    {
        var notices = new PolicyNotices(TextCatalog.Shipped, NullLogger.Instance);
        var unused = Policy.Parse(Good.Replace("[\"normal\"]", "[\"normal\",\"never\"]", StringComparison.Ordinal));

        Assert.Equal(1, notices.Tell("acme", unused, null));
        Assert.Equal(0, notices.Tell("acme", unused, null));
        Assert.Equal(1, notices.Tell("globex", unused, null));
    }

    private DeskFixture Make() => new(desk => desk.AddPolicySource(_ => source, "tenants"));

    private static PolicyCatalog Policies(DeskFixture host) => host.Host.Services.GetRequiredService<PolicyCatalog>();

    private static PolicyReload ReloadOf(DeskFixture host) =>
        host.Host.Services.GetServices<IHostedService>().OfType<PolicyReload>().Single();

    private sealed class Source : IPolicySource
    {
        public ConcurrentDictionary<string, string> Documents { get; } = new();

        public Exception? Fault { get; set; }

        public Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken) =>
            Fault is null
                ? Task.FromResult<IReadOnlyDictionary<string, string>>(Documents.ToDictionary())
                : throw Fault;
    }
}
