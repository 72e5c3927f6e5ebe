using System.Collections.Immutable;

namespace SupportKit.Sla;

/// <summary>
/// What a promise is about: what fulfils it, and in which states its clock stands still. Every metric starts when
/// the ticket is opened. Immutable.
/// </summary>
/// <param name="Id">The name policies and events use.</param>
/// <param name="FulfilledBy">The signals that fulfil it.</param>
/// <param name="PausedIn">The state categories in which its clock stands still.</param>
public sealed record Metric(string Id, ImmutableArray<ClockSignal> FulfilledBy, ImmutableArray<StateCategory> PausedIn)
{
    /// <summary>Somebody of the desk has seen the request; any answer counts too. Never pauses.</summary>
    public static Metric Acknowledgement { get; } =
        new("acknowledgement", [ClockSignal.Acknowledged, ClockSignal.AgentReplied, ClockSignal.Resolved], []);

    /// <summary>The first answer by a person of the desk. Never pauses: only the desk can give it.</summary>
    public static Metric FirstResponse { get; } = new("first-response", [ClockSignal.AgentReplied], []);

    /// <summary>The request is resolved, or closed. Stands still while the desk waits, holds, or has answered.</summary>
    public static Metric Resolution { get; } =
        new("resolution", [ClockSignal.Resolved], [StateCategory.Waiting, StateCategory.Held, StateCategory.Answered]);

    /// <summary>All metrics.</summary>
    public static ImmutableArray<Metric> All { get; } = [Acknowledgement, FirstResponse, Resolution];

    /// <summary>The metric of that name; null when there is none.</summary>
    public static Metric? Find(string id) => All.FirstOrDefault(metric => metric.Id == id);
}

/// <summary>What happened to a ticket, as far as clocks care.</summary>
public enum ClockSignal
{
    /// <summary>An agent took notice.</summary>
    Acknowledged,

    /// <summary>An agent answered the requester.</summary>
    AgentReplied,

    /// <summary>The ticket reached a resolved or closed state.</summary>
    Resolved,
}
