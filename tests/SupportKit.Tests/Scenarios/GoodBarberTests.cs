using SupportKit.Rules;
using SupportKit.Screening;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>What GoodBarber's public policy says of a request, with cases on both sides of each line.</summary>
public class GoodBarberTests
{
    private const string Page = "https://example.com/manage/design";

    private readonly ScenarioDeskFixture desk = new("goodbarber");

    [Theory]
    [InlineData("design-navigation", "design")]
    [InlineData("design-templates", "design")]
    [InlineData("content-articles", "design")]
    [InlineData("content-videos", "video")]
    [InlineData("publication-stores", "publication")]
    [InlineData("publication-web", "publication")]
    [InlineData("fault-app", "technical")]
    [InlineData("fault-back-office", "technical")]
    [InlineData("billing-invoice", "billing")]
    [InlineData("billing-subscription", "billing")]
    [Trait("Requirement", "GB-1")]
    public async Task The_sub_category_that_is_picked_decides_who_gets_it(string category, string queue) =>
        Assert.Equal(queue, (await desk.OpensAsync(category, Answers(category))).Ticket.Queue);

    [Fact]
    [Trait("Requirement", "GB-1")]
    public async Task A_category_alone_is_not_enough_where_it_has_sub_categories()
    {
        var parents = desk.Policy.Intake.Categories.Select(category => category.Parent).OfType<string>().Distinct();

        foreach (var parent in parents)
        {
            var refusal = await desk.RefusesAsync<Refusal.OutOfScope>(parent, Answers(parent));
            Assert.Contains("nearest", refusal.Because.Get("en"));
        }
    }

    [Fact]
    [Trait("Requirement", "GB-1")]
    public async Task Every_sub_category_can_be_picked()
    {
        foreach (var category in desk.Policy.Intake.Categories.Where(category => category.Parent is not null))
            await desk.OpensAsync(category.Id, Answers(category.Id));
    }

    [Theory]
    [InlineData("goodbarber", true)]
    [InlineData("external", false)]
    [Trait("Requirement", "GB-2")]
    public async Task Faults_in_external_code_are_not_repaired(string codeOf, bool accepted)
    {
        (string, FactValue)[] answers = [("page", Page), ("codeOf", codeOf)];

        if (accepted)
            await desk.OpensAsync("fault-app", answers);
        else
            Assert.Equal("external-code", (await desk.RefusesAsync<Refusal.OutOfScope>("fault-app", answers)).Rule);
    }

    [Fact]
    [Trait("Requirement", "GB-3")]
    public async Task What_is_missing_is_said_before_sending()
    {
        var missing = await desk.RefusesAsync<Refusal.NeedInfo>("fault-app");
        var opened = await desk.OpensAsync("fault-app", Answers("fault-app"));

        Assert.Equal(["page", "codeOf"], missing.Missing.Select(field => field.Name));
        Assert.Equal("Merci d'ajouter : lien de la page du back office, code en cause.", missing.ToRequesterText("fr"));
        Assert.Equal(["errorMessage", "screenshot"], opened.Completeness.WouldHelp.Select(field => field.Name));
        await desk.OpensAsync("billing-invoice"); // no page of the back office is meant
    }

    [Fact]
    [Trait("Requirement", "GB-3")]
    public async Task A_screenshot_without_a_link_keeps_no_request_out_and_its_words_reach_the_desk()
    {
        desk.Body = "The menu is cut off.";

        var opened = await desk.OpensAsync("design-navigation", ("page", Page), ("screenshot", "see the mail of Bia"));

        Assert.Equal(
            "The menu is cut off.\n\nscreenshot: see the mail of Bia",
            Assert.Single(await desk.EventsAsync<TicketEvent.Opened>(opened.Ticket)).Event.Body.Text
        );
        Assert.Null(opened.Ticket.Facts["screenshot"]);
        Assert.Equal(MessageCheck.AnswerUnreadable, Assert.Single(opened.Screening).Check);
        Assert.Equal(["screenshot"], opened.Completeness.WouldHelp.Select(field => field.Name));
    }

    [Fact]
    [Trait("Requirement", "GB-3")]
    public async Task An_empty_answer_is_none_and_needs_no_advice() =>
        Assert.Empty((await desk.OpensAsync("design-navigation", ("page", Page), ("screenshot", " "))).Screening);

    [Fact]
    [Trait("Requirement", "GB-3")]
    public async Task An_attached_picture_is_a_screenshot()
    {
        var opened = await desk.OpensAsync("design-navigation", ("page", Page));
        Assert.Equal(0.5m, opened.Completeness.Share);

        using var picture = new MemoryStream([0x89, 0x50, 0x4E, 0x47]);
        var attached = await desk.Desk.AttachAsync(opened.Ticket.Key, Ana, "menu.png", "image/png", picture);

        Assert.Equal(1, attached.OrThrow().Decision!.Completeness.Share);
    }

    [Fact]
    [Trait("Requirement", "GB-3")]
    public async Task A_link_to_a_page_is_an_address() =>
        Assert.Equal(
            "intake.answer_rejected",
            (await desk.RefusesAsync<Refusal.CommandRefused>("design-navigation", ("page", "the second one"))).Code
        );

