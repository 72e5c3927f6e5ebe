using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.PolicyJson;

namespace SupportKit.Hosting;

/// <summary>A source of policies that the host chose.</summary>
/// <param name="Resolve">Gives the source, from the services of a scope.</param>
/// <param name="Origin">What a problem is said to be in: the file, or the name of the source.</param>
/// <param name="IsLoaded">What it holds was in force before the host started, so its problems do not end the start.</param>
internal sealed record PolicySourceEntry(Func<IServiceProvider, IPolicySource> Resolve, string Origin, bool IsLoaded);

/// <summary>
/// Reads the sources of policies when the host starts and again while it runs: a good document is in force at once, a bad one is
/// refused with its problems, and the one before stays. A host that has no policy at all does not start.
/// </summary>
internal sealed partial class PolicyReload(
    IEnumerable<PolicySourceEntry> entries,
    IEnumerable<TenantPolicy> given,
    IServiceScopeFactory scopes,
    PolicyCatalog policies,
    TextCatalog texts,
    TimeProvider time,
    ILogger<PolicyReload> logger
) : BackgroundService, IHostedLifecycleService
{
    private static readonly Duration Shortest = Duration.FromSeconds(1);

    private readonly ImmutableArray<Watched> sources = [.. entries.Select(entry => new Watched(entry))];
    private readonly Dictionary<string, string?> origins = given
        .GroupBy(policy => policy.Tenant)
        .ToDictionary(policy => policy.Key, policy => policy.First().Origin, StringComparer.Ordinal);
    private readonly PolicyNotices notices = new(texts, logger);

    // Before any worker starts.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources)
            await LookAsync(source, isStart: true, cancellationToken).ConfigureAwait(false);
        if (!policies.Tenants.Any() && sources.All(source => source.Entry.IsLoaded))
            throw new SupportKitException(
                SupportKitErrors.HostingPolicyMissing,
                "The host gave no policy.",
                "Call AddPolicy, AddPolicyFile or AddPolicySource on what AddSupportKit returns."
            );
        foreach (var tenant in policies.Tenants)
            policies.RequireProtector(tenant, policies.For(tenant));
        foreach (var tenant in policies.Tenants)
            notices.Tell(tenant, policies.For(tenant), origins.GetValueOrDefault(tenant), policies.AllowIncomplete);
    }

    /// <summary>Reads every source once; false when something was refused, and the policies before stayed.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var isGood = true;
        foreach (var source in sources)
            isGood &= await LookAsync(source, isStart: false, cancellationToken).ConfigureAwait(false);
        return isGood;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !sources.IsEmpty)
        {
            var pause = Duration.Max(Shortest, sources.Min(source => source.Next) - time.GetCurrentInstant());
            await Task.Delay(pause.ToTimeSpan(), time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var source in sources.Where(source => source.Next <= time.GetCurrentInstant()))
            {
                if (stoppingToken.IsCancellationRequested)
                    return;
                await LookAsync(source, isStart: false, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> LookAsync(Watched source, bool isStart, CancellationToken cancellationToken)
    {
        try
        {
            var documents = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
            var faults = documents.Select(document => FaultOf(source, document.Key, document.Value)).ToList();
            source.Fault = null;
            if (faults.Find(fault => fault is not null) is { } first && isStart && !source.Entry.IsLoaded)
                throw first;
            return faults.TrueForAll(fault => fault is null);
        }
#pragma warning disable CA1031 // whatever a host's source throws while the host runs, the policies in force stay
        catch (Exception error)
            when (!(isStart && !source.Entry.IsLoaded) && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Told once, and not at every look.
            if (source.Fault != error.Message)
                Unreadable(logger, source.Entry.Origin, error);
            source.Fault = error.Message;
            return false;
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        Watched source,
        CancellationToken cancellationToken
    )
    {
        var scope = scopes.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        source.Next = time.GetCurrentInstant() + Shortest; // unless it says otherwise
        var port = source.Entry.Resolve(scope.ServiceProvider);
        var interval = Duration.Max(Shortest, port.PollingInterval.ToDuration());
        source.Next = time.GetCurrentInstant() + interval;
        return await port.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    // Null when it is in force, or was refused before.
    private Exception? FaultOf(Watched source, string tenant, string json)
    {
        if (source.Seen.GetValueOrDefault(tenant) == json)
            return source.Refused.GetValueOrDefault(tenant);
        var isNew = !source.Seen.ContainsKey(tenant);
        source.Seen[tenant] = json;
        try
        {
            if (isNew && !source.Entry.IsLoaded && policies.TryGet(tenant, out var _))
                throw PolicyCatalog.Repeated(tenant, 2);
            var policy = PolicyFile.Read(json, source.Entry.Origin, policies.AllowIncomplete);
            source.Refused.Remove(tenant);
            if (policies.TryGet(tenant, out var before) && before.Version == policy.Version)
                return null;
            policies.ReplaceVerified(tenant, policy);
            Replaced(logger, tenant, policy.Version);
            origins[tenant] = source.Entry.Origin;
            notices.Tell(tenant, policy, source.Entry.Origin, policies.AllowIncomplete);
            return null;
        }
        catch (Exception error) when (error is PolicyException or SupportKitException)
        {
            source.Refused[tenant] = error;
            Refused(logger, tenant, error.Message);
            return error;
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A source, what it said last of each tenant, and what became of that.</summary>
    private sealed class Watched(PolicySourceEntry entry)
    {
        public PolicySourceEntry Entry { get; } = entry;

        public Dictionary<string, string> Seen { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Exception> Refused { get; } = new(StringComparer.Ordinal);

        public Instant Next { get; set; }

        public string? Fault { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Tenant {Tenant} now runs under policy {Version}.")]
    private static partial void Replaced(ILogger logger, string tenant, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed policy of tenant {Tenant} is refused: {Problems}")]
    private static partial void Refused(ILogger logger, string tenant, string problems);

    [LoggerMessage(Level = LogLevel.Error, Message = "The policies of {Origin} cannot be read; those in force stay.")]
    private static partial void Unreadable(ILogger logger, string origin, Exception error);
}
