namespace SupportKit;

// Codes of what the checker finds in a policy that can be read.
public static partial class SupportKitErrors
{
    /// <summary>Closed tickets are to be reopened, and the workflow has no way out of a closed state.</summary>
    public const string PolicyReopeningImpossible = "policy.reopening_impossible";

    /// <summary>A reply leads out of a closed state, and by <c>closedTickets</c> no ticket takes that way.</summary>
    public const string PolicyReopeningUnused = "policy.reopening_unused";

    /// <summary>A quota admits no ticket at all.</summary>
    public const string PolicyQuotaZero = "policy.quota_zero";

    /// <summary>Requests can reach a section of which no rule covers them; a request that does is refused.</summary>
    public const string PolicyRuleMissing = "policy.rule_missing";

    /// <summary>The same, if tests of texts or of several calendars can turn out so together, which the checker cannot show.</summary>
    public const string PolicyRuleMissingPossibly = "policy.rule_missing_possibly";

    /// <summary>Earlier rules together take every request that the rule covers.</summary>
    public const string PolicyRuleShadowed = "policy.rule_shadowed";

    /// <summary>No request that gets as far as the rule can have what it asks for.</summary>
    public const string PolicyRuleImpossible = "policy.rule_impossible";

    /// <summary>An earlier rule takes requests that the rule would have decided otherwise.</summary>
    public const string PolicyRulesOverlap = "policy.rules_overlap";

    /// <summary>Every request that the form is for is turned away.</summary>
    public const string PolicyFormUnused = "policy.form_unused";

    /// <summary>No rule gives this priority.</summary>
    public const string PolicyPriorityUnused = "policy.priority_unused";

    /// <summary>A text that is given per language lacks one of the desk's languages.</summary>
    public const string PolicyTranslationMissing = "policy.translation_missing";

    /// <summary>No ticket gets into this workflow state.</summary>
    public const string PolicyStateUnreachable = "policy.state_unreachable";

    /// <summary>No ticket gets from this workflow state to a closed one.</summary>
    public const string PolicyStateWithoutExit = "policy.state_without_exit";

    /// <summary>In this workflow state a requester cannot write.</summary>
    public const string PolicyReplyRefused = "policy.reply_refused";

    /// <summary>In no open workflow state anybody of the desk can answer.</summary>
    public const string PolicyAnswerRefused = "policy.answer_refused";

    /// <summary>No ticket can meet the guard of the transition.</summary>
    public const string PolicyGuardImpossible = "policy.guard_impossible";

    /// <summary>A metric is promised to these people at other priorities, but not at this one.</summary>
    public const string PolicyTargetMissing = "policy.target_missing";

    /// <summary>Some people are promised a faster answer at a lower priority.</summary>
    public const string PolicyTargetInverted = "policy.target_inverted";

    /// <summary>No ticket of the workflow ever gets into what starts this metric.</summary>
    public const string PolicyMetricUnstarted = "policy.metric_unstarted";

    /// <summary>No ticket of the workflow ever gets into what fulfils this metric.</summary>
    public const string PolicyMetricUnfulfilled = "policy.metric_unfulfilled";

    /// <summary>A trigger of the workflow is nearly called like one that the desk fires by itself.</summary>
    public const string PolicyTriggerMisspelled = "policy.trigger_misspelled";

    /// <summary>Without this rule every request would be decided as it is.</summary>
    public const string PolicyRuleRedundant = "policy.rule_redundant";

    /// <summary>Two neighboring rules with the same outcome differ in one fact, and could be one rule.</summary>
    public const string PolicyRulesMergeable = "policy.rules_mergeable";

    /// <summary>Rules ask for a fact on which no outcome of theirs depends.</summary>
    public const string PolicyFactIneffective = "policy.fact_ineffective";

    /// <summary>No rule sends requests to this queue.</summary>
    public const string PolicyQueueUnused = "policy.queue_unused";

    /// <summary>Nothing is counted or tested in this calendar.</summary>
    public const string PolicyCalendarUnused = "policy.calendar_unused";

    /// <summary>A calendar closes for good within the time that promises reach, or has done so.</summary>
    public const string PolicyCalendarEnding = "policy.calendar_ending";

    /// <summary>Hours end at 23:59, which leaves the last minute of the day closed.</summary>
    public const string PolicyHoursTruncated = "policy.hours_truncated";

    /// <summary>The rules are too entangled to be checked to the end.</summary>
    public const string PolicyCheckIncomplete = "policy.check_incomplete";

    /// <summary>Files stand in notifications, and nobody outside the desk may be shown one in a mail.</summary>
    public const string PolicyAttachmentsWithheld = "policy.attachments_withheld";

    /// <summary>A text of the desk's own has a place that nothing fills.</summary>
    public const string PolicyPlaceUnknown = "policy.place_unknown";

    /// <summary>Requesters may not share their tickets, and their colleagues take part in all of them.</summary>
    public const string PolicySharingContradicted = "policy.sharing_contradicted";

    /// <summary>A queue is assigned by the skill that a fact asks for, and the policy declares no such fact.</summary>
    public const string PolicySkillUnknown = "policy.skill_unknown";

    /// <summary>A queue says which agents are suitable, and people assign its tickets by hand.</summary>
    public const string PolicyAssignmentUnused = "policy.assignment_unused";

    /// <summary>A language of the desk's has no texts, so that people who read it are written to in English.</summary>
    public const string PolicyLanguageUntranslated = "policy.language_untranslated";

    /// <summary>No ticket can start this timer.</summary>
    public const string PolicyTimerUnstarted = "policy.timer_unstarted";

    /// <summary>A timer runs in a state in which the workflow does not permit its trigger.</summary>
    public const string PolicyTimerNotPermitted = "policy.timer_not_permitted";

    /// <summary>Timers move tickets from state to state in a circle, for ever.</summary>
    public const string PolicyTimersCircular = "policy.timers_circular";
}
