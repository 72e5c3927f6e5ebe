using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace SupportKit.Tests.Sla;

/// <summary>
/// Policies whose promises do everything a promise can: all five ready metrics and two of its own, in elapsed time, open
/// time and business days, in two zones, with warnings, by priority, category and plan. Three versions of each.
/// </summary>
internal static class SlaPolicies
{
    private static readonly string[] Changes = ["recompute", "continue", "from-now", "keep"];

    // Those that are whole minutes of every time, which is what the count through the minutes can tell.
    private static readonly string[] Graces = ["100%", "0%", "100%"];

    public static readonly ImmutableArray<string> Metrics =
    [
        "acknowledgement",
        "care",
        "first-response",
        "next-response",
        "periodic-update",
        "resolution",
        "vendor-answer",
    ];

    /// <summary>Three desks, which differ in what becomes of each metric when something changes; each in three versions.</summary>
    public static ImmutableArray<ImmutableArray<Policy>> Desks { get; } =
    [.. Enumerable.Range(0, 3).Select(desk => ImmutableArray.Create(Write(desk, 0), Write(desk, 1), Write(desk, 2)))];

    /// <summary>
    /// The desks again, with each notice sent by itself. A digest that one of two histories sends and the other does not is an event, and
    /// a clock that is set back after it goes back to another instant in each: what is compared of the clocks then differs by that alone.
    /// </summary>
    public static ImmutableArray<ImmutableArray<Policy>> WithoutDigests { get; } =
    [.. Desks.Select(desk => desk.Select(WithoutDigest).ToImmutableArray())];

    /// <summary>The desks again, each of them with one metric alone.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<ImmutableArray<Policy>>> Alone { get; } =
        Metrics.ToImmutableSortedDictionary(
            metric => metric,
            metric =>
                Enumerable
                    .Range(0, 3)
                    .Select(desk =>
                        Enumerable.Range(0, 3).Select(version => Write(desk, version, metric)).ToImmutableArray()
                    )
                    .ToImmutableArray()
        );

    /// <summary>The desks again, each of whose metrics leaves a quarter of the time when something is corrected.</summary>
    public static ImmutableArray<ImmutableArray<Policy>> WithQuarter { get; } =
    [.. Desks.Select(desk => desk.Select(Quarter).ToImmutableArray())];

    private static Policy Quarter(Policy policy)
    {
        var document = JsonNode.Parse(policy.ToJson())!;
        foreach (var (_, metric) in document["metrics"]!.AsObject())
            metric!["grace"] = "25%";
        return Policy.Parse(document.ToJsonString());
    }

    private static Policy WithoutDigest(Policy policy)
    {
        var document = JsonNode.Parse(policy.ToJson())!;
        document["notifications"] = new JsonObject { ["digest"] = "off" };
        return Policy.Parse(document.ToJsonString());
    }

    private static Policy Write(int desk, int version, string? only = null)
    {
        // The third version knows the metric "care" no more, has other hours at the plant, and keeps nothing as it was.
        var metrics = string.Join(
            ", ",
            Metrics
                .Where(metric => metric != "care" || version < 2)
                .Select(
                    (metric, i) =>
                        $"\"{metric}\": {{ {Shape(metric)} \"onChange\": \"{Changes[(i + desk) % (version == 2 ? 3 : 4)]}\", \"grace\": \"{Graces[(i + desk + version) % 3]}\" }}"
                )
        );
        var rules = string.Join(
            ",\n",
            Rules(desk, version)
                .Where(rule =>
                    (only is null || rule.Contains($"\"{only}\"")) && (version < 2 || !rule.Contains("\"care\""))
                )
        );
        return Policy.Parse(
            $$"""
            {
              "id": "clocks",
              "comment": "desk {{desk}}, version {{version}}",
              "channels": { "web": {} },
              "categories": { "question": {}, "incident": {} },
              "plans": { "free": {}, "gold": { "entitlements": ["updates"] } },
              "facts": { "down": { "type": "boolean" } },
              "forms": { "question": { "optional": ["down"] }, "incident": { "optional": ["down"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": {
                "levels": ["p1", "p2", "p4"],
                "rules": [
                  { "id": "down", "when": { "down": true }, "then": "p1" },
                  { "id": "incident", "when": { "category": "incident" }, "then": "{{(version == 1 ? "p1" : "p2")}}" },
                  { "id": "rest", "then": "p4" }
                ]
              },
              "routing": {
                "queues": { "desk": {}, "field": {} },
                "rules": [{ "id": "field", "when": { "category": "incident" }, "then": "field" }, { "id": "desk", "then": "desk" }]
              },
              "escalation": { "queue": "field", "reasons": { "slow": "It takes too long." } },
              "access": { "grantedBy": {}, "maxDuration": "7d" },
              "workflow": {{Workflow}},
              "calendars": {
                "office": {
                  "timeZone": "Europe/Paris",
                  "hours": { "mon-thu": ["09:00-12:00", "13:00-18:00"], "fri": ["09:00-12:00", "13:00-15:30"] },
                  "closures": ["2026-04-06", "2026-05-01", "2026-12-25"]
                },
                "plant": {
                  "timeZone": "America/New_York",
                  "hours": {
                    "mon-fri": ["08:00-12:00", "{{(version == 2 ? "12:00-20:00" : "12:30-17:00")}}"],
                    "sun": ["00:00-06:00"]
                  },
                  "closures": ["2026-11-26", "2026-12-25"]
                }
              },
              "metrics": { {{metrics}} },
              "sla": [
            {{rules}}
              ]
            }
            """
        );
    }

