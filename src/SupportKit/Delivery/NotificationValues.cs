using NodaTime.Text;
using SupportKit.BusinessTime;
using SupportKit.Decisions;
using SupportKit.Localization;

namespace SupportKit.Delivery;

/// <summary>
/// What stands in the places of a message, as its reader reads it. The message holds data: instants, ids, keys of the catalog.
/// Any other value was worded by an older version and is used as it is.
/// </summary>
internal sealed class NotificationValues(OutboundMessage message, Policy policy, TextCatalog texts, string link)
{
    private readonly HashSet<string> withheld =
    [
        .. Keys(message.Values.GetValueOrDefault(OutboundMessage.Withheld, "")),
    ];

    /// <summary>The words for a place; empty when the message has nothing for it.</summary>
    public string Of(string place)
    {
        var value = message.Values.GetValueOrDefault(place, "");
        if (withheld.Contains(place))
            return Text("mail.withheld");
        return place switch
        {
            "link" => link,
            "at" or "since" or "until" or "due" or "close-at" or "answer-by" or "answer-from" => Time(value),
            "notices" => string.Join('\n', Keys(value).Select(Notice)),
            "advice" => Known(value, " "),
            "masked" => Known(value, Text("list.separator")),
            "metric" => Named("metric", value),
            "priority" => Named("priority", value),
            "state" or "next-state" => policy.Workflow.TitleOf(value)?.Get(message.Language) ?? Named("state", value),
            // A text worded by an older version is not the id of one of the policy's reasons.
            "reason" => policy.Escalation?.Reasons.GetValueOrDefault(value)?.Get(message.Language) ?? value,
            "pause" => value.Length == 0 ? "" : Text($"promise.{value}"),
            "promise" => Promise(),
            _ => value,
        };
    }

    private static string[] Keys(string value) => value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string Text(string key) => texts.Get(message.Language, key);

    private string Named(string kind, string id) => texts.Find(message.Language, $"{kind}.{id}") ?? id;

    // "promise-warned/first-response=2"
    private string Notice(string held)
    {
        var (kind, count) = (held.Split('=')[0], held.Split('=')[^1]);
        var (template, metric) = (kind.Split('/')[0], kind.Split('/')[^1]);
        var words = texts.Find(message.Language, $"notice.{template}") ?? template;
        return $"– {TextTemplate.Fill(words, _ => Named("metric", metric))} ({count})";
    }

    private string Known(string value, string separator)
    {
        var words = Keys(value).Select(key => texts.Find(message.Language, key)).ToList();
        return words.Contains(null) ? value : string.Join(separator, words);
    }

    private string Time(string value)
    {
        if (!InstantPattern.ExtendedIso.Parse(value).TryGetValue(default, out var at))
            return value;
        var own = message.Values.TryGetValue(OutboundMessage.TimeZone, out var id)
            ? TimeZoneData.Provider.GetZoneOrNull(id)
            : null;
        return TimeText.Format(texts, message.Language, at, own ?? policy.TimeZone, own is not null);
    }

    // The wording depends on how firmly it was promised.
    private string Promise()
    {
        var form =
            message.Values.ContainsKey("due") ? "told"
            : message.Values.ContainsKey("answer-from") ? "between"
            : "by";
        var kind = message.Values.GetValueOrDefault(OutboundMessage.Kind, "committed");
        return TextTemplate.Fill(Text($"promise.{kind}.{form}"), Of);
    }
}
