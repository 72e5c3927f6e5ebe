using System.Collections.Immutable;

namespace SupportKit.Testing;

/// <summary>
/// A transport and the receiver at its other end, for <see cref="TransportCases"/>. Whoever wrote a transport makes one for
/// it, with a receiver on the same machine. Implementations are thread-safe.
/// </summary>
public interface ITransportProbe
{
    /// <summary>The transport; it hands over to this probe's receiver and to no other.</summary>
    INotificationTransport Transport { get; }

    /// <summary>What the receiver does from now on.</summary>
    void SetBehavior(ReceiverBehavior mood);

    /// <summary>What the receiver has taken so far, in any order.</summary>
    Task<ImmutableArray<ArrivedNotification>> ArrivedAsync(CancellationToken cancellationToken);
}

/// <summary>What a receiver does with what comes.</summary>
public enum ReceiverBehavior
{
    /// <summary>It takes what comes.</summary>
    Accepts,

    /// <summary>It refuses what comes.</summary>
    Rejects,

    /// <summary>It listens and never answers.</summary>
    TimesOut,
}

/// <summary>A notification as its receiver read it. Immutable.</summary>
/// <param name="Id">What the receiver tells repeats by: a Message-ID, a webhook-id.</param>
/// <param name="Subject">The subject, in words.</param>
/// <param name="Body">The body, in words; lines end with LF.</param>
public sealed record ArrivedNotification(string Id, string Subject, string Body);
