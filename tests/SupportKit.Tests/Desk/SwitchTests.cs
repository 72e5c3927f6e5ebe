using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Desk;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using SupportKit.Storage;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Desk;

/// <summary>
/// Incidents about parts of a product: operators turn them on and off, requests about them are known by category and answers, and those who wrote
/// about one are told when it is over.
/// </summary>
public class SwitchTests
{
    private const string Text = """
        {
          "id": "product",
          "languages": ["en", "fr"],
          "channels": { "web": {} },
          "categories": { "question": {}, "billing": {} },
          "facts": { "part": { "values": ["updates", "login"] } },
          "forms": { "question": { "optional": ["part"] } },
          "switches": {
            "incident": {
              "subjects": {
                "updates-api": {
                  "label": { "en": "Incident of the updates", "fr": "Incident des mises à jour" },
                  "when": { "category": "question", "part": "updates" }
                },
                "login": { "when": { "part": "login" } }
              }
            },
            "busy": {}
          },
          "scope": [{ "id": "everybody", "then": "accept" }],
          "priority": {
            "levels": ["known", "other", "normal"],
            "rules": [
              { "id": "updates", "when": { "incident.updates-api": true }, "then": "known" },
              { "id": "incident", "when": { "incident": true }, "then": "other" },
              { "id": "all", "then": "normal" }
            ]
          },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
        }
        """;

    private static readonly Actor Dora = Actor.Lead("dora");

    private readonly DeskFixture host = NewHost();

    [Fact]
    public async Task A_request_is_about_an_incident_by_its_category_and_its_answers()
    {
        await host.Desk.StartSwitchAsync("incident", Dora, "updates-api");

        Assert.Equal("known", (await OpenAsync("updates")).Priority);
        Assert.Equal("normal", (await OpenAsync("login")).Priority);
        Assert.Equal("normal", (await OpenAsync(null)).Priority);
        Assert.Equal("normal", (await OpenAsync(null, category: "billing")).Priority);
    }

    [Fact]
    public async Task Several_incidents_are_on_at_once_and_end_each_by_itself()
    {
        await host.Desk.StartSwitchAsync("incident", Dora, "updates-api");
        await host.Desk.StartSwitchAsync("incident", Dora, "login");
        Assert.Equal("known", (await OpenAsync("updates")).Priority);
        Assert.Equal("other", (await OpenAsync("login")).Priority);

        await host.Desk.EndSwitchAsync("incident", Dora, "updates-api");
        Assert.Equal("normal", (await OpenAsync("updates")).Priority);
        Assert.Equal("other", (await OpenAsync("login")).Priority);
    }

    [Fact]
    public async Task What_is_on_is_listed_with_who_turned_it_on_and_when()
    {
        await host.Desk.StartSwitchAsync("incident", Dora, "login");
        host.Time.Advance(Duration.FromMinutes(5));
        await host.Desk.StartSwitchAsync("busy", Agent);
        await host.Desk.StartSwitchAsync("incident", Agent, "login"); // it is on already

        Assert.Equal(
            [
                new DeskSwitch("incident", "login", Dora, Monday),
                new DeskSwitch("busy", null, Agent, Monday + Duration.FromMinutes(5)),
            ],
            await host.Desk.SwitchesAsync()
        );

        await host.Desk.EndSwitchAsync("incident", Agent, "login");
        Assert.Equal(["busy"], (await host.Desk.SwitchesAsync()).Select(on => on.Name));
    }

    [Fact]
    public async Task Another_process_knows_of_a_switch_from_its_next_request_on()
    {
        var other = NewHost(host);
        Assert.Equal("normal", (await OpenAsync("updates", other)).Priority);

        await host.Desk.StartSwitchAsync("incident", Dora, "updates-api");

        Assert.Equal("known", (await OpenAsync("updates", other)).Priority);
        Assert.Equal(await host.Desk.SwitchesAsync(), await other.Desk.SwitchesAsync());
    }

