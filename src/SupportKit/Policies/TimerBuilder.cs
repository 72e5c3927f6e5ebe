using System.Text.Json.Nodes;
using SupportKit.Tickets;

namespace SupportKit.Policies;

/// <summary>Writes one timer of a policy. Its times are texts such as <c>30m</c>, <c>4h</c>, <c>2d</c> and, with a calendar, <c>5bd</c>.</summary>
public sealed class TimerBuilder
{
    private readonly JsonObject timer;

    internal TimerBuilder(JsonObject timer) => this.timer = timer;

    /// <summary>For which tickets; for all without this call.</summary>
    public TimerBuilder When(ConditionBuilder condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Set("when", condition.ToJson());
    }

    /// <summary>In which states, or states of which categories, its time runs.</summary>
    public TimerBuilder In(params ReadOnlySpan<string> states) => Set("states", ConditionBuilder.Texts(states));

    /// <summary>What is awaited in vain: <c>reply</c>, <c>answer</c> or <c>assignee</c>.</summary>
    public TimerBuilder Without(string what) => Set("without", what);

    /// <summary>Only entering a state begins its time anew, and no message does.</summary>
    public TimerBuilder IgnoreMessages() => Set("restart", "state");

    /// <summary>Tells the requester, so long before, which state the trigger leads to.</summary>
    public TimerBuilder WarnBefore(string time) => Set("warnBefore", time);

    /// <summary>Reminds somebody of the ticket when the time has passed.</summary>
    /// <param name="whom">Who is reminded.</param>
    /// <param name="every">After how long again; null for one reminder.</param>
    /// <param name="times">How many reminders in all, with <paramref name="every"/>.</param>
    public TimerBuilder Remind(ReminderRecipient whom, string? every = null, int times = 1)
    {
        Set("remind", whom.ToString().ToLowerInvariant());
        if (every is not null)
            Set("every", every).Set("times", times);
        return this;
    }

    /// <summary>Escalates for one of the policy's reasons.</summary>
    public TimerBuilder Escalate(string reason) => Set("escalate", reason);

    /// <summary>Moves the ticket to a queue.</summary>
    public TimerBuilder Route(string queue) => Set("route", queue);

    /// <summary>Gives the ticket a priority.</summary>
    public TimerBuilder Priority(string level) => Set("priority", level);

    /// <summary>Fires a trigger of the workflow.</summary>
    public TimerBuilder Fire(string trigger) => Set("trigger", trigger);

    private TimerBuilder Set(string member, JsonNode value)
    {
        timer[member] = value;
        return this;
    }
}
