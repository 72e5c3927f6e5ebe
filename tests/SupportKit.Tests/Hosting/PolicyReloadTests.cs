using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportKit.Desk;
using SupportKit.Hosting;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
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
    public async Task A_good_change_is_in_force_at_once()
    {
        File.WriteAllText(file, Small().ToJson().Replace("\"normal\"", "\"usual\""));

        Assert.True(await ReloadAsync());

        Assert.Equal(["usual"], Policies.For("small").Priority.Levels);
    }

    [Theory]
    [InlineData("{ \"id\": ")]
    [InlineData("")]
    [InlineData("{ \"id\": \"small\" }")]
    public async Task A_bad_change_is_refused_and_the_policy_before_stays(string text)
    {
        var before = Policies.For("small");
        File.WriteAllText(file, text);

        Assert.False(await ReloadAsync());

        Assert.Same(before, Policies.For("small"));
    }

    [Fact]
    public async Task A_policy_that_keeps_secrets_is_refused_where_nothing_encrypts_them()
    {
        var before = Policies.For("small");
        File.WriteAllText(file, Keeping());

        Assert.False(await ReloadAsync());

        Assert.Same(before, Policies.For("small"));
        var error = Assert.Throws<SupportKitException>(() => Policies.Replace("small", Policy.Parse(Keeping())));
        Assert.Equal("hosting.secret_protector_missing", error.Code);
        Assert.Same(before, Policies.For("small"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_whose_policy_keeps_secrets_starts_only_with_a_protector(bool hasProtector)
    {
        File.WriteAllText(file, Keeping());
        var other = new DeskFixture(desk =>
        {
            desk.AddPolicyFile(file, "small");
            if (hasProtector)
                desk.Services.AddSingleton<ISecretProtector>(new AesSecretProtector());
        });

        var error = await Record.ExceptionAsync(() => other.Host.StartAsync());

        Assert.Equal(hasProtector ? null : "hosting.secret_protector_missing", (error as SupportKitException)?.Code);
        Assert.Equal(hasProtector, error is null);
        await other.Host.StopAsync();
    }

    [Fact]
    public async Task A_file_that_was_removed_leaves_the_policy_in_force()
    {
        var before = Policies.For("small");
        File.Delete(file);

        Assert.False(await ReloadAsync());

        Assert.Same(before, Policies.For("small"));
    }

    [Fact]
    public async Task A_running_host_notices_the_change_by_itself()
    {
        await host.Host.StartAsync();
        File.WriteAllText(file, Small().ToJson().Replace("\"normal\"", "\"usual\""));

        await WaitFor("usual");

        await host.Host.StopAsync();
    }

    [Fact]
    public async Task A_replaced_link_above_the_file_is_noticed_as_Kubernetes_replaces_a_ConfigMap()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var mount = Directory.CreateTempSubdirectory("configmap-").FullName;
        try
        {
            // policy.json -> ..data/policy.json, ..data -> a directory for each version
            Write("..1", Small().ToJson());
            Directory.CreateSymbolicLink(Path.Combine(mount, "..data"), "..1");
            var path = Path.Combine(mount, "policy.json");
            File.CreateSymbolicLink(path, Path.Combine("..data", "policy.json"));
            var mounted = new DeskFixture(desk => desk.AddPolicyFile(path, "small", reloadOnChange: true));
            await mounted.Host.StartAsync();

            // The first may be what the host reads as it starts; the second it can only have noticed.
            foreach (var (version, level) in new[] { ("..2", "usual"), ("..3", "common") })
            {
                Write(version, Small().ToJson().Replace("\"normal\"", $"\"{level}\""));
                // A new link beside the old one takes its name in one step, so that the file is there at every moment.
                Directory.CreateSymbolicLink(Path.Combine(mount, "..data_tmp"), version);
                Assert.Equal(0, Rename(Path.Combine(mount, "..data_tmp"), Path.Combine(mount, "..data")));
                await WaitFor(level, mounted);
            }
            await mounted.Host.StopAsync();
        }
        finally
        {
            Directory.Delete(mount, recursive: true);
        }

        void Write(string version, string text) =>
            File.WriteAllText(
                Path.Combine(Directory.CreateDirectory(Path.Combine(mount, version)).FullName, "policy.json"),
                text
            );
    }

    private static string Keeping() =>
        Small().ToJson().Replace("\"scope\"", "\"redaction\": { \"keep\": \"24h\" }, \"scope\"");

    private async Task WaitFor(string level, DeskFixture? of = null)
    {
        of ??= host;
        var policies = of.Host.Services.GetRequiredService<PolicyCatalog>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (policies.For("small").Priority.Levels[0] != level)
        {
            patience.Token.ThrowIfCancellationRequested();
            of.Time.Advance(NodaTime.Duration.FromSeconds(1)); // the while between two looks
            await Task.Yield();
        }
    }

    // What Kubernetes calls; .NET renames no link to a directory over another.
#pragma warning disable CA2101 // libc takes paths in UTF-8, and the rule wants UTF-16
    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string from,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string to
    );
#pragma warning restore CA2101

    private PolicyCatalog Policies => host.Host.Services.GetRequiredService<PolicyCatalog>();

    // Twice: a file counts when two looks in a row saw the same.
    private async Task<bool> ReloadAsync()
    {
        var reload = host.Host.Services.GetServices<IHostedService>().OfType<PolicyReload>().Single();
        await reload.LookAsync(default);
        return await reload.LookAsync(default);
    }
}
