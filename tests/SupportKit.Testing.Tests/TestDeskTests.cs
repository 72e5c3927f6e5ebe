using NodaTime;

namespace SupportKit.Testing.Tests;

/// <summary>A whole desk in three lines: time by hand, and what it sends recorded.</summary>
public class TestDeskTests
{
    private static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "acme",
          "channels": { "web": {} },
          "categories": { "question": {} },
          "facts": { "plan": { "values": ["free", "pro"], "from": "requester" } },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
          "routing": { "queues": { "helpers": {} }, "rules": [{ "id": "all", "then": "helpers" }] },
          "calendars": { "office": { "timeZone": "UTC", "hours": { "mon-fri": ["09:00-18:00"] } } },
          "sla": [{ "id": "pro", "metric": "first-response", "when": { "plan": "pro" }, "within": "4h", "calendar": "office" }]
        }
        """
    );

    private static readonly Requester Ada = new("ada", "en", FactSet.Empty.With("plan", "pro"));

    [Fact]
    public async Task A_promise_that_nobody_keeps_is_told_at_its_instant()
    {
        await using var test = new TestDesk(Policy, Ada);
        var ticket = (await test.Desk.OpenAsync(Question)).OrThrow().Ticket;
        await test.AdvanceAsync(Duration.FromHours(5));

        Assert.Equal(["opened-with-promise", "routed", "promise-breached"], test.Sent.Select(sent => sent.Template));
        var promise = (await test.Desk.FindAsync(ticket.Key, Viewer.Desk))!.PromiseOf("first-response")!;
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 13, 0), promise.Due);
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 14, 0), test.Time.Now);
    }

    [Fact]
    public async Task Nothing_leaves_before_time_is_let_pass()
    {
        await using var test = new TestDesk(Policy, Ada);
        await test.Desk.OpenAsync(Question);
        Assert.Empty(test.Sent);

        await test.AdvanceAsync(Duration.Zero);

        Assert.Equal(2, test.Sent.Length);
    }

    [Fact]
    public async Task Only_the_people_the_test_names_can_ask()
    {
        await using var test = new TestDesk(Policy, Ada);

        var refused = Assert.IsType<DeskResult.Refused>(await test.Desk.OpenAsync(Question with { Requester = "eve" }));

        Assert.Equal(SupportKitErrors.RequesterIdUnknown, refused.Refusal.Code);
    }

    [Fact]
    public async Task A_desk_is_made_as_the_host_makes_it_and_starts_when_the_test_says()
    {
        var start = Instant.FromUtc(2026, 7, 1, 8, 0);
        var own = new List<string>();
        await using var test = new TestDesk(
            desk =>
                desk.AddPolicy(Policy)
                    .UseRequesters((_, id, _) => Task.FromResult<Requester?>(Ada with { Id = id }))
                    .UseTransport(
                        (notification, _) =>
                        {
                            own.Add(notification.Template);
                            return Task.CompletedTask;
                        }
                    ),
            start
        );

        var opened = (await test.Desk.OpenAsync(Question)).OrThrow().Ticket;
        await test.AdvanceAsync(Duration.Zero);

        Assert.Equal(start, opened.OpenedAt);
        Assert.Equal(2, own.Count);
        Assert.Equal(2, test.Sent.Length); // the host's transport stands beside the record
    }

    [Fact]
    public async Task Time_does_not_go_back()
    {
        await using var test = new TestDesk(Policy, Ada);

        var error = await Assert.ThrowsAsync<SupportKitException>(() => test.AdvanceAsync(-Duration.Epsilon));

        Assert.Equal(SupportKitErrors.TestingTimeReversed, error.Code);
    }

    private static OpenRequest Question =>
        new()
        {
            Requester = "ada",
            Category = "question",
            Channel = "web",
            Title = "How?",
            Body = "How does it work?",
        };
}
