namespace SupportKit.Hosting;

/// <summary>
/// Where policies come from while the host runs: its database, a configuration service. Read when the host starts, which fails if a
/// document cannot come into force, and again every <see cref="PollingInterval"/>: a document that has changed passes the checker and is in force at
/// once, and one that does not pass is logged, while the policy before stays. For one file there is <c>AddPolicyFile</c>.
/// </summary>
public interface IPolicySource
{
    /// <summary>How long is waited between two readings: 30 seconds, unless implemented; at least a second.</summary>
    TimeSpan PollingInterval => TimeSpan.FromSeconds(30);

    /// <summary>
    /// Each tenant's document as it is now. A tenant that is new gets its policy; one that is gone keeps the policy it has while
    /// this process runs, since its tickets go by it.
    /// </summary>
    /// <param name="cancellationToken">The host is stopping.</param>
    Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken);
}
