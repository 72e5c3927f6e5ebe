using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>How the tickets of a queue find somebody who works on them.</summary>
[JsonConverter(typeof(EnumJsonConverter<AssignmentMode>))]
public enum AssignmentMode
{
    /// <summary>People take tickets, or are given them by people.</summary>
    Manual,

    /// <summary>Whoever has not got one for the longest time: whose latest ticket was opened first.</summary>
    RoundRobin,

    /// <summary>Whoever has the fewest that are new or open.</summary>
    LeastLoaded,
}

/// <summary>Whether an agent could get a ticket, and otherwise the first thing that was in the way.</summary>
[JsonConverter(typeof(EnumJsonConverter<AgentFitness>))]
public enum AgentFitness
{
    /// <summary>Nothing was in the way.</summary>
    Fit,

    /// <summary>They were not on duty.</summary>
    OffDuty,

    /// <summary>They do not answer in the ticket's language.</summary>
    OtherLanguage,

    /// <summary>They do not know about what the ticket is about.</summary>
    SkillMissing,

    /// <summary>They had as many open tickets as they may have.</summary>
    Full,
}

/// <summary>An agent who was looked at when a ticket was assigned. Immutable.</summary>
/// <param name="Agent">The host's id of the agent.</param>
/// <param name="Fitness">Whether they could get it.</param>
/// <param name="OpenTickets">How many new or open tickets they had.</param>
public sealed record ConsideredAgent(string Agent, AgentFitness Fitness, long OpenTickets);
