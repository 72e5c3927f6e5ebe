using System.Security.Cryptography;
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
    // A file is looked at, and not watched: watchers do not see that a link above it now leads elsewhere (a ConfigMap of Kubernetes
    // is replaced so), or a change on a network drive, and a system has few of them.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watched = files.Select(file => new Seen(file)).ToList();
        foreach (var one in watched)
        {
            one.Read = one.Last = ContentOf(one.File.Path);
            Reload(one.File); // what changed between start-up and now
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var one in watched)
            {
                if (stoppingToken.IsCancellationRequested)
                    return;
                Look(one);
            }
        }
    }

    // Editors write a file in several steps; it is read when two checks in a row found the same content.
    private void Look(Seen one)
    {
        var content = ContentOf(one.File.Path);
        if (content == one.Last && content != one.Read)
        {
            one.Read = content;
            Reload(one.File);
        }
        one.Last = content;
    }

    private static string? ContentOf(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexString(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // What a file held when it was last looked at, and when it was last read as a policy; null when it could not be read.
    private sealed class Seen(WatchedPolicy file)
    {
        public WatchedPolicy File { get; } = file;

        public string? Last { get; set; }

        public string? Read { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Tenant {Tenant} now runs under policy {Version}.")]
    private static partial void Replaced(ILogger logger, string tenant, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed policy of tenant {Tenant} is refused: {Problem}")]
    private static partial void Refused(ILogger logger, string tenant, PolicyProblem problem);
}
