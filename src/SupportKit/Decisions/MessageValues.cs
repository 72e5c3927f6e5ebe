using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SupportKit.Sla;

namespace SupportKit.Decisions;

/// <summary>The values that every message has about its ticket: data, which becomes text at delivery.</summary>
internal static class MessageValues
{
    /// <summary>The values of the places that every template may have.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="ticket">The ticket after the event.</param>
    /// <param name="language">The language of the reader, for what the policy words itself.</param>
    public static ImmutableSortedDictionary<string, string>.Builder Of(Policy policy, Ticket ticket, string language)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values["desk"] = policy.Name.Get(language);
        values["ticket"] = ticket.Id.ToString();
        values["number"] = ticket.Number?.ToString() ?? "";
        values["title"] = ticket.Title;
        values["state"] = ticket.State;
        values["priority"] = ticket.Priority ?? "";
        values["queue"] =
            policy.Routing.Queues.FirstOrDefault(queue => queue.Id == ticket.Queue)?.Title.Get(language) ?? "";
        if (ticket.PromiseOf(Metric.FirstResponse.Id) is { } promise)
        {
            values["answer-by"] = Text(promise.Due);
            values[OutboundMessage.Kind] = Explanation.NameOf(promise.Kind);
            if (promise.Earliest is { } earliest)
                values["answer-from"] = Text(earliest);
            if (policy.Sla.NoteOf(promise) is { } note)
                values["note"] = note.Get(language) + "\n";
        }
        return values;
    }

    /// <summary>How many notices of which kinds, as messages hold it: <c>escalated=4 promise-warned/first-response=1</c>.</summary>
    public static string Text(ImmutableArray<KeyValuePair<string, int>> notices) =>
        string.Join(
            ' ',
            notices.Select(held => string.Create(CultureInfo.InvariantCulture, $"{held.Key}={held.Value}"))
        );

    /// <summary>An instant as messages hold it.</summary>
    public static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
