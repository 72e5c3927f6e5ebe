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
