using NodaTime;

namespace SupportKit.Delivery;

/// <summary>The circuits of a process' destinations. Thread-safe.</summary>
internal sealed class DestinationCircuits(DeliveryOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DestinationCircuit> circuits = new(StringComparer.Ordinal);

    public DestinationCircuit Of(string destination)
    {
        lock (gate)
            return circuits.GetValueOrDefault(destination, DestinationCircuit.Closed);
    }

    public void Answered(string destination)
    {
        lock (gate)
            circuits[destination] = Of(destination).Answered();
    }

    /// <summary>True when the circuit opened by it.</summary>
    public bool Failed(string destination, string message, Instant now)
    {
        lock (gate)
        {
            var before = Of(destination);
            var after = before.Failed(message, now, Random.Shared.NextDouble(), options);
            circuits[destination] = after;
            return after.OpenUntil is not null && before.OpenUntil is null;
        }
    }
}
