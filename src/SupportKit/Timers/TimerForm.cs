using SupportKit.PolicyJson;
using SupportKit.Shared;
using SupportKit.Tickets;

namespace SupportKit.Timers;

/// <summary>Reports timers that lack something, or say things that do not go together.</summary>
internal static class TimerForm
{
    public static void Check(
        TimerRule rule,
        ObjectReader reader,
        SlaDuration? after,
        bool hasEscalation,
        ProblemList problems
    )
    {
        if (!reader.Has("states") && !reader.Has("without"))
            Incomplete(
                $"Nothing says when the time of \"{rule.Name}\" runs.",
                "Name the \"states\", or what is awaited: \"without\": \"reply\", \"answer\" or \"assignee\"."
            );
        if (!DoesAnything(rule))
            Incomplete(
                $"\"{rule.Name}\" does nothing.",
                "Write at least one of \"remind\", \"escalate\", \"route\", \"priority\" and \"trigger\"."
            );
        if (rule.Reminds == ReminderRecipient.Lead && !hasEscalation)
            Incomplete(
                $"\"{rule.Name}\" reminds the lead, and there is none.",
                "Add the section \"escalation\", whose \"queue\" is the lead's."
            );
        if (reader.Has("every") != reader.Has("times"))
            Incomplete(
                $"\"{rule.Name}\" says only one of \"every\" and \"times\".",
                "Say both, or neither for a single reminder."
            );
        else if (reader.Has("every") && !OnlyReminds(rule))
            Incomplete(
                $"\"{rule.Name}\" is to happen several times, and only reminders can.",
                "Make two timers of it: one with \"remind\", \"every\" and \"times\", and one with the rest."
            );
        if (rule.WarnBefore is null)
            return;
        if (rule.Trigger is null)
            Incomplete(
                $"\"{rule.Name}\" warns of a change of state, and fires no trigger.",
                "Add a \"trigger\", or write \"remind\" instead of \"warnBefore\"."
            );
        else if (after is not null && !rule.WarnBefore.IsShorterThan(after))
            problems.Add(
                SupportKitErrors.PolicyWarningTooEarly,
                reader.At("warnBefore"),
                $"A warning {rule.WarnBefore} before the end does not lie within {after}.",
                "Write a shorter \"warnBefore\", in business days if and only if \"after\" is."
            );

        void Incomplete(string message, string remedy) =>
            problems.Add(SupportKitErrors.PolicyTimerIncomplete, reader.Node, message, remedy);
    }

    private static bool DoesAnything(TimerRule rule) => rule.Reminds is not null || !OnlyReminds(rule);

    private static bool OnlyReminds(TimerRule rule) =>
        (rule.Escalate ?? rule.Route ?? rule.Priority ?? rule.Trigger) is null;
}
