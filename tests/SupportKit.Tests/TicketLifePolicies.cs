using System.Text.Json.Nodes;

namespace SupportKit.Tests;

/// <summary>A small policy that offers all of a ticket's life; tests change single sections of it.</summary>
internal static class TicketLifePolicies
{
    private const string Written = """
        {
          "id": "life", "name": "Desk", "languages": ["en", "pt"],
          "channels": { "web": {}, "phone": {} },
          "categories": { "question": {}, "outage": {}, "billing": {} },
          "plans": { "free": {}, "team": { "entitlements": ["premium"] } },
          "facts": {
            "environment": { "values": ["PROD", "TEST"] },
            "contact": {},
            "role": { "values": ["admin", "member"], "from": "requester" },
            "incidentOpen": { "type": "boolean", "from": "request" }
          },
          "forms": { "question": { "optional": ["environment", "contact"] } },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": {
            "levels": ["high", "normal"],
            "rules": [
              { "id": "outage", "when": { "category": "outage" }, "then": "high" },
              { "id": "prod", "when": { "environment": "PROD" }, "then": "high" },
              { "id": "rest", "then": "normal" }
            ]
          },
          "routing": {
            "queues": { "desk": { "title": { "en": "Desk queue", "pt": "Fila" } }, "billing": {}, "leads": {} },
            "rules": [{ "id": "money", "when": { "category": "billing" }, "then": "billing" }, { "id": "rest", "then": "desk" }]
          },
          "calendars": {
            "office": {
              "timeZone": "UTC",
              "hours": { "mon-fri": ["09:00-17:00"] },
              "closures": ["2026-03-09"]
            }
          },
          "sla": [
            { "id": "answer", "metric": "first-response", "within": "4h", "warnAt": "50%" },
            { "id": "answer-again", "metric": "next-response", "within": "2h" },
            { "id": "solve-premium", "metric": "resolution", "when": { "entitledTo": "premium" }, "within": "8h" },
            { "id": "solve", "metric": "resolution", "within": "48h" }
          ],
          "escalation": { "queue": "leads", "reasons": { "stuck": { "en": "It is stuck.", "pt": "Está parado." } } },
          "access": { "grantedBy": { "role": "admin" }, "maxDuration": "7d" }
        }
        """;

    /// <summary>The policy as it is.</summary>
    public static Policy Plain { get; } = With("");

    /// <summary>The policy with sections replaced or added: <c>"privacy": { … }, "terms": { … }</c>; null takes one out.</summary>
    public static Policy With(string sections)
    {
        var document = JsonNode.Parse(Written)!.AsObject();
        foreach (var (name, section) in JsonNode.Parse($"{{{sections}}}")!.AsObject())
        {
            document.Remove(name);
            if (section is not null)
                document[name] = section.DeepClone();
        }
        return Policy.Parse(document.ToJsonString());
    }
}
