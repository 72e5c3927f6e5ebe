using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Routing;

/// <summary>Reads <c>hours</c> and <c>then</c> of a queue: <c>{ "hours": "emea-office", "then": ["amer", "apac"] }</c>.</summary>
internal sealed class QueueHoursReader(
    ImmutableArray<string> calendars,
    ImmutableArray<string> queues,
    ProblemList problems
)
{
    /// <summary>The hours; null when the queue is always open.</summary>
    public QueueHours? Read(string id, ObjectReader queue)
    {
        var hours = queue.OptionalText("hours");
        var then = queue.TextsOf("then").ToImmutableArray();
        if (hours is null && !queue.Has("then"))
            return null;
        if (hours is null || then.IsEmpty)
            problems.Add(
                SupportKitErrors.PolicyHandoverInvalid,
                queue.Node,
                hours is null
                    ? $"\"{id}\" says who takes over, and not when it is open."
                    : $"\"{id}\" says when it is open, and not who takes over then.",
                "Write \"hours\", the name of a calendar, and \"then\", the queues that take over."
            );
        if (hours is not null && !calendars.Contains(hours))
            problems.Add(
                SupportKitErrors.PolicyCalendarUnknown,
                queue.Optional("hours")!,
                $"There is no calendar \"{hours}\".",
                $"Declare it under \"calendars\"{problems.OrWrite(hours, calendars)}."
            );
        foreach (var next in then)
        {
            if (next == id)
                problems.Add(
                    SupportKitErrors.PolicyHandoverInvalid,
                    queue.Optional("then")!,
                    $"\"{id}\" would take over from itself.",
                    "Name other queues."
                );
            else if (!queues.Contains(next))
                problems.Add(
                    SupportKitErrors.PolicyQueueUnknown,
                    queue.Optional("then")!,
                    $"There is no queue \"{next}\".",
                    $"Declare it under \"queues\"{problems.OrWrite(next, queues)}."
                );
        }
        return new QueueHours(hours ?? "", then);
    }
}
