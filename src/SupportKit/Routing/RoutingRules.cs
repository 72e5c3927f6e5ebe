using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SupportKit.Json;
using SupportKit.Rules;

namespace SupportKit.Routing;

/// <summary>Who gets a request: the queues, and the rules that choose one. Immutable.</summary>
/// <param name="Queues">The queues.</param>
/// <param name="Rules">The rules; their outcome is a queue's id.</param>
internal sealed record RoutingRules(ImmutableArray<Queue> Queues, RuleSet<string> Rules);

/// <summary>A group of people who take tickets. Immutable.</summary>
/// <param name="Id">Unique in the policy; the value of the fact <c>queue</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Order">In which order its tickets are taken.</param>
[SuppressMessage("Naming", "CA1711", Justification = "A queue is what help desks call it.")]
public sealed record Queue(string Id, LocalizedText Title, QueueOrder Order = QueueOrder.Urgency)
{
    /// <summary>How its tickets find somebody who works on them.</summary>
    internal AssignmentRules Assignment { get; init; } = AssignmentRules.Manual;

    /// <summary>When it is open, and who takes over then; null when it always is.</summary>
    internal QueueHours? Hours { get; init; }
}

/// <summary>
/// In which order tickets are taken. Ties are broken by the time of opening, so a ticket that
/// is reopened or comes from another queue keeps the place it would have had.
/// </summary>
[JsonConverter(typeof(EnumJsonConverter<QueueOrder>))]
public enum QueueOrder
{
    /// <summary>The highest priority first, then what is due first, then what was opened first.</summary>
    Urgency,

    /// <summary>What was opened first.</summary>
    Arrival,

    /// <summary>What is due first, whatever its priority; what nothing is due of comes last. For queries; no queue is taken so.</summary>
    Due,

    /// <summary>What was changed last comes first. For queries; no queue is taken so.</summary>
    Update,
}
