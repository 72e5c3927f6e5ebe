namespace SupportKit.Testing;

/// <summary>An implementation of a port does not keep one of the port's promises.</summary>
public sealed class ConformanceException : Exception
{
    internal ConformanceException(string promise, Exception cause)
        : base(
            $"{SupportKitErrors.ConformancePromiseBroken}: it is promised that {promise}, but {Describe(cause)} "
                + "Correct the implementation; the port's documentation states the promise.",
            cause
        ) => Promise = promise;

    /// <summary>Stable and machine-readable: <c>conformance.promise_broken</c>.</summary>
    public string Code { get; } = SupportKitErrors.ConformancePromiseBroken;

    /// <summary>The promise, as <see cref="ConformanceCase{TPort}.Name"/> words it.</summary>
    public string Promise { get; }

    private static string Describe(Exception cause) =>
        cause is UnmetExpectation ? cause.Message : $"{cause.GetType().Name} was thrown: {cause.Message}";
}

/// <summary>What a case saw is not what the promise wants; the case adds which promise that is.</summary>
internal sealed class UnmetExpectation(string message) : Exception(message);