    private static string Shape(string metric) =>
        metric switch
        {
            // Begun and ended by states, halted by a signal.
            "vendor-answer" => """
                "start": ["on-hold"], "stop": ["open", "answered"], "pause": ["escalated"],
                "resume": ["de-escalated", "internal-note-added"],
                """,
            // Kept again and again, halted by a signal or in a category.
            "care" => """
                "start": ["assigned", "reopened"], "restart": ["internal-note-added"], "stop": ["resolved"],
                "pause": ["pending", "linked-issue-updated", "acknowledged"], "resume": ["agent-replied", "requester-replied"],
                """,
            _ => "",
        };

    private static IEnumerable<string> Rules(int desk, int version)
    {
        // What a newer version promises is shorter.
        string[] time = version == 1 ? ["20m", "1h", "90m", "1bd"] : ["30m", "2h", "4h", "2bd"];
        yield return """{ "id": "seen-1", "metric": "acknowledgement", "when": { "priority": "p1" }, "within": "15m" }""";
        yield return $$"""{ "id": "seen", "metric": "acknowledgement", "within": "{{time[1]}}", "calendar": "office", "warnAt": ["50%", "30m before"] }""";
        yield return $$"""{ "id": "answer-1", "metric": "first-response", "when": { "priority": "p1" }, "within": "{{time[1]}}", "warnAt": "75%" }""";
        yield return $$"""{ "id": "answer-2", "metric": "first-response", "when": { "priority": "p2" }, "within": "{{time[2]}}", "calendar": "plant", "warnAt": ["30m before", "10%"] }""";
        yield return """{ "id": "answer", "metric": "first-response", "within": "1bd", "calendar": "office", "warnAt": ["50%", "1h before"] }""";
        yield return $$"""{ "id": "again-1", "metric": "next-response", "when": { "category": "incident" }, "within": "{{time[2]}}", "warnAt": "50%" }""";
        yield return $$"""{ "id": "again", "metric": "next-response", "within": "1bd", "calendar": "{{(desk == 1 ? "plant" : "office")}}", "endsAt": "end-of-day", "warnAt": ["25%", "15m before"] }""";
        yield return $$"""{ "id": "word-1", "metric": "periodic-update", "when": { "priority": "p1", "entitledTo": "updates" }, "within": "{{time[0]}}", "warnAt": "5m before" }""";
        yield return $$"""{ "id": "word", "metric": "periodic-update", "when": { "entitledTo": "updates" }, "within": "{{time[2]}}", "calendar": "office", "warnAt": ["1h before", "75%"] }""";
        yield return $$"""{ "id": "solve-1", "metric": "resolution", "when": { "priority": "p1" }, "within": "{{time[2]}}", "warnAt": ["50%", "75%", "30m before"] }""";
        yield return $$"""{ "id": "solve-2", "metric": "resolution", "when": { "priority": "p2" }, "within": "10h", "calendar": "{{(desk == 2 ? "office" : "plant")}}", "warnAt": ["2h before", "50%"] }""";
        yield return $$"""{ "id": "solve", "metric": "resolution", "within": "{{time[3]}}", "calendar": "office", "warnAt": ["50%", "30m before"] }""";
        yield return """{ "id": "vendor-1", "metric": "vendor-answer", "when": { "down": true }, "within": "1bd", "calendar": "plant", "warnAt": "90%" }""";
        yield return $$"""{ "id": "vendor", "metric": "vendor-answer", "when": { "plan": { "not": "free" } }, "within": "{{time[3]}}", "calendar": "office", "endsAt": "end-of-day", "warnAt": "50%" }""";
        yield return $$"""{ "id": "care-1", "metric": "care", "when": { "category": "incident" }, "within": "{{time[1]}}", "warnAt": "50%" }""";
        yield return """{ "id": "care", "metric": "care", "within": "5h", "calendar": "office", "warnAt": ["30m before", "50%"] }""";
    }

    // The default one, but that what is closed may be reopened.
    private const string Workflow = """
        {
          "initial": "new",
          "states": {
            "new": {
              "category": "new",
              "permit": { "acknowledge": "open", "answer": "answered", "ask": "pending", "hold": "on-hold", "resolve": "resolved", "close": "closed" },
              "ignore": ["requester-reply"]
            },
            "open": {
              "category": "open",
              "permit": { "answer": "answered", "ask": "pending", "hold": "on-hold", "resolve": "resolved", "close": "closed" },
              "ignore": ["acknowledge", "requester-reply"]
            },
            "pending": {
              "category": "pending",
              "permit": { "requester-reply": "open", "answer": "answered", "hold": "on-hold", "resolve": "resolved", "close": "closed" },
              "ignore": ["ask", "acknowledge"]
            },
            "on-hold": {
              "category": "on-hold",
              "permit": { "resume": "open", "resolve": "resolved", "close": "closed" },
              "ignore": ["answer", "requester-reply", "acknowledge", "hold"]
            },
            "answered": {
              "category": "answered",
              "permit": { "requester-reply": "open", "ask": "pending", "hold": "on-hold", "accept": "closed", "resolve": "resolved", "close": "closed" },
              "ignore": ["answer", "acknowledge"]
            },
            "resolved": {
              "category": "resolved",
              "permit": { "accept": "closed", "close": "closed", "reopen": "open", "requester-reply": "open" },
              "ignore": ["answer", "resolve"]
            },
            "closed": { "category": "closed", "permit": { "reopen": "open" } }
          }
        }
        """;
}