    [Theory]
    [InlineData("2026-03-03T14:00:00Z", "2026-03-04T14:00:00Z")] // Tuesday at three: Wednesday at three
    [InlineData("2026-03-07T12:00:00Z", "2026-03-10T08:00:00Z")] // Saturday: as if on Monday at nine
    [InlineData("2026-03-27T15:00:00Z", "2026-03-30T14:00:00Z")] // Friday at four, over the change to summer time
    [InlineData("2026-04-30T14:00:00Z", "2026-05-04T14:00:00Z")] // the first of May and a weekend between
    [InlineData("2026-05-01T10:00:00Z", "2026-05-05T07:00:00Z")] // on the first of May: as if on Monday at nine
    [Trait("Requirement", "GB-6")]
    public async Task An_answer_comes_within_one_business_day(string asked, string due)
    {
        var promise = (await desk.OpensAtAsync(asked, "billing-invoice")).Ticket.PromiseOf("first-response")!;

        Assert.Equal((At(due), PromiseKind.Typical), (promise.Due, promise.Kind));
    }

    [Theory]
    [InlineData("2026-03-02T11:00:00Z", true)] // a Monday
    [InlineData("2026-03-03T11:00:00Z", false)] // a Tuesday
    [InlineData("2026-03-01T23:30:00Z", true)] // Monday has begun in Paris
    [InlineData("2026-02-28T11:00:00Z", true)] // a Saturday: taken up on Monday
    [InlineData("2026-03-01T22:30:00Z", true)] // a Sunday too
    [InlineData("2026-03-06T16:59:59Z", false)] // Friday, a second before six in the evening
    [InlineData("2026-03-06T17:00:00Z", true)] // and at six: the desk has closed until Monday
    [InlineData("2026-03-02T16:59:59Z", true)] // Monday, a second before six
    [InlineData("2026-03-02T17:00:00Z", false)] // and at six: taken up on Tuesday
    [InlineData("2026-03-02T23:30:00Z", false)] // Tuesday has begun
    [InlineData("2026-04-04T11:00:00Z", false)] // the Saturday before Easter Monday: taken up on Tuesday
    [InlineData("2026-07-05T22:30:00Z", true)] // in summer, Monday has begun in Paris
    [Trait("Requirement", "GB-7")]
    public async Task Of_what_is_taken_up_on_a_monday_the_person_is_told_that_it_may_take_longer(
        string asked,
        bool told
    )
    {
        var opened = await desk.OpensAtAsync(asked, "billing-invoice");

        Assert.Equal(told ? "answer-on-monday" : "answer", opened.Ticket.PromiseOf("first-response")!.Rule);
        Assert.Equal(told, (await desk.ReceiptAsync()).Contains("Mondays are busy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-04-01T07:00:00Z", PromiseStatus.Met)] // Wednesday at nine: the last instant
    [InlineData("2026-04-01T07:00:00.000001Z", PromiseStatus.Breached)] // and the first after it
    [Trait("Requirement", "GB-6")]
    public async Task An_answer_on_the_last_instant_is_in_time_and_one_after_it_is_not(string at, PromiseStatus verdict)
    {
        // Monday at eight in the evening, after hours: as if on Tuesday at nine, the last day of March.
        var ticket = (await desk.OpensAtAsync("2026-03-30T18:00:00Z", "billing-invoice")).Ticket;
        Assert.Equal(At("2026-04-01T07:00:00Z"), ticket.PromiseOf("first-response")!.Due);
        await desk.DoesAsync(ticket, new TicketCommand.Assign(Actor.Lead("lea"), "bia"));

        ticket = await desk.DoesAtAsync(at, ticket, new TicketCommand.Reply(Agent, "It is corrected."));

        Assert.Equal(verdict, ticket.PromiseOf("first-response")!.Status);
    }

    [Fact]
    [Trait("Requirement", "GB-6")]
    public async Task While_the_desk_is_closed_nobody_is_warned_and_nothing_is_late()
    {
        // Thursday at three in the afternoon; Friday is the first of May, then a weekend: due on Monday at three.
        var ticket = (await desk.OpensAtAsync("2026-04-30T13:00:00Z", "billing-invoice")).Ticket;

        await desk.PassesAsync("2026-05-04T06:59:59Z"); // Monday, a second before nine
        Assert.Equal(PromiseStatus.Running, (await desk.ReadAsync(ticket)).PromiseOf("first-response")!.Status);
        Assert.DoesNotContain(await desk.SentAsync(), sent => sent.Subject.Contains("late", StringComparison.Ordinal));

        await desk.PassesAsync("2026-05-04T13:00:00.000001Z");
        Assert.Equal(PromiseStatus.Breached, (await desk.ReadAsync(ticket)).PromiseOf("first-response")!.Status);
        // Three quarters of nine hours: three on Thursday, three and three quarters on Monday.
        Assert.Equal(
            [At("2026-05-04T10:45:00Z")],
            (await desk.EventsAsync<TicketEvent.PromiseWarned>(ticket)).Select(warned => warned.At)
        );
    }

    private static (string, FactValue)[] Answers(string category) =>
        category.StartsWith("billing", StringComparison.Ordinal) ? []
        : category.StartsWith("fault", StringComparison.Ordinal) ? [("page", Page), ("codeOf", "goodbarber")]
        : [("page", Page)];
}
