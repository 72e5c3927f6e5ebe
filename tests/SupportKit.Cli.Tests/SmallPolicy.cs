namespace SupportKit.Cli.Tests;

/// <summary>A policy small enough to be seen whole in a test.</summary>
internal static class SmallPolicy
{
    public const string Text = """
        {
          "id": "small",
          "timeZone": "Europe/Paris",
          "channels": { "web": {} },
          "categories": { "question": {}, "outage": {}, "spam": {} },
          "facts": {
            "plan": { "values": ["free", "pro"], "from": "requester" },
            "seats": { "type": "number", "label": "seats" }
          },
          "forms": { "outage": { "required": ["seats"] } },
          "scope": [
            { "id": "no-spam", "when": { "category": "spam" }, "then": { "refuse": "No advertising, please." } },
            { "id": "everyone", "then": "accept" }
          ],
          "priority": {
            "levels": ["high", "normal"],
            "rules": [
              { "id": "large-outage", "when": { "category": "outage", "seats": { "atLeast": 100 } }, "then": "high" },
              { "id": "others", "then": "normal" }
            ]
          },
          "routing": { "queues": { "helpers": {} }, "rules": [{ "id": "all", "then": "helpers" }] },
          "calendars": { "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-17:00"] }, "holidays": ["fr"] } },
          "sla": [
            { "id": "pro", "metric": "first-response", "when": { "plan": "pro" }, "within": "4h", "calendar": "office" }
          ]
        }
        """;
}
