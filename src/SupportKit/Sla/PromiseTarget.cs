using SupportKit.Texts;

namespace SupportKit.Sla;

/// <summary>What a policy promises to the requests a rule selects. Immutable.</summary>
/// <param name="Metric">What is promised.</param>
/// <param name="Within">By when.</param>
/// <param name="Kind">How firmly.</param>
/// <param name="WarnAt">The share of the time after which the queue is warned, above 0 and below 1; null for no warning.</param>
/// <param name="NotBefore">The earliest it usually happens, in the same count; null when nothing is said.</param>
/// <param name="Note">What the person is told beside it, of busy days for example; null for nothing.</param>
public sealed record PromiseTarget(
    Metric Metric,
    PromisedTime Within,
    PromiseKind Kind,
    decimal? WarnAt,
    PromisedTime? NotBefore,
    LocalizedText? Note
);

/// <summary>How firmly something is promised.</summary>
public enum PromiseKind
{
    /// <summary>A commitment: missing it is a breach.</summary>
    Committed,

    /// <summary>What usually happens: shown as an expectation, watched in the same way.</summary>
    Typical,
}
