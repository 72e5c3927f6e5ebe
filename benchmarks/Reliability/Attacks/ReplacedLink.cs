using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Tests;

namespace SupportKit.Reliability.Attacks;

internal sealed class ReplacedLink()
    : Attack(
        "23",
        "A policy file stands behind a symbolic link that is replaced, as Kubernetes replaces a ConfigMap, twice.",
        "never noticed",
        "Replacements that came into force, and the longest it took by the machine's clock, while the host's is moved by hand."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var mount = Directory.CreateTempSubdirectory("configmap-").FullName;
        try
        {
            Write("..1", "normal");
            var link = Path.Combine(mount, "..data");
            Directory.CreateSymbolicLink(link, "..1");
            var path = Path.Combine(mount, "policy.json");
            File.CreateSymbolicLink(path, Path.Combine("..data", "policy.json"));
            var host = new DeskFixture(desk => desk.AddPolicyFile(path, "small", reloadOnChange: true));
            await host.Host.StartAsync(stop);
            var policies = host.Host.Services.GetRequiredService<PolicyCatalog>();
            var (noticed, longest) = (0, 0.0);
            foreach (var level in (string[])["usual", "common"])
            {
                Write($"..{level}", level);
                Directory.Delete(link); // the link alone
                Directory.CreateSymbolicLink(link, $"..{level}");
                // The file is read by a thread of its own, which a busy machine may keep waiting.
                var watch = Stopwatch.StartNew();
                while (policies.For("small").Priority.Levels[0] != level && watch.Elapsed.TotalSeconds < 30)
                {
                    host.Time.Advance(Duration.FromSeconds(1));
                    await Task.Yield();
                }
                longest = Math.Max(longest, watch.Elapsed.TotalSeconds);
                noticed += policies.For("small").Priority.Levels[0] == level ? 1 : 0;
            }
            await host.Host.StopAsync(stop);
            return new($"{noticed} of 2, within {longest:F1} s", noticed == 2);
        }
        finally
        {
            Directory.Delete(mount, recursive: true);
        }

        void Write(string version, string level) =>
            File.WriteAllText(
                Path.Combine(Directory.CreateDirectory(Path.Combine(mount, version)).FullName, "policy.json"),
                Samples.Small().ToJson().Replace("\"normal\"", $"\"{level}\"", StringComparison.Ordinal)
            );
    }
}
