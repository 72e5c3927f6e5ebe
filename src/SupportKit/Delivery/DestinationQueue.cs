using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>What a worker holds for one destination, and how fast that takes it. Used by one thread at a time.</summary>
internal sealed class DestinationQueue(string destination)
{
    private readonly Queue<HeldMessage> waiting = [];
    private double? secondsForOne;

    public string Destination => destination;

    /// <summary>How many sends are under way.</summary>
    public int UnderWay { get; set; }

    /// <summary>How many are claimed and not begun.</summary>
    public int Waiting => waiting.Count;

    /// <summary>The store had nothing more to give when it was asked last, and nothing has happened since.</summary>
    public bool IsExhausted { get; set; }

    public void Add(HeldMessage held) => waiting.Enqueue(held);

    public HeldMessage Take() => waiting.Dequeue();

    /// <summary>How many to claim: as many as can begin at once, and within a second at the pace of the last sends.</summary>
    public int Wanted(int slots, int most)
    {
        var free = slots - UnderWay;
        var ahead = secondsForOne is { } seconds ? Math.Min(slots / Math.Max(seconds, 0.001), most) : 0;
        var wanted = Math.Min(free + (int)ahead, most) - waiting.Count;
        // A single free place does not cause a claim while there is still enough in hand.
        return free > waiting.Count || wanted * 2 > ahead ? wanted : 0;
    }

    public void Took(Duration time) =>
        secondsForOne = secondsForOne is { } before ? 0.8 * before + 0.2 * time.TotalSeconds : time.TotalSeconds;
}

/// <summary>A claimed message, until it is settled.</summary>
internal sealed class HeldMessage(ClaimedMessage claimed, Instant leaseUntil)
{
    public ClaimedMessage Claimed => claimed;

    /// <summary>Until when nobody else is given it.</summary>
    public Instant LeaseUntil { get; set; } = leaseUntil;

    /// <summary>When its send began, as the clock's timestamp.</summary>
    public long Begun { get; set; }

    /// <summary>What became of it; null while that is not known.</summary>
    public DeliveryResult? Result { get; set; }
}
