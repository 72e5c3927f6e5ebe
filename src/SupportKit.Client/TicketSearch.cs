namespace SupportKit.Client;

/// <summary>Which tickets are wanted; all that the caller sees, unless narrowed down. Immutable.</summary>
public sealed record TicketSearch
{
    /// <summary>Only tickets of these state categories, such as <c>Open</c>; empty, the default, for all.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Only tickets with all these words; null, the default, for any.</summary>
    public string? Text { get; init; }

    /// <summary>Only the ticket of this number, such as <c>ACME-12</c>; null, the default, for any.</summary>
    public string? Number { get; init; }

    /// <summary>Only tickets of this queue; null, the default, for any. For agents, as is all that follows.</summary>
    public string? Queue { get; init; }

    /// <summary>Only tickets of this person; null, the default, for anybody's.</summary>
    public string? Requester { get; init; }

    /// <summary>Only tickets of this person of the desk; null, the default, for anybody's.</summary>
    public string? Assignee { get; init; }

    /// <summary>Whether only tickets are wanted that are nobody's; false, unless set.</summary>
    public bool Unassigned { get; init; }

    /// <summary>Whether only escalated tickets are wanted; false, unless set.</summary>
    public bool Escalated { get; init; }

    /// <summary>Whether only tickets are wanted that screening holds; false, unless set.</summary>
    public bool Held { get; init; }

    /// <summary><c>Arrival</c>, <c>Urgency</c>, <c>Due</c> or <c>Update</c>; null, the default, for arrival.</summary>
    public string? Order { get; init; }

    internal string After(string path)
    {
        var asked = States
            .Select(state => ("state", (string?)state))
            .Concat([("text", Text), ("number", Number), ("queue", Queue), ("requester", Requester)])
            .Concat([("assignee", Assignee), ("unassigned", Flag(Unassigned)), ("escalated", Flag(Escalated))])
            .Concat([("held", Flag(Held)), ("order", Order)])
            .Where(pair => pair.Item2 is not null)
            .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}");
        return $"{path}?{string.Join('&', asked)}";

        static string? Flag(bool isSet) => isSet ? "true" : null;
    }
}