    [Fact]
    public async Task Whoever_wrote_about_it_is_told_once_when_it_is_over_and_nobody_else()
    {
        var longAgo = await OpenAsync("updates");
        host.Time.Advance(Duration.FromDays(2));
        var before = await OpenAsync("updates", requester: "fanny");
        host.Time.Advance(Duration.FromHours(1));
        await host.Desk.StartSwitchAsync("incident", Dora, "updates-api");
        var during = await OpenAsync("updates");
        var solved = await OpenAsync("updates");
        (await host.Desk.ApplyAsync(solved.Key, new TicketCommand.MarkSpam(Agent))).OrThrow();
        var another = await OpenAsync("login");
        await DrainAsync();
        var receipts = host.Transport.Sent.Count;
        host.Time.Advance(Duration.FromHours(1));

        Assert.Equal(2, await host.Desk.EndSwitchAsync("incident", Dora, "updates-api"));
        host.Time.Advance(Duration.FromSeconds(1));
        await OpenAsync("updates"); // after its end
        Assert.Equal(0, await host.Desk.EndSwitchAsync("incident", Agent, "updates-api"));

        await DrainAsync();
        var told = host
            .Transport.Sent.Skip(receipts)
            .Where(sent =>
                sent.Subject.Contains("over", StringComparison.Ordinal)
                || sent.Subject.Contains("terminé", StringComparison.Ordinal)
            )
            .ToList();
        Assert.Equal(
            ((TicketId[])[before.Id, during.Id]).OrderBy(id => id.Value),
            told.Select(sent => sent.Ticket).OrderBy(id => id.Value)
        );
        Assert.Contains(
            "Incident des mises à jour : c'est terminé",
            told.Single(sent => sent.Ticket == before.Id).Body
        );
        Assert.Contains("Incident of the updates: this is over", told.Single(sent => sent.Ticket == during.Id).Body);
        foreach (var ticket in (Ticket[])[longAgo, solved, another])
            Assert.DoesNotContain(await EventsAsync(ticket), one => one is TicketEvent.SwitchEnded);
        var told2 = Assert.Single((await EventsAsync(during)).OfType<TicketEvent.SwitchEnded>());
        Assert.Equal(("incident", "updates-api"), (told2.Switch, told2.Subject));
    }

    [Fact]
    public async Task An_operator_may_reach_further_back_or_tell_nobody()
    {
        await OpenAsync("updates");
        host.Time.Advance(Duration.FromDays(2));
        await host.Desk.StartSwitchAsync("incident", Dora, "updates-api");

        Assert.Equal(0, await host.Desk.EndSwitchAsync("incident", Dora, "updates-api", tell: false));
        Assert.Equal(1, await host.Desk.EndSwitchAsync("incident", Dora, "updates-api", openedFrom: Monday));
    }

    [Fact]
    public async Task Who_was_told_of_one_end_is_told_of_the_next_one_too()
    {
        await OpenAsync("updates");
        for (var i = 0; i < 2; i++)
        {
            await host.Desk.StartSwitchAsync("incident", Dora, "updates-api");
            host.Time.Advance(Duration.FromHours(1));
            Assert.Equal(1, await host.Desk.EndSwitchAsync("incident", Dora, "updates-api"));
        }
    }

    [Fact]
    public async Task Of_a_switch_for_the_whole_desk_those_are_told_for_whom_it_was_on()
    {
        await OpenAsync("login");
        await host.Desk.StartSwitchAsync("busy", Dora);
        await OpenAsync(null, category: "billing");
        host.Time.Advance(Duration.FromHours(1));

        Assert.Equal(1, await host.Desk.EndSwitchAsync("busy", Dora));
    }

    [Fact]
    public async Task Whoever_was_interrupted_calls_again_and_the_rest_is_told()
    {
        for (var i = 0; i < 5; i++)
            await OpenAsync("updates");
        var dying = NewHost(host, new StoreThatDies(host.Store, 3));
        await dying.Desk.StartSwitchAsync("incident", Dora, "updates-api");
        await Assert.ThrowsAsync<IOException>(() => dying.Desk.EndSwitchAsync("incident", Dora, "updates-api"));

        Assert.Empty(await host.Desk.SwitchesAsync());
        Assert.Equal(2, await host.Desk.EndSwitchAsync("incident", Agent, "updates-api"));
    }

    [Fact]
    public async Task More_than_a_page_of_tickets_is_told()
    {
        for (var i = 0; i < TicketQuery.MaxLimit + 3; i++)
            await OpenAsync("updates");
        await host.Desk.StartSwitchAsync("incident", Dora, "updates-api");

        Assert.Equal(TicketQuery.MaxLimit + 3, await host.Desk.EndSwitchAsync("incident", Dora, "updates-api"));
    }

