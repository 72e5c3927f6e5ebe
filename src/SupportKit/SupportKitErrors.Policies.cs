namespace SupportKit;

// Codes of faults in a policy's text.
public static partial class SupportKitErrors
{
    /// <summary>A timer, or an extension of the default workflow, names a trigger that is not there: no state permits or ignores it.</summary>
    public const string PolicyTriggerUnknown = "policy.trigger_unknown";

    /// <summary>The text is not JSON, or a string in it is not Unicode.</summary>
    public const string PolicyJsonUnreadable = "policy.json_unreadable";

    /// <summary>The policy has more entries, text or nesting than a policy may have.</summary>
    public const string PolicySizeExceeded = "policy.size_exceeded";

    /// <summary>The policy's file cannot be read.</summary>
    public const string PolicyFileUnreadable = "policy.file_unreadable";

    /// <summary>A required property is missing.</summary>
    public const string PolicyPropertyMissing = "policy.property_missing";

    /// <summary>A property means nothing at its place.</summary>
    public const string PolicyPropertyUnknown = "policy.property_unknown";

    /// <summary>A property stands in one object twice.</summary>
    public const string PolicyPropertyDuplicated = "policy.property_duplicated";

    /// <summary>A value has another JSON type than its place asks for.</summary>
    public const string PolicyValueMistyped = "policy.value_mistyped";

    /// <summary>A value is none of those that its place, or the fact, takes.</summary>
    public const string PolicyValueUnknown = "policy.value_unknown";

    /// <summary>A list holds one value twice.</summary>
    public const string PolicyValueRepeated = "policy.value_repeated";

    /// <summary>A condition tests a calendar or an entitlement that is not declared.</summary>
    public const string PolicyNameUnknown = "policy.name_unknown";

    /// <summary>A fact is not declared.</summary>
    public const string PolicyFactUnknown = "policy.fact_unknown";

    /// <summary>A declared fact has a name of SupportKit's own.</summary>
    public const string PolicyFactReserved = "policy.fact_reserved";

    /// <summary>A choice is declared without its values, or another type with values.</summary>
    public const string PolicyFactWithoutDomain = "policy.fact_without_domain";

    /// <summary>A form asks for a fact that does not come from the form.</summary>
    public const string PolicyFieldUnasked = "policy.field_unasked";

    /// <summary>A condition's operator does not go with the type of its fact.</summary>
    public const string PolicyOperatorUnknown = "policy.operator_unknown";

    /// <summary>Two rules of one section have the same id.</summary>
    public const string PolicyRuleRepeated = "policy.rule_repeated";

    /// <summary>A section has no rules.</summary>
    public const string PolicyRulesMissing = "policy.rules_missing";

    /// <summary>There is no such category, or the parent of a category does not stand before it.</summary>
    public const string PolicyCategoryUnknown = "policy.category_unknown";

    /// <summary>The policy has no category.</summary>
    public const string PolicyCategoriesMissing = "policy.categories_missing";

    /// <summary>There is no such channel.</summary>
    public const string PolicyChannelUnknown = "policy.channel_unknown";

    /// <summary>The policy has no channel of its own, so that no request can come in.</summary>
    public const string PolicyChannelsMissing = "policy.channels_missing";

    /// <summary>There is no such queue.</summary>
    public const string PolicyQueueUnknown = "policy.queue_unknown";

    /// <summary>There is no such priority.</summary>
    public const string PolicyPriorityUnknown = "policy.priority_unknown";

    /// <summary>There is no such calendar.</summary>
    public const string PolicyCalendarUnknown = "policy.calendar_unknown";

    /// <summary>A calendar is chosen by a fact that is not declared, or has no list of values.</summary>
    public const string PolicyCalendarFactUnfit = "policy.calendar_fact_unfit";

    /// <summary>A calendar is named for a value that the fact never has.</summary>
    public const string PolicyCalendarValueUnknown = "policy.calendar_value_unknown";

    /// <summary>No calendar is chosen for some value of the fact, or where it is not known.</summary>
    public const string PolicyCalendarValueMissing = "policy.calendar_value_missing";

    /// <summary>A language is not a code of two lower-case letters.</summary>
    public const string PolicyLanguageUnknown = "policy.language_unknown";

    /// <summary>The tz database has no such time zone.</summary>
    public const string PolicyTimeZoneUnknown = "policy.time_zone_unknown";

    /// <summary>What the numbers of tickets are to begin with is not 1 to 10 letters from A to Z or digits.</summary>
    public const string PolicyNumberPrefixInvalid = "policy.number_prefix_invalid";

    /// <summary>There is no such notification template.</summary>
    public const string PolicyTemplateUnknown = "policy.template_unknown";

    /// <summary>A promise is made for a metric that does not exist.</summary>
    public const string PolicyMetricUnknown = "policy.metric_unknown";

    /// <summary>No signal completes the metric.</summary>
    public const string PolicyMetricEndless = "policy.metric_endless";

    /// <summary>A metric is paused by signals but never resumed, or the reverse.</summary>
    public const string PolicyMetricHalfPaused = "policy.metric_half_paused";

    /// <summary>A metric's <c>grace</c> is not a share of a time.</summary>
    public const string PolicyGraceUnreadable = "policy.grace_unreadable";

    /// <summary>There is no such signal for a metric.</summary>
    public const string PolicySignalUnknown = "policy.signal_unknown";

    /// <summary>A duration cannot be read, or does not fit its place.</summary>
    public const string PolicyTimeUnreadable = "policy.time_unreadable";

    /// <summary>Masked secrets are to be kept, and secrets are not masked.</summary>
    public const string PolicyRedactionKeepUnused = "policy.redaction_keep_unused";

    /// <summary>The time of a warning cannot be read.</summary>
    public const string PolicyWarningUnreadable = "policy.warning_unreadable";

    /// <summary>A warning would come before the time that it warns of has begun.</summary>
    public const string PolicyWarningTooEarly = "policy.warning_too_early";

    /// <summary>The similarity of duplicates cannot be read.</summary>
    public const string PolicySimilarityUnreadable = "policy.similarity_unreadable";

    /// <summary>A count is not a whole number within its bounds.</summary>
    public const string PolicyCountUnreadable = "policy.count_unreadable";

    /// <summary>There is no such workflow state.</summary>
    public const string PolicyStateUnknown = "policy.state_unknown";

    /// <summary>A workflow state lies in itself.</summary>
    public const string PolicyStateCircular = "policy.state_circular";

    /// <summary>A workflow state lies in more states than are allowed.</summary>
    public const string PolicyStateTooDeep = "policy.state_too_deep";

    /// <summary>A state has the same trigger twice, permitted and ignored.</summary>
    public const string PolicyTriggerRepeated = "policy.trigger_repeated";

    /// <summary>A transition without a guard hides those after it.</summary>
    public const string PolicyGuardMissing = "policy.guard_missing";

    /// <summary>Auto-close is set for a state in which the workflow does not permit closing.</summary>
    public const string PolicyCloseNotPermitted = "policy.close_not_permitted";

    /// <summary>A timer escalates for a reason that the policy does not have.</summary>
    public const string PolicyReasonUnknown = "policy.reason_unknown";

    /// <summary>A timer does not say when its time runs or what it does, or says things that do not go together.</summary>
    public const string PolicyTimerIncomplete = "policy.timer_incomplete";

    /// <summary>A queue's hours come without the queues that take over, or the reverse, or the queue would take over from itself.</summary>
    public const string PolicyHandoverInvalid = "policy.handover_invalid";
}
