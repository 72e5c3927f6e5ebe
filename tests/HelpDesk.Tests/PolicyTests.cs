using System.Net;
using NodaTime;
using SupportKit;
using SupportKit.Decisions;
using SupportKit.Testing;

namespace HelpDesk.Tests;

/// <summary>The sample's policy and directory as a whole desk, without a web server and a database.</summary>
public class PolicyTests
{
    [Fact]
    public async Task An_outage_that_nobody_answers_breaks_its_promise()
    {
        await using var test = new TestDesk(desk =>
            desk.AddPolicyFile(Path.Combine(AppContext.BaseDirectory, "policies", "digibee.json"))
                .UseRequesters<People>()
        );
        var opened = (await test.Desk.OpenAsync(Outage)).OrThrow().Ticket;
        await test.AdvanceAsync(Duration.FromDays(1));

        Assert.Equal("P1", opened.Priority);
        Assert.Contains(test.Sent, sent => sent.Template == "promise-breached");
        Assert.All(
            test.Sent.Where(sent => sent.To.Kind == RecipientKind.Requester),
            sent => Assert.Equal("pt", sent.Language)
        );
    }

    [Theory]
    [InlineData("app-vendor")]
    [InlineData("atlassian-cloud")]
    [InlineData("capgo")]
    [InlineData("digibee")]
    [InlineData("gitlab")]
    [InlineData("goodbarber")]
    [InlineData("heroku")]
    [InlineData("itil")]
    [InlineData("osortoo")]
    public async Task Each_sample_policy_can_be_taken_for_the_product(string policy)
    {
        using var host = new HelpDeskFixture(policy);
        var tomas = await Visitor.SignInAsync(host, "tomas");

        var form = await tomas.GetAsync("/support/form");

        var categories = form["categories"]!.AsArray();
        Assert.NotEmpty(categories);
        foreach (var category in categories)
        {
            // What the form wants beside these is told, and nothing breaks.
            var request = new
            {
                category = (string?)category!["id"],
                title = "How is it?",
                body = "Please tell.",
            };
            using var answer = await tomas.SendAsync("/support/tickets", request);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.UnprocessableEntity,
                $"{policy}, {request.category}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
            );
        }
    }

    private static OpenRequest Outage =>
        new()
        {
            Requester = "ana",
            Category = "incident",
            Channel = "platform",
            Title = "Connectors down",
            Body = "Every connector answers with a time-out.",
            Stated = FactSet.Empty.With("signedIn", true),
            Answers = FactSet
                .Empty.With("pipelineName", "orders-sync")
                .With("environment", "PROD")
                .With("impact", "total")
                .With("workaround", false)
                .With("pipelineKey", "a1b2")
                .With("errorMessage", "connect timed out")
                .With("errorAt", "2026-03-02 07:58")
                .With("expected", "orders arrive")
                .With("actual", "nothing arrives")
                .With("analysis", "retried three times"),
        };
}
