using System.Text.Json.Nodes;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Policies;

/// <content>Metrics, visibility, terms of use, escalation and access to environments.</content>
public sealed partial class PolicyBuilder
{
    /// <summary>A metric of the policy's own, or a ready one changed: <c>Metric.Resolution with { … }</c>.</summary>
    public PolicyBuilder Metric(Metric metric) =>
        Put(
            "metrics",
            metric.Id,
            new JsonObject
            {
                ["start"] = ConditionBuilder.Texts([.. metric.Start]),
                ["stop"] = ConditionBuilder.Texts([.. metric.Stop]),
                ["restart"] = ConditionBuilder.Texts([.. metric.Restart]),
                ["pause"] = ConditionBuilder.Texts([.. metric.PauseIn.Select(SlaSignals.NameOf), .. metric.PauseOn]),
                ["resume"] = ConditionBuilder.Texts([.. metric.ResumeOn]),
                ["onChange"] = MetricReader.NameOf(metric.OnChange),
                ["grace"] = MetricReader.GraceText(metric.Grace),
            }
        );

    /// <summary>Whether agents see all tickets or only their own, and whether requesters may share theirs.</summary>
    /// <param name="agentsSeeOwn">Agents see only the tickets that are theirs.</param>
    /// <param name="sharing">Requesters may share a ticket.</param>
    /// <param name="asksConsent">
    /// Whoever a ticket is shared with is asked first, and told of nothing else until they accept; false for a desk whose
    /// requesters are colleagues.
    /// </param>
    /// <param name="invitationsPerDay">
    /// The most people a requester brings in within 24 hours, in all their tickets together; 1 to 1000.
    /// </param>
    public PolicyBuilder Privacy(
        bool agentsSeeOwn = false,
        bool sharing = true,
        bool asksConsent = true,
        int invitationsPerDay = 50
    )
    {
        var privacy = Section("privacy");
        privacy["agents"] = agentsSeeOwn ? "own" : "all";
        privacy["sharing"] = sharing
            ? new JsonObject { ["consent"] = asksConsent ? "ask" : "none", ["invitationsPerDay"] = invitationsPerDay }
            : false;
        return this;
    }

    /// <summary>People see the tickets of their organization that are not their own, as <c>Requester.Organization</c> states it.</summary>
    /// <param name="takePart">They may also reply, attach files and do what else a participant may; false to read only.</param>
    public PolicyBuilder ShareWithinOrganization(bool takePart = false)
    {
        Section("privacy")["organization"] = takePart ? "take-part" : "see";
        return this;
    }

    /// <summary>How the tickets of a queue, which was added before, find somebody who works on them.</summary>
    /// <param name="queue">The queue's id.</param>
    /// <param name="mode">Who is chosen.</param>
    /// <param name="sameLanguage">Only those who answer in the ticket's language are.</param>
    /// <param name="skill">Only those are who know about the value that the ticket has of this fact; null for all.</param>
    public PolicyBuilder Assignment(string queue, AssignmentMode mode, bool sameLanguage = false, string? skill = null)
    {
        var assignment = new JsonObject
        {
            ["by"] = mode switch
            {
                AssignmentMode.Manual => "manual",
                AssignmentMode.RoundRobin => "round-robin",
                AssignmentMode.LeastLoaded => "least-loaded",
            },
            ["language"] = sameLanguage,
        };
        if (skill is not null)
            assignment["skill"] = skill;
        Member(Member(Section("routing"), "queues"), queue)["assignment"] = assignment;
        return this;
    }

    /// <summary>What people outside the desk are not shown, unless this is known of them.</summary>
    public PolicyBuilder ShowOnlyIf(ConditionBuilder unless, bool messages, params ReadOnlySpan<string> facts)
    {
        Section("privacy")["withhold"] = new JsonObject
        {
            ["visibleIf"] = unless.ToJson(),
            ["facts"] = ConditionBuilder.Texts(facts),
            ["messages"] = messages,
        };
        return this;
    }

    /// <summary>The terms that people must accept before anything else.</summary>
    public PolicyBuilder Terms(string version, LocalizedText advice) =>
        Set("terms", new JsonObject { ["version"] = version, ["advice"] = Text(advice) });

    /// <summary>Who may let the desk into an environment, and for how long at most, such as <c>7d</c>.</summary>
    public PolicyBuilder Access(ConditionBuilder grantedBy, string longest) =>
        Set("access", new JsonObject { ["grantedBy"] = grantedBy.ToJson(), ["maxDuration"] = longest });

    /// <summary>Which queue an escalation calls in; its reasons are added with <see cref="EscalationReason"/>.</summary>
    /// <param name="lead">The queue whose people take it up.</param>
    /// <param name="channel">The channel it comes in by; null for any.</param>
    /// <param name="byDeskOnly">Whether only the desk's people may escalate.</param>
    /// <param name="requires">The facts that an escalation must state.</param>
    public PolicyBuilder Escalation(
        string lead,
        string? channel = null,
        bool byDeskOnly = false,
        params ReadOnlySpan<string> requires
    )
    {
        var escalation = Section("escalation");
        escalation["queue"] = lead;
        if (channel is not null)
            escalation["channel"] = channel;
        if (byDeskOnly)
            escalation["by"] = "desk";
        if (!requires.IsEmpty)
            escalation["requires"] = ConditionBuilder.Texts(requires);
        return this;
    }

    /// <summary>A reason for an escalation.</summary>
    public PolicyBuilder EscalationReason(string id, LocalizedText text)
    {
        Member(Section("escalation"), "reasons")[id] = Text(text);
        return this;
    }
}
