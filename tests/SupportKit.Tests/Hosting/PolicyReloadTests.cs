using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportKit.Desk;
using SupportKit.Hosting;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Hosting;

/// <summary>A policy file that changes while the host runs.</summary>
public sealed class PolicyReloadTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"policy-{Guid.NewGuid():N}.json");
    private readonly DeskFixture host;

    public PolicyReloadTests()
    {
        File.WriteAllText(file, Small().ToJson());
        host = new DeskFixture(desk => desk.AddPolicyFile(file, "small", reloadOnChange: true));
    }

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_good_change_is_in_force_at_once()
    {
        File.WriteAllText(file, Small().ToJson().Replace("\"normal\"", "\"usual\""));

        Assert.True(Reload());

        Assert.Equal(["usual"], Policies.For("small").Priority.Levels);
    }

    [Theory]
    [InlineData("{ \"id\": ")]
    [InlineData("")]
    [InlineData("{ \"id\": \"small\" }")]
    public void A_bad_change_is_refused_and_the_policy_before_stays(string text)
    {
        var before = Policies.For("small");
        File.WriteAllText(file, text);

        Assert.False(Reload());

        Assert.Same(before, Policies.For("small"));
    }

    [Fact]
    public void A_file_that_was_removed_leaves_the_policy_in_force()
    {
        var before = Policies.For("small");
        File.Delete(file);

        Assert.False(Reload());

        Assert.Same(before, Policies.For("small"));
    }

    [Fact]
    public async Task A_running_host_notices_the_change_by_itself()
    {
        await host.Host.StartAsync();
        File.WriteAllText(file, Small().ToJson().Replace("\"normal\"", "\"usual\""));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Policies.For("small").Priority.Levels[0] != "usual")
        {
            patience.Token.ThrowIfCancellationRequested();
            host.Time.Advance(NodaTime.Duration.FromSeconds(1)); // the short while in which editors finish writing
            await Task.Yield();
        }

        await host.Host.StopAsync();
    }

    private PolicyCatalog Policies => host.Host.Services.GetRequiredService<PolicyCatalog>();

    private bool Reload()
    {
        var reload = host.Host.Services.GetServices<IHostedService>().OfType<PolicyReload>().Single();
        return reload.Reload(new WatchedPolicy("small", file));
    }
}
