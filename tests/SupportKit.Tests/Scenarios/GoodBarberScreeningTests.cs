using SupportKit.Screening;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>How GoodBarber's public policy asks people to write, with cases on both sides of each line.</summary>
public class GoodBarberScreeningTests
{
    private readonly ScenarioDeskFixture desk = new("goodbarber");

    [Theory]
    [InlineData("The invoice is wrong. Another problem: the video of the home page does not start.", true)]
    [InlineData("The invoice is wrong. Here is how to see it: 1. open it 2. look at the total.", false)]
    [Trait("Requirement", "GB-9")]
    public async Task A_second_problem_belongs_in_a_ticket_of_its_own(string body, bool advised)
    {
        desk.Body = body;

        var opened = await desk.OpensAsync("billing-invoice");

        Assert.Equal(advised, opened.Screening.Any(finding => finding.Check == MessageCheck.MultipleIssues));
    }

    [Fact]
    [Trait("Requirement", "GB-10")]
    public async Task A_second_ticket_on_the_same_subject_is_taken_and_told_that_it_delays_the_answer()
    {
        (desk.Title, desk.Body) = ("Invoice of March", "The invoice of March has the wrong address on it.");
        Assert.Empty((await desk.OpensAsync("billing-invoice")).Screening);

        var again = await desk.OpensAsync("billing-invoice");
        (desk.Title, desk.Body) = ("Colours", "How do I change the colour of the menu?");
        var other = await desk.OpensAsync("billing-subscription");

        Assert.Equal(MessageCheck.Duplicates, Assert.Single(again.Screening).Check);
        Assert.Empty(other.Screening);
    }

    [Fact]
    [Trait("Requirement", "GB-10")]
    public async Task The_same_message_again_and_again_is_noticed()
    {
        var ticket = (await desk.OpensAsync("billing-invoice")).Ticket;
        var found = new List<bool>();

        for (var i = 0; i < 4; i++)
        {
            desk.Time.Advance(NodaTime.Duration.FromMinutes(1));
            var reply = await desk.Desk.ApplyAsync(ticket.Key, new TicketCommand.Reply(Ana, "Any news?"));
            found.Add(reply.OrThrow().Decision!.Screening.Any(finding => finding.Check == MessageCheck.RateLimit));
        }

        Assert.Equal([false, false, true, true], found);
    }

    [Theory]
    [InlineData("PLEASE REPAIR THIS NOW BECAUSE NOTHING WORKS", true)]
    [InlineData("Please repair the PDF export: the API answers HTTP 500.", false)]
    [Trait("Requirement", "GB-11")]
    public async Task Who_writes_in_capitals_is_asked_to_rewrite(string body, bool asked)
    {
        desk.Body = body;

        if (asked)
            Assert.Equal(
                "screening.rewrite_requested",
                (await desk.RefusesAsync<Refusal.MessageRefused>("billing-invoice")).Code
            );
        else
            await desk.OpensAsync("billing-invoice");
    }

    [Theory]
    [InlineData("Aide", true)]
    [InlineData("Help!!!", true)]
    [InlineData("J'ai un problème urgent", true)]
    [InlineData("Ça ne marche pas", true)]
    [InlineData("Le menu ne marche pas", false)]
    [InlineData("Invoice of March", false)]
    [Trait("Requirement", "GB-3")]
    public async Task A_title_that_says_nothing_is_advised_on(string title, bool advised)
    {
        desk.Title = title;

        var opened = await desk.OpensAsync("billing-invoice");

        Assert.Equal(advised, opened.Screening.Any(finding => finding.Check == MessageCheck.VagueTitle));
    }

    [Theory]
    [InlineData("Espèce d'imbécile !", "on-hold")]
    [InlineData("Dites à l’imbécile qui répond de lire.", "on-hold")]
    [InlineData("Quelle bande d'IMBÉCILES", "on-hold")]
    [InlineData("Le mot imbécilement est coupé.", "new")]
    [Trait("Requirement", "GB-12")]
    public async Task A_french_insult_is_found_after_an_article_without_its_vowel(string body, string state)
    {
        (desk.Language, desk.Body) = ("fr", body);

        Assert.Equal(state, (await desk.OpensAsync("billing-invoice")).Ticket.State);
    }

    [Theory]
    [InlineData("You are idiots.", "on-hold")]
    [InlineData("The word 'idiosyncratic' is cut off on the page.", "new")]
    [Trait("Requirement", "GB-12")]
    public async Task An_insult_is_looked_at_before_anybody_answers(string body, string state)
    {
        desk.Body = body;

        Assert.Equal(state, (await desk.OpensAsync("billing-invoice")).Ticket.State);
    }
}
