using System.Collections.Immutable;
using System.Text;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Localization;
using SupportKit.Policies;
using SupportKit.Storage;

namespace SupportKit.Repository.Tests;

/// <summary>The page on notifications shows every template as it is sent; this makes it.</summary>
public class NotificationDocumentTests
{
    private const string Begin = "<!-- templates -->\n";

    private static readonly Dictionary<string, string> Values = new()
    {
        ["desk"] = "Example Support",
        ["number"] = "ACME-1042",
        ["title"] = "The export is empty",
        ["state"] = "open",
        ["priority"] = "high",
        ["queue"] = "Second line",
        ["answer-by"] = "2026-03-02T15:00:00Z",
        ["answer-from"] = "2026-03-02T12:00:00Z",
        ["kind"] = "committed",
        ["note"] = "On Mondays it may take longer.\n",
        ["limit"] = "We can help with general questions only.\n",
        ["environment"] = "PROD",
        ["until"] = "2026-03-03T15:00:00Z",
        ["body"] = "What somebody wrote.",
        ["pause"] = "paused",
        ["reference"] = "BUG-7",
        ["third-party"] = "Example Hosting",
        ["close-at"] = "2026-03-09T15:00:00Z",
        ["at"] = "2026-03-09T15:00:00Z",
        ["next-state"] = "resolved",
        ["since"] = "2026-03-02T15:00:00Z",
        ["change"] = "Raise the limit to 20.",
        ["reason"] = "It is stuck.",
        ["other"] = "ACME-1043",
        ["advice"] = "screening.all-caps screening.rewrite",
        ["step"] = "A call tomorrow at ten.",
        ["about"] = "Incident of the updates",
        ["metric"] = "first-response",
        ["due"] = "2026-03-02T15:00:00Z",
        ["count"] = "6",
        ["notices"] = "escalated=4 promise-warned/first-response=2",
        ["masked"] = "masked.card-number",
    };

    private static readonly Policy Desk = Policy.Parse(
        """
        {
          "id": "example", "timeZone": "Europe/Paris", "channels": { "web": {} }, "categories": { "question": {} },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
        }
        """
    );

    [Fact]
    public void The_page_shows_every_template_with_its_places_and_a_sample()
    {
        var page = Repository.Read("docs", "notifications.md").ReplaceLineEndings("\n");
        var head = page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
        var expected = head + Templates();
        var made = Path.Combine(AppContext.BaseDirectory, "notifications.md");
        File.WriteAllText(made, expected);

        Assert.True(page == expected, $"docs/notifications.md is not what is sent. Copy {made} over it.");
    }

    private static string Templates()
    {
        var text = new StringBuilder();
        foreach (var template in NotificationTemplate.Templates)
        {
            var own = NotificationTemplate.PlacesOf(template).Except(MailPlaces.Common).ToList();
            var sample = Sample(template, own);
            text.Append('\n').Append("### `").Append(template).Append("`\n\n");
            text.Append(
                own.Count == 0
                    ? "No places of its own.\n"
                    : $"Its own places: {string.Join(", ", own.Select(place => $"`{{{place}}}`"))}.\n"
            );
            text.Append("\n```text\n")
                .Append(sample.Subject)
                .Append("\n\n")
                .Append(sample.Body.Trim())
                .Append("\n```\n");
        }
        return text.ToString();
    }

    private static Notification Sample(string template, List<string> own)
    {
        var places = own.Append("desk")
            .Append("number")
            .Append("title")
            .Append("priority")
            .Append("queue")
            .Append("kind")
            .ToList();
        if (template.StartsWith("opened-with", StringComparison.Ordinal))
            places.AddRange(template == "opened-with-window" ? ["answer-by", "answer-from"] : ["answer-by"]);
        var message = new OutboundMessage(
            "m1",
            TicketId.Parse("0198c0de0000700080000000000000aa"),
            1,
            new Recipient(RecipientKind.Requester, "ana"),
            template,
            "en",
            Values.Where(value => places.Contains(value.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal)
        );
        Assert.True(
            NotificationTexts.TryRender(
                new ClaimedMessage("default", message, 0, default),
                Desk,
                TextCatalog.Shipped,
                new NotificationOptions { TicketLink = "https://support.example/tickets/{ticket}" },
                out var sample
            )
        );
        // What every mail ends with is told once, above.
        return sample with { Body = sample.Body[..sample.Body.LastIndexOf("\n\n", StringComparison.Ordinal)] };
    }
}
