using System.Globalization;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit.AspNetCore;

/// <summary>How long a promise gives, as people are told it: "1 business day (office)" where the policy has "1bd in office".</summary>
internal static class SlaDurationText
{
    public static string Of(SlaDuration time, TimeFormat times)
    {
        var text = time.BusinessDays switch
        {
            0 => times.Text(time.Length),
            1 => Say("business-day", ""),
            var days => Say("business-days", days.ToString(CultureInfo.InvariantCulture)),
        };
        if (time.BusinessDays > 0 && time.DayRule == BusinessTime.BusinessDayRule.EndOfDay)
            text = Say("end-of-day", text);
        return time.Calendar is { } calendar ? $"{text} ({calendar})" : text;

        string Say(string key, string value) =>
            TextTemplate.Fill(times.Texts.Get(times.Language, $"duration.{key}"), _ => value);
    }
}
