using NodaTime;
using SupportKit.Delivery;

namespace SupportKit.Tests.Delivery;

/// <summary>A destination that takes nothing is spared, and comes back one by one.</summary>
public class CircuitTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly DeliveryOptions Options = new();

    [Fact]
    public void Five_different_messages_open_it_and_one_that_always_fails_does_not()
    {
        var one = DestinationCircuit.Closed;
        for (var i = 0; i < 100; i++)
            one = Failed(one, "m");
        Assert.Null(one.OpenUntil);

        var four = Opened(4);
        Assert.Equal(8, four.Slots(Now, 8));
        Assert.Equal(0, Failed(four, "m5").Slots(Now, 8));
        Assert.Equal(8, Failed(four.Answered(), "m5").Slots(Now, 8)); // in a row only
    }

    [Fact]
    public void It_lets_one_through_after_a_while_and_after_that_twice_as_many_with_each_that_arrives()
    {
        var circuit = Opened(5);
        var until = circuit.OpenUntil!.Value;
        Assert.InRange(until, Now + Duration.FromSeconds(4.9), Now + Duration.FromSeconds(5));
        Assert.Equal(0, circuit.Slots(until - Duration.FromTicks(1), 8));
        var slots = new List<int> { circuit.Slots(until, 8) };
        for (var i = 0; i < 4; i++)
        {
            circuit = circuit.Answered();
            slots.Add(circuit.Slots(until, 8));
        }
        Assert.Equal([1, 2, 4, 8, 8], slots);
    }

    [Fact]
    public void It_is_open_longer_each_time_that_fails_and_never_longer_than_five_minutes()
    {
        var circuit = Opened(5);
        var breaks = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            var at = circuit.OpenUntil!.Value;
            circuit = circuit.Failed("m", at, 0.999999, Options);
            breaks.Add(Math.Round((circuit.OpenUntil!.Value - at).TotalSeconds));
        }
        Assert.Equal([10, 20, 40, 80, 160, 300, 300, 300, 300, 300], breaks);
    }

    [Fact]
    public void What_was_begun_before_it_opened_makes_it_open_no_longer()
    {
        var circuit = Opened(5);
        Assert.Equal(circuit, Failed(circuit, "m9"));
    }

    private static DestinationCircuit Opened(int failures) =>
        Enumerable.Range(0, failures).Aggregate(DestinationCircuit.Closed, (circuit, i) => Failed(circuit, $"m{i}"));

    private static DestinationCircuit Failed(DestinationCircuit circuit, string message) =>
        circuit.Failed(message, Now, 0.999999999, Options);
}
