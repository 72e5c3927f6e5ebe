using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>What Capgo's public policy says of a request, with cases on both sides of each line.</summary>
public class CapgoTests
{
    private readonly ScenarioDeskFixture desk = new("capgo") { Requester = Facts(("plan", "solo")) };

    [Theory]
    [InlineData("configuration", "live-updates", null)]
    [InlineData("troubleshooting", "command-line", null)]
    [InlineData("troubleshooting", "other", "other-technology")]
    [Trait("Requirement", "CAP-1")]
    public async Task Only_the_platforms_own_technologies_are_covered(
        string category,
        string technology,
        string? refusedBy
    )
    {
        if (refusedBy is null)
        {
            Assert.Equal("technical", (await desk.OpensAsync(category, Technical(technology))).Ticket.Queue);
            return;
        }
        var refusal = await desk.RefusesAsync<Refusal.OutOfScope>(category, Technical(technology));

        Assert.Equal(refusedBy, refusal.Rule);
        Assert.StartsWith("Non couvert", refusal.Because.Get("fr"));
    }

    [Theory]
    [InlineData("anything-else", "configuration and troubleshooting only")]
    [InlineData("custom-development", "does not write your app's code")]
    [Trait("Requirement", "CAP-1")]
    public async Task Any_other_subject_is_not_covered_and_the_reason_is_told(string category, string reason)
    {
        var refusal = await desk.RefusesAsync<Refusal.OutOfScope>(category);

        Assert.Contains(reason, refusal.Because.Get("en"));
        Assert.StartsWith("Not covered", refusal.Because.Get("en"));
    }

    [Theory]
    [InlineData("free", "billing")]
    [InlineData("free", "account")]
    [InlineData("enterprise", "billing")]
    [InlineData(null, "billing")]
    [Trait("Requirement", "CAP-2")]
    public async Task Billing_and_account_requests_are_open_to_all(string? plan, string category)
    {
        desk.Requester = plan is null ? FactSet.Empty : Facts(("plan", plan));

        Assert.Equal("customer-care", (await desk.OpensAsync(category)).Ticket.Queue);
    }

    [Theory]
    [InlineData("free", false, false)]
    [InlineData("free", true, true)]
    [InlineData("solo", false, true)]
    [InlineData("team", false, true)]
    [InlineData("enterprise", false, true)]
    [InlineData(null, false, false)]
    [Trait("Requirement", "CAP-3")]
    public async Task A_technical_request_needs_a_paid_plan_or_a_paid_add_on(string? plan, bool addOn, bool accepted)
    {
        var known = Facts(("paidAddOn", addOn));
        desk.Requester = plan is null ? known : known.With("plan", plan);

        if (accepted)
            await desk.OpensAsync("configuration", Technical());
        else
            Assert.Equal("not-paid", (await desk.RefusesAsync<Refusal.OutOfScope>("configuration", Technical())).Rule);
    }

    [Fact]
    [Trait("Requirement", "CAP-3")]
    public async Task A_person_cannot_claim_a_paid_plan_in_the_form() =>
        Assert.Equal(
            "intake.answer_rejected",
            (
                await desk.RefusesAsync<Refusal.CommandRefused>(
                    "configuration",
                    [.. Technical(), ("plan", "enterprise")]
                )
            ).Code
        );

    [Theory]
    [InlineData("console", true)]
    [InlineData("email", true)]
    [InlineData("github-issues", false)]
    [InlineData("discord", false)]
    [Trait("Requirement", "CAP-4")]
    public async Task Only_what_arrives_by_an_official_channel_becomes_a_ticket(string channel, bool accepted)
    {
        desk.Channel = channel;

        if (accepted)
            Assert.Equal(channel, (await desk.OpensAsync("billing")).Ticket.Channel);
        else
            Assert.Equal("intake.channel_unknown", (await desk.RefusesAsync<Refusal.CommandRefused>("billing")).Code);
    }

    [Theory]
    [InlineData("free")]
    [InlineData("enterprise")]
    [Trait("Requirement", "CAP-5")]
    public async Task A_code_debugging_question_is_sent_to_the_community_with_advice(string plan)
    {
        desk.Requester = Facts(("plan", plan));

        var sent = await desk.RefusesAsync<Refusal.RedirectedTo>("code-debugging");

        Assert.Equal("github-issues", sent.To);
        Assert.All(
            (string[])["details", "error messages", "code that reproduces"],
            part => Assert.Contains(part, sent.Advice.Get("en"))
        );
    }

    [Fact]
    [Trait("Requirement", "CAP-5")]
    public async Task Troubleshooting_the_platform_is_not_code_debugging() =>
        Assert.Equal("technical", (await desk.OpensAsync("troubleshooting", Technical())).Ticket.Queue);

    [Fact]
    [Trait("Requirement", "CAP-8")]
    public async Task Premium_support_has_a_contact_of_its_own()
    {
        desk.Requester = Facts(("plan", "team"));

        Assert.Equal("premium-contact", (await desk.RefusesAsync<Refusal.RedirectedTo>("premium")).To);
        desk.Channel = "premium-contact";
        Assert.Equal("premium", (await desk.OpensAsync("premium")).Ticket.Queue);
    }

    [Theory]
    [InlineData("free", false)]
    [InlineData("solo", false)]
    [InlineData("team", true)]
    [InlineData("enterprise", true)]
    [Trait("Requirement", "CAP-8")]
    public async Task Premium_support_is_for_team_and_enterprise(string plan, bool accepted)
    {
        desk.Requester = Facts(("plan", plan));
        desk.Channel = "premium-contact";

        if (accepted)
            await desk.OpensAsync("premium");
        else
            Assert.Equal("premium-of-other-plans", (await desk.RefusesAsync<Refusal.OutOfScope>("premium")).Rule);
    }

    internal static (string, FactValue)[] Technical(string technology = "live-updates") =>
        [("technology", technology), ("appId", "com.example.app")];
}
