using System.Collections.Immutable;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Timers;

/// <summary>A step that a ticket takes by itself after a time. Immutable.</summary>
/// <param name="Name">The policy's name of it.</param>
/// <param name="After">After how long.</param>
internal sealed record TimerRule(string Name, SlaDuration After)
{
    /// <summary>The tickets that it is for.</summary>
    public Condition When { get; init; } = Condition.Always;

    /// <summary>The states in which its time runs, substates included; empty for all that are not closed.</summary>
    public ImmutableArray<string> States { get; init; } = [];

    /// <summary>What must be lacking for its time to run; null when only the state matters.</summary>
    public TimerLack? Without { get; init; }

    /// <summary>Whether its time begins anew when somebody writes. Of one that waits for something, that says when.</summary>
    public bool RestartsOnMessages { get; init; } = true;

    /// <summary>The calendar of the time when a fact chooses it; null otherwise.</summary>
    public CalendarChoice? ChosenBy { get; init; }

    /// <summary>How long before it fires the requester is warned; null for no warning.</summary>
    public SlaDuration? WarnBefore { get; init; }

    /// <summary>Whom it reminds; null for nobody.</summary>
    public ReminderRecipient? Reminds { get; init; }

    /// <summary>After how long it fires again; null for once.</summary>
    public SlaDuration? Every { get; init; }

    /// <summary>How often it fires in all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The reason it escalates for; null for none.</summary>
    public string? Escalate { get; init; }

    /// <summary>The queue it moves the ticket to; null for none.</summary>
    public string? Route { get; init; }

    /// <summary>The priority it gives; null for none.</summary>
    public string? Priority { get; init; }

    /// <summary>The trigger of the workflow that it fires; null for none.</summary>
    public string? Trigger { get; init; }

    /// <summary>Where it stands in the policy.</summary>
    public string Path { get; init; } = "$.timers";

    /// <summary>Whether its time runs in a state, as far as the state goes.</summary>
    public bool RunsIn(string state) => States.IsEmpty || States.Contains(state);

    /// <summary>The calendars that it may count in.</summary>
    public IEnumerable<string> Calendars => ChosenBy?.Calendars ?? (After.Calendar is { } calendar ? [calendar] : []);
}

/// <summary>What a timer waits for in vain.</summary>
internal enum TimerLack
{
    /// <summary>A word of the requester after the desk's last one.</summary>
    Reply,

    /// <summary>A word of the desk after the requester's first one that has none.</summary>
    Answer,

    /// <summary>Somebody who works on it.</summary>
    Assignee,
}
