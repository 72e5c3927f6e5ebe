using System.Collections.Immutable;
using System.Globalization;
using SupportKit.BusinessTime;
using SupportKit.Escalation;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Timers;

/// <summary>
/// Reads <c>timers</c>: <c>{ "ask again": { "states": ["pending"], "after": "2bd", "calendar": "office", "remind": "requester" } }</c>, and the
/// automatic closes of the workflow, which are timers that fire <c>close</c>.
/// </summary>
internal sealed class TimerReader(
    Workflow workflow,
    ImmutableSortedDictionary<string, BusinessCalendar> calendars,
    IReadOnlyCollection<string> queues,
    IReadOnlyCollection<string> levels,
    EscalationRules? escalation,
    ConditionReader conditions,
    ProblemList problems
)
{
    private const int MostTimes = 100;

    private static readonly Dictionary<string, TimerLack> Lacks = new()
    {
        ["reply"] = TimerLack.Reply,
        ["answer"] = TimerLack.Answer,
        ["assignee"] = TimerLack.Assignee,
    };

    private static readonly Dictionary<string, ReminderRecipient> Recipients = new()
    {
        ["requester"] = ReminderRecipient.Requester,
        ["assignee"] = ReminderRecipient.Assignee,
        ["queue"] = ReminderRecipient.Queue,
        ["lead"] = ReminderRecipient.Lead,
    };

    private static readonly Dictionary<string, bool> Restarts = new() { ["message"] = true, ["state"] = false };

    private readonly TimerStates states = new(workflow, problems);

    public TimerRules Read(ObjectReader policy)
    {
        var declared = policy.MembersOf("timers").ToList();
        var rules = declared.Select(timer => Read(timer.Key, timer.Value)).ToList();
        var names = rules.Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var close in Closes())
        {
            if (!names.Add(close.Name))
                Repeated(declared.Find(timer => timer.Key == close.Name).Value, close.Name);
            rules.Add(close);
        }
        return new TimerRules([.. rules]);
    }

    // An automatic close is a timer: one for each entry, in the states that the entry decides for.
    private IEnumerable<TimerRule> Closes()
    {
        for (var i = 0; i < workflow.AutoCloses.Length; i++)
        {
            var close = workflow.AutoCloses[i];
            var name = i == 0 ? "auto-close" : string.Create(CultureInfo.InvariantCulture, $"auto-close-{i + 1}");
            yield return new TimerRule(name, close.After)
            {
                States = [.. workflow.States.Where(state => ReferenceEquals(workflow.AutoCloseOf(state), close))],
                WarnBefore = close.WarnBefore,
                Trigger = Triggers.Close,
                Path = string.Create(CultureInfo.InvariantCulture, $"$.workflow.autoClose[{i}]"),
            };
        }
    }

    private TimerRule Read(string name, SourceNode node)
    {
        var reader = ObjectReader.Of(node, problems);
        if (name == TicketTimer.QueueHours)
            Repeated(node, name);
        reader.Optional("comment");
        var when = conditions.Read(reader.Optional("when"));
        var times = new TimerTimeReader(reader, calendars, conditions, problems);
        var after = times.Required("after");
        var rule = new TimerRule(name, after ?? SlaDuration.Parse("1h"))
        {
            When = when,
            Path = node.Path,
            States = states.Read(reader),
            Without = reader.Has("without") ? reader.RequiredChoice("without", Lacks, TimerLack.Reply) : null,
            RestartsOnMessages = reader.OptionalChoice("restart", Restarts, true),
            ChosenBy = times.ChosenBy,
            WarnBefore = times.Optional("warnBefore"),
            Reminds = reader.Has("remind")
                ? reader.RequiredChoice("remind", Recipients, ReminderRecipient.Queue)
                : null,
            Every = times.Optional("every"),
            Times = ReadTimes(reader),
            Escalate = Known(reader, "escalate", escalation?.Reasons.Keys ?? [], SupportKitErrors.PolicyReasonUnknown),
            Route = Known(reader, "route", queues, SupportKitErrors.PolicyQueueUnknown),
            Priority = Known(reader, "priority", levels, SupportKitErrors.PolicyPriorityUnknown),
            Trigger = Known(reader, "trigger", workflow.Triggers, SupportKitErrors.PolicyTriggerUnknown),
        };
        reader.RejectUnknownProperties();
        TimerForm.Check(rule, reader, after, escalation is not null, problems);
        return rule;
    }

    private void Repeated(SourceNode node, string name) =>
        problems.AddName(
            SupportKitErrors.PolicyValueRepeated,
            name,
            node,
            $"\"{name}\" is a timer that the desk has by itself.",
            "Choose another name."
        );

    private int ReadTimes(ObjectReader reader) => CountReader.Read(reader, "times", 2, MostTimes, problems) ?? 1;

    private string? Known(ObjectReader reader, string member, IEnumerable<string> names, string code)
    {
        if (reader.OptionalText(member) is not { } name)
            return null;
        var known = names as IReadOnlyCollection<string> ?? [.. names];
        if (!known.Contains(name))
            problems.Add(
                code,
                reader.Optional(member)!,
                $"There is nothing called \"{name}\" to {member}.",
                known.Count == 0
                    ? $"Declare \"{name}\" first."
                    : $"{problems.DidYouMean(name, known)}Use one of: {Spelling.List(known)}."
            );
        return name;
    }
}
