using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SupportKit.PolicyJson;
using SupportKit.Rules;

namespace SupportKit.Desk;

/// <summary>
/// What the host states and the policy has no use for: told once for each tenant and fact, since a slip in a name would
/// otherwise cost a customer what they have bought without a word. Thread-safe.
/// </summary>
internal sealed partial class HostFacts(ILogger logger)
{
    // A host that makes names up as it goes must not fill the memory.
    private const int MostTold = 1000;

    private readonly ConcurrentDictionary<(string Tenant, string Fact, string Value), bool> told = new();

    /// <summary>How many were told since the process started.</summary>
    public int Count => told.Count;

    /// <summary>The host states a fact that the policy does not declare, or declares for another source to state.</summary>
    public void LeftAside(string tenant, Policy policy, string fact, FactSource source)
    {
        if (!IsNew(tenant, fact, ""))
            return;
        var declared = policy.Facts.Find(fact);
        var usable = policy.Facts.All.Where(known => known.Source == source).Select(known => known.Name).ToList();
        if (declared is not null)
            Foreign(logger, tenant, fact, source, declared.Source);
        else
            Undeclared(logger, tenant, fact, Spelling.DidYouMean(fact, usable));
    }

    /// <summary>The host states a plan that the policy does not list.</summary>
    public void PlanUnknown(string tenant, string plan, string known)
    {
        if (IsNew(tenant, Policies.BuiltInFacts.Plan, plan))
            Unlisted(logger, tenant, plan, known);
    }

    private bool IsNew(string tenant, string fact, string value)
    {
        if (
            told.ContainsKey((tenant, fact, value))
            || told.Count >= MostTold
            || !told.TryAdd((tenant, fact, value), true)
        )
            return false;
        DeskTelemetry.FactLeftAside(tenant, fact);
        return true;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The host states the fact \"{Fact}\", which the policy of tenant {Tenant} does not declare, so it counts for nothing. {DidYouMean}Declare it, or leave it out."
    )]
    private static partial void Undeclared(ILogger logger, string tenant, string fact, string didYouMean);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The host states the fact \"{Fact}\" as {Source}, but the policy of tenant {Tenant} takes it from {Declared}, so it counts for nothing. Correct \"from\" in its declaration, or state it there."
    )]
    private static partial void Foreign(
        ILogger logger,
        string tenant,
        string fact,
        FactSource source,
        FactSource declared
    );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The host states the plan \"{Plan}\", which the policy of tenant {Tenant} does not list, so it entitles to nothing. Add it under \"plans\", or state one of {Known}."
    )]
    private static partial void Unlisted(ILogger logger, string tenant, string plan, string known);
}
