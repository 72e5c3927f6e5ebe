using NodaTime;
using SupportKit.Rules;
using SupportKit.Sla;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Policies;

/// <summary>What follows from the instant of a request, from calendars, plans and switches, is a fact like any other.</summary>
public class DerivedFactTests
{
    private static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "derived",
          "timeZone": "Europe/Paris",
          "channels": { "web": {}, "status": { "official": false } },
          "categories": { "question": {} },
          "switches": { "incident": {}, "busy": { "during": "summer" } },
          "calendars": {
            "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] } },
            "summer": { "timeZone": "Europe/Paris", "hours": {}, "openings": [{ "date": "2026-08-04", "hours": ["00:00-24:00"] }] }
          },
          "scope": [
            { "id": "incident", "when": { "incident": true }, "then": { "redirect": "status", "advice": "See the status page." } },
            { "id": "all", "then": "accept" }
          ],
          "priority": {
            "levels": ["busy", "monday", "open", "closed"],
            "rules": [
              { "id": "busy", "when": { "busy": true }, "then": "busy" },
              { "id": "monday", "when": { "weekday": "monday" }, "then": "monday" },
              { "id": "open", "when": { "during": "office" }, "then": "open" },
              { "id": "closed", "then": "closed" }
            ]
          },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
        }
        """
    );

    [Theory]
    [InlineData("2026-03-02T00:30:00Z", "monday")] // half past one on Monday in Paris
    [InlineData("2026-03-01T22:30:00Z", "closed")] // still Sunday there
    [InlineData("2026-03-03T08:00:00Z", "open")]
    [InlineData("2026-03-03T17:00:00Z", "closed")]
    [InlineData("2026-08-04T10:00:00Z", "busy")]
    public void Days_are_told_in_the_policys_zone_and_hours_by_its_calendars(string at, string priority) =>
        Assert.Equal(priority, Opened(Policy, SmallQuestion, At(at)).Priority);

    [Fact]
    public void What_was_derived_is_kept_with_the_ticket() =>
        Assert.Equal((FactValue)true, Opened(Policy, SmallQuestion, At("2026-03-03T08:00:00Z")).Facts["during.office"]);

    [Fact]
    [Trait("Requirement", "CAP-7")]
    public async Task An_operators_switch_holds_for_the_requests_that_follow()
    {
        var host = new DeskFixture(desk => desk.AddPolicy(Policy, "derived"));
        var request = new OpenRequest
        {
            Tenant = "derived",
            Requester = "ana",
            Category = "question",
            Channel = "web",
            Title = "T",
            Body = "B",
        };

        await host.Desk.StartSwitchAsync("incident", Agent, tenant: "derived");
        var during = Assert.IsType<DeskResult.Refused>(await host.Desk.OpenAsync(request));
        await host.Desk.EndSwitchAsync("incident", Agent, tenant: "derived");

        Assert.Equal("status", Assert.IsType<Refusal.RedirectedTo>(during.Refusal).To);
        Assert.IsType<DeskResult.Succeeded>(await host.Desk.OpenAsync(request));
        await Assert.ThrowsAsync<SupportKitException>(() =>
            host.Desk.StartSwitchAsync("no-such", Agent, tenant: "derived")
        );
    }

    [Theory]
    [InlineData("3", "3", "P2")]
    [InlineData("1", "1", "P1")]
    [InlineData("1", "3", "P2")]
    public void A_matrix_gives_the_cell_of_its_row_and_column(string impact, string urgency, string priority)
    {
        var policy = Policy.Parse(
            """
            {
              "id": "matrix", "channels": { "web": {} }, "categories": { "question": {} },
              "facts": { "impact": { "values": ["1", "3"] }, "urgency": { "values": ["1", "3"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": {
                "levels": ["P1", "P2"],
                "matrix": { "rows": "impact", "columns": "urgency", "cells": { "1": { "1": "P1", "3": "P2" }, "3": { "1": "P2", "3": "P2" } } }
              },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """
        );
        var decision = Open(policy, SmallQuestion.With("impact", impact).With("urgency", urgency));

        Assert.Equal(priority, Accepted(decision).Ticket.Priority);
        Assert.Contains($"by rule \"{impact} × {urgency}\"", decision.Explain().ToText());
    }

    [Fact]
    public void A_window_has_an_earliest_and_a_latest()
    {
        var policy = Small(
            """[{ "id": "usual", "metric": "first-response", "within": "24h", "earliest": "6h", "kind": "typical" }]"""
        );

        var promise = Opened(policy, SmallQuestion).PromiseOf(Metric.FirstResponse.Id)!;

        Assert.Equal(
            (Monday + Duration.FromHours(6), Monday + Duration.FromHours(24)),
            (promise.Earliest, promise.Due)
        );
    }
}
