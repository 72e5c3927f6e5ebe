using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.PolicyJson;
using SupportKit.Shared;
using SupportKit.Tickets;

namespace SupportKit.Workflows;

/// <summary>Reads how long a ticket waits until something happens by itself, and in which calendar.</summary>
internal sealed class WaitReader(ImmutableSortedDictionary<string, BusinessCalendar> calendars, ProblemList problems)
{
    /// <summary>The name of the calendar of an object; null for elapsed time. One that is not there is reported.</summary>
    public string? Calendar(ObjectReader reader)
    {
        var calendar = reader.OptionalText("calendar");
        if (calendar is not null && !calendars.ContainsKey(calendar))
            problems.Add(
                SupportKitErrors.PolicyCalendarUnknown,
                reader.At("calendar"),
                $"There is no calendar \"{calendar}\".",
                $"Declare it under \"calendars\"{problems.OrWrite(calendar, calendars.Keys)}."
            );
        return calendar;
    }

    /// <summary>A time in a calendar; null when it is absent, or after it was reported.</summary>
    public SlaDuration? Time(SourceNode? amount, string? calendar)
    {
        if (amount is null)
            return null;
        if (!amount.IsText)
        {
            problems.AddWrongKind(amount, "a time such as \"5bd\"");
            return null;
        }
        if (!SlaDuration.TryCreate(amount.Text, calendar, BusinessDayRule.SameLocalTime, out var time))
            problems.Add(
                SupportKitErrors.PolicyTimeUnreadable,
                amount,
                $"\"{amount.Text}\" is not a time to wait.",
                "Write 30m, 4h, 2d, or 1bd with a \"calendar\"; at most ten years."
            );
        return time;
    }
}
