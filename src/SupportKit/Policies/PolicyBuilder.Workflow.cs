using System.Text.Json.Nodes;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Policies;

/// <content>The desk's own states; a policy that names none runs by the default workflow.</content>
public sealed partial class PolicyBuilder
{
    /// <summary>
    /// Begins with the default workflow: states and ways that are given from here on replace its own by name. To be called before them.
    /// </summary>
    public PolicyBuilder ExtendDefaultWorkflow()
    {
        Section("workflow")["extends"] = DefaultWorkflow.Name;
        return this;
    }

    /// <summary>Takes a state of the default workflow out, and its ways that lead there.</summary>
    public PolicyBuilder RemoveState(string id)
    {
        Member(Section("workflow"), "states")[id] = null;
        return this;
    }

    /// <summary>Takes a trigger out of a state of the default workflow, whether that permits or ignores it.</summary>
    public PolicyBuilder RemoveTrigger(string state, string trigger)
    {
        Member(Member(Member(Section("workflow"), "states"), state), "permit")[trigger] = null;
        return this;
    }

    /// <summary>A state, and the triggers that are ignored in it; a ticket begins in the first one.</summary>
    public PolicyBuilder State(string id, StateCategory category, params ReadOnlySpan<string> ignore) =>
        PutState(id, new JsonObject { ["category"] = NameOf(category) }, ignore);

    /// <summary>A substate, which inherits what its parent permits and ignores unless it declares otherwise.</summary>
    public PolicyBuilder Substate(
        string id,
        string parent,
        StateCategory? category = null,
        params ReadOnlySpan<string> ignore
    )
    {
        var state = new JsonObject { ["parent"] = parent };
        if (category is { } own)
            state["category"] = NameOf(own);
        return PutState(id, state, ignore);
    }

    /// <summary>A trigger that leads from a state to another one; after those with a guard, when none of them holds.</summary>
    public PolicyBuilder Permit(string state, string trigger, string to) =>
        AddWay(state, trigger, new JsonObject { ["to"] = to });

    /// <summary>A trigger that leads from one state to another when a condition on the ticket's facts holds; otherwise the reason is shown.</summary>
    public PolicyBuilder PermitIf(
        string state,
        string trigger,
        string to,
        ConditionBuilder guard,
        LocalizedText? otherwise = null
    )
    {
        var way = new JsonObject { ["to"] = to, ["if"] = guard.ToJson() };
        if (otherwise is not null)
            way["otherwise"] = Text(otherwise);
        return AddWay(state, trigger, way);
    }

    /// <summary>Closes tickets automatically after a time in a state.</summary>
    /// <param name="after">How long: <c>30m</c>, <c>4h</c>, <c>2d</c>, or <c>5bd</c> with a calendar.</param>
    /// <param name="calendar">The calendar both times are counted in; null for elapsed time.</param>
    /// <param name="warnBefore">How long before that people are told; null for no warning.</param>
    /// <param name="states">The states it applies to.</param>
    public PolicyBuilder AutoClose(
        string after,
        string? calendar,
        string? warnBefore,
        params ReadOnlySpan<string> states
    )
    {
        var rule = new JsonObject { ["states"] = ConditionBuilder.Texts(states), ["after"] = after };
        if (calendar is not null)
            rule["calendar"] = calendar;
        if (warnBefore is not null)
            rule["warnBefore"] = warnBefore;
        var workflow = Section("workflow");
        if (workflow["autoClose"] is not JsonArray rules)
            workflow["autoClose"] = rules = [];
        rules.Add((JsonNode)rule);
        return this;
    }

    /// <summary>Something that tickets do by themselves after a time.</summary>
    /// <param name="name">What the policy calls it.</param>
    /// <param name="after">After how long: <c>30m</c>, <c>4h</c>, <c>2d</c>, or <c>5bd</c> with a calendar.</param>
    /// <param name="calendar">The calendar that its times are counted in; null for elapsed time.</param>
    /// <param name="timer">Writes when its time runs, and what it does.</param>
    public PolicyBuilder Timer(string name, string after, string? calendar, Action<TimerBuilder> timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var written = new JsonObject { ["after"] = after };
        if (calendar is not null)
            written["calendar"] = calendar;
        timer(new TimerBuilder(written));
        return Put("timers", name, written);
    }

    /// <summary>When a queue is open, and which queues take over what nobody holds when it is not: the first that is open.</summary>
    /// <param name="queue">The queue, which was given before.</param>
    /// <param name="calendar">The calendar of its hours.</param>
    /// <param name="then">The queues that take over.</param>
    public PolicyBuilder QueueHours(string queue, string calendar, params ReadOnlySpan<string> then)
    {
        var hours = Member(Member(Section("routing"), "queues"), queue);
        hours["hours"] = calendar;
        hours["then"] = ConditionBuilder.Texts(then);
        return this;
    }

    /// <summary>What a closed ticket takes; without this call the workflow alone says it.</summary>
    /// <param name="reply">What becomes of a requester's reply.</param>
    /// <param name="within">How long after the closing that holds, such as <c>30d</c>; null for ever.</param>
    /// <param name="later">What becomes of a reply after that; means nothing without <paramref name="within"/>.</param>
    /// <param name="escalate">Whether a closed ticket can be escalated, which reopens it.</param>
    public PolicyBuilder ClosedTickets(
        ClosedTicketReply reply,
        string? within = null,
        ClosedTicketReply later = ClosedTicketReply.Refuse,
        bool escalate = false
    )
    {
        var section = Section("closedTickets");
        section["reply"] = NameOf(reply);
        if (within is not null)
            (section["within"], section["later"]) = (within, NameOf(later));
        if (escalate)
            section["escalate"] = true;
        return this;
    }

    private static string NameOf(ClosedTicketReply reply) => reply.ToString().ToLowerInvariant();

    private PolicyBuilder PutState(string id, JsonObject state, ReadOnlySpan<string> ignore)
    {
        if (ignore.Length > 0)
            state["ignore"] = ConditionBuilder.Texts(ignore);
        var workflow = Section("workflow");
        if (!workflow.ContainsKey("extends"))
            workflow["initial"] ??= id;
        Member(workflow, "states")[id] = state;
        return this;
    }

    private PolicyBuilder AddWay(string state, string trigger, JsonObject way)
    {
        var permit = Member(Member(Member(Section("workflow"), "states"), state), "permit");
        switch (permit[trigger])
        {
            case null:
                permit[trigger] = way;
                break;
            case JsonArray ways:
                ways.Add((JsonNode)way);
                break;
            case var only:
                var before = only is JsonObject ? only.DeepClone() : new JsonObject { ["to"] = only.DeepClone() };
                permit[trigger] = new JsonArray(before, way);
                break;
        }
        return this;
    }

    private static string NameOf(StateCategory category) => SlaSignals.NameOf(category);
}
