using System.Text;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>What of a customer's environment is shown before and after signing in, with cases on both sides of each line.</summary>
public class DigibeePrivacyTests
{
    private readonly ScenarioDeskFixture desk = DigibeeDeskFixture.Open();

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, null, false)] // the host does not say: as if not signed in
    [InlineData(null, null, false)]
    [InlineData(false, null, true)] // without a contract there is no environment
    [Trait("Requirement", "DIG-7")]
    [Trait("Requirement", "DIG-10")]
    public async Task Data_of_an_environment_is_shown_only_to_a_customer_who_is_signed_in(
        bool? contract,
        bool? signedIn,
        bool shown
    )
    {
        var (ticket, viewer) = (await ConversesAsync(), Of(contract, signedIn));

        var read = (await desk.Desk.FindAsync(ScenarioDeskFixture.KeyOf(ticket), viewer))!;
        var listed = Assert.Single((await desk.Desk.ListAsync(new TicketQuery(read.Tenant, viewer))).Tickets);
        var history = await desk.Desk.GetHistoryAsync(ScenarioDeskFixture.KeyOf(ticket), viewer);

        Assert.Equal(read.Title, listed.Title);
        Assert.Equal(shown, read.Title == "Connectors down");
        foreach (
            var secret in (string[])["orders-sync", "a1b2", "timed out", "PROD", "Connectors down", "node 7", "did it"]
        )
        {
            Assert.Equal(
                shown,
                history.Any(recorded => TicketJson.Write(recorded).Contains(secret, StringComparison.Ordinal))
            );
            Assert.False(!shown && Text(read).Contains(secret, StringComparison.Ordinal), $"{secret} is withheld.");
        }
    }

    [Fact]
    [Trait("Requirement", "DIG-7")]
    public async Task Before_signing_in_a_customer_sees_how_their_ticket_stands()
    {
        var ticket = await ConversesAsync();

        var read = (await desk.Desk.FindAsync(ScenarioDeskFixture.KeyOf(ticket), Of(true, false)))!;

        Assert.Equal((ticket.State, ticket.Category, ticket.Priority), (read.State, read.Category, read.Priority));
        Assert.Equal(ticket.Promises, read.Promises);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "DIG-10")]
    public async Task A_file_is_opened_only_by_a_customer_who_is_signed_in(bool signedIn)
    {
        var ticket = await ConversesAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        var attached = await desk.Desk.AttachAsync(
            ScenarioDeskFixture.KeyOf(ticket),
            Ana,
            "app.log",
            "text/plain",
            content
        );
        var file = attached.OrThrow().Ticket.Attachments[0].Id;

        var opened = await desk.Desk.OpenAttachmentAsync(ScenarioDeskFixture.KeyOf(ticket), Of(true, signedIn), file);

        Assert.Equal(signedIn, opened is not null);
    }

    [Fact]
    [Trait("Requirement", "DIG-10")]
    public async Task The_desk_sees_all_of_it()
    {
        var ticket = await ConversesAsync();

        Assert.Equal("orders-sync", (await desk.ReadAsync(ticket)).Facts["pipelineName"]);
    }

    private async Task<Ticket> ConversesAsync()
    {
        desk.Title = "Connectors down";
        var ticket = (await desk.OpensAsync("incident", DigibeeDeskFixture.Answers())).Ticket;
        await desk.DoesAsync(ticket, new TicketCommand.ChangePriority(Agent, "P2", "Only node 7 is gone."));
        await desk.DoesAsync(ticket, new TicketCommand.Reply(Agent, "The release of orders-sync did it."));
        return await desk.DoesAsync(ticket, new TicketCommand.SetNextStep(Agent, "Roll back node 7."));
    }

    private static Viewer Of(bool? contract, bool? signedIn)
    {
        var known = FactSet.Empty;
        if (contract is { } has)
            known = known.With("contract", has);
        if (signedIn is { } @is)
            known = known.With("signedIn", @is);
        return Viewer.OfRequester("ana") with { Facts = known };
    }

    private static string Text(Ticket ticket) => TicketJson.Write(ticket);
}
