using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportKit.Desk;
using SupportKit.PolicyJson;

namespace SupportKit.Hosting;

/// <summary>A policy file that is read again when it changes.</summary>
internal sealed record WatchedPolicy(string Tenant, string Path);

/// <summary>
/// Reads policy files again when they change: a good one is in force at once, a bad one is refused with its problems, and
/// the one before stays.
/// </summary>
internal sealed partial class PolicyReload(
    IEnumerable<WatchedPolicy> files,
    PolicyCatalog policies,
    TimeProvider time,
    ILogger<PolicyReload> logger
) : BackgroundService
{
    // Editors write a file in several steps; one reading after the last of them is enough.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads one file now; false, with everything left as it was, when it is refused.</summary>
    public bool Reload(WatchedPolicy file)
    {
        try
        {
            var policy = PolicyFile.Load(file.Path);
            if (policy.Version == policies.For(file.Tenant).Version)
                return true;
            policies.Replace(file.Tenant, policy);
            Replaced(logger, file.Tenant, policy.Version);
            return true;
        }
        catch (PolicyException error)
        {
            foreach (var problem in error.Problems)
                Refused(logger, file.Tenant, problem);
            return false;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(files.Select(file => WatchAsync(file, stoppingToken)));

    private async Task WatchAsync(WatchedPolicy file, CancellationToken stoppingToken)
    {
        var path = Path.GetFullPath(file.Path);
        var changed = new WorkerSignal();
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        watcher.Changed += (_, _) => changed.Set();
        watcher.Created += (_, _) => changed.Set();
        watcher.Renamed += (_, _) => changed.Set();
        watcher.EnableRaisingEvents = true;
        Reload(file); // what changed between start-up and now
        while (!stoppingToken.IsCancellationRequested)
        {
            await changed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Settling, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                Reload(file);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Tenant {Tenant} now runs under policy {Version}.")]
    private static partial void Replaced(ILogger logger, string tenant, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed policy of tenant {Tenant} is refused: {Problem}")]
    private static partial void Refused(ILogger logger, string tenant, PolicyProblem problem);
}
