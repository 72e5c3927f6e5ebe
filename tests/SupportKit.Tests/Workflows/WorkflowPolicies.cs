using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Workflows;

/// <summary>A policy whose workflow has guards, substates and times of closing.</summary>
internal static class WorkflowPolicies
{
    public const string Written = """
        {
          "initial": "new",
          "states": {
            "new": { "category": "new", "permit": { "start": "working", "close": "closed" } },
            "working": {
              "category": "open",
              "permit": {
                "resolve": [
                  { "to": "archived", "if": { "environment": "TEST" } },
                  { "to": "resolved" }
                ],
                "close": { "to": "closed", "if": { "environment": { "not": "PROD" } }, "otherwise": { "en": "Resolve it first.", "pt": "Resolva antes." } }
              },
              "ignore": ["answer"]
            },
            "parked": { "parent": "working", "category": "on-hold", "permit": { "start": "working" } },
            "at the vendor": { "parent": "parked" },
            "resolved": { "category": "resolved", "permit": { "close": "closed", "park": "parked", "ship": "at the vendor" } },
            "archived": { "category": "closed" },
            "closed": { "category": "closed" }
          },
          "autoClose": [
            { "states": ["resolved"], "after": "5bd", "calendar": "office", "warnBefore": "1bd" },
            { "states": ["working"], "after": "30d" },
            { "states": ["parked"], "after": "90d", "warnBefore": "7d" }
          ]
        }
        """;

    public static readonly Policy Own = PolicyWith(Written);

    public static FactSet Asked(string environment) => SmallQuestion.With("environment", environment);

    public static Policy PolicyWith(string workflow) =>
        Policy.Parse(
            $$"""
            {
              "id": "own", "languages": ["en", "pt"], "channels": { "web": {} }, "categories": { "question": {} },
              "facts": { "environment": { "values": ["PROD", "TEST"] } },
              "forms": { "question": { "optional": ["environment"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
              "calendars": { "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-17:00"] } } }
              {{(workflow == "null" ? "" : $", \n\n\n\n\"workflow\": {workflow}")}}
            }
            """
        );
}