    [Theory]
    [InlineData("no-such", null, "has no switch \"no-such\"")]
    [InlineData("incident", null, "Name one of: updates-api, login.")]
    [InlineData("incident", "cli", "has no subject \"cli\"")]
    [InlineData("busy", "login", "Name none")]
    public async Task A_switch_or_a_subject_that_is_not_declared_is_refused(string name, string? subject, string said)
    {
        var error = await Assert.ThrowsAsync<SupportKitException>(() =>
            host.Desk.StartSwitchAsync(name, Dora, subject)
        );
        Assert.Equal(SupportKitErrors.DeskSwitchUnknown, error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SupportKitException>(() => host.Desk.EndSwitchAsync(name, Dora, subject));
    }

    [Fact]
    public async Task Nobody_from_outside_the_desk_turns_a_switch_on() =>
        await Assert.ThrowsAsync<ArgumentException>(() => host.Desk.StartSwitchAsync("busy", Ana));

    [Theory]
    [InlineData("""{ "urgency": 1 }""", "policy.fact_unknown")]
    [InlineData("""{ "part": "api" }""", "policy.value_unknown")]
    [InlineData("""{ "priority": "known" }""", "policy.fact_unknown")] // not decided yet
    [InlineData("""{ "busy": true }""", "policy.fact_unknown")] // a switch itself
    public void The_condition_of_a_subject_takes_what_is_known_when_a_request_comes(string when, string code)
    {
        var text = Text.Replace("""{ "part": "login" }""", when, StringComparison.Ordinal);

        var problem = Assert.Single(Assert.Throws<PolicyException>(() => Policy.Parse(text)).Problems);

        Assert.Equal(code, problem.Code);
        Assert.StartsWith("$.switches.incident.subjects.login.when", problem.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_without_a_condition_is_refused()
    {
        var text = Text.Replace("""{ "when": { "part": "login" } }""", "{}", StringComparison.Ordinal);

        Assert.Contains("when", Assert.Throws<PolicyException>(() => Policy.Parse(text)).Message);
    }

    [Fact]
    public void The_checker_wants_the_label_of_a_subject_in_each_language()
    {
        var text = Text.Replace(""" "en": "Incident of the updates", """, "", StringComparison.Ordinal);

        Assert.Contains(
            PolicyChecker.Analyze(Policy.Parse(text)),
            finding => finding.Path == "$.switches.incident.subjects.updates-api.label"
        );
    }

    private static DeskFixture NewHost(DeskFixture? beside = null, ITicketStore? store = null)
    {
        var made = new DeskFixture(desk =>
        {
            if (beside is not null)
            {
                desk.Services.AddSingleton(store ?? beside.Store).AddSingleton<TimeProvider>(beside.Time);
                desk.Services.AddSingleton(beside.Host.Services.GetRequiredService<IDeskSwitches>());
            }
            desk.UseRequesters(
                (_, id, _) => Task.FromResult<Requester?>(new(id, id == "fanny" ? "fr" : "en", FactSet.Empty))
            );
        });
        made.Host.Services.GetRequiredService<PolicyCatalog>().Replace(SupportDesk.DefaultTenant, Policy.Parse(Text));
        return made;
    }

    private async Task<Ticket> OpenAsync(
        string? part,
        DeskFixture? at = null,
        string category = "question",
        string requester = "ana"
    ) => (
            await (at ?? host).Desk.OpenAsync(
                new OpenRequest
                {
                    Requester = requester,
                    Category = category,
                    Channel = "web",
                    Title = "It does not work",
                    Body = "Since noon.",
                    Answers = part is null ? FactSet.Empty : FactSet.Empty.With("part", part),
                }
            )
        ).OrThrow().Ticket;

    private async Task<IEnumerable<TicketEvent>> EventsAsync(Ticket ticket) =>
        (await host.Desk.GetHistoryAsync(ticket.Key, Viewer.Desk)).Select(recorded => recorded.Event);

    private async Task DrainAsync()
    {
        while (await host.Outbox.ProcessAsync() > 0) { }
    }
}
