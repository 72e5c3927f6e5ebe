using NodaTime;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Whoever is brought into a ticket is asked once, and left alone until they accept.</summary>
public class SharingConsentTests
{
    private static readonly TicketCommand.Share WithRui = new(Ana, "rui");
    private static readonly TicketCommand.Reply Answer = new(Bia, "Here is an answer.");

    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    [Fact]
    public async Task Of_500_accounts_that_never_asked_each_that_may_be_brought_in_gets_one_invitation_and_nothing_else()
    {
        var (messages, refused) = await ShareWithEverybodyAsync(life);

        Assert.Equal(Enumerable.Repeat("invited", 50), messages);
        Assert.Equal(450, refused.Count);
        Assert.All(refused, code => Assert.Equal("sharing.invitations_exceeded", code));
    }

    [Fact]
    public async Task The_day_after_the_requester_may_bring_in_others()
    {
        var desk = With("""{ "invitationsPerDay": 1 }""");
        var ticket = await desk.OpenAsync();
        await desk.DoAsync(ticket, WithRui);
        var other = await desk.OpenAsync();
        var share = new TicketCommand.Share(Ana, "tomas");

        Assert.Equal("sharing.invitations_exceeded", await desk.RefusedAsync(other, share));
        // Rui is there already, which brings nobody in.
        await desk.DoAsync(ticket, WithRui);
        desk.Time.Advance(Duration.FromDays(1));
        await desk.DoAsync(other, share);
    }

    [Fact]
    public async Task Who_is_invited_reads_and_is_told_of_nothing_until_they_accept()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, WithRui);
        await life.DoAsync(ticket, Answer);

        Assert.NotNull(await life.Desk.FindAsync(Key(ticket), Viewer.OfRequester("rui")));
        Assert.Equal(["invited"], await ToldRuiAsync(life));

        await life.DoAsync(ticket, new TicketCommand.AcceptInvitation(Rui));
        await life.DoAsync(ticket, Answer);
        Assert.Equal(["news"], await ToldRuiAsync(life));
        Assert.Equal(
            "sharing.invitation_missing",
            await life.RefusedAsync(ticket, new TicketCommand.AcceptInvitation(Rui))
        );
    }

    [Fact]
    public async Task Who_does_something_on_the_ticket_has_accepted()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, WithRui);
        var replied = await life.DoAsync(ticket, new TicketCommand.Reply(Rui, "Me too."));

        Assert.Equal(InvitationStatus.Accepted, replied.Ticket.InvitationOf("rui")!.Status);
        Assert.Contains(new TicketEvent.InvitationAccepted("rui"), await life.EventsAsync(ticket));
        await life.SentAsync();
        await life.DoAsync(ticket, Answer);
        Assert.Equal(["news"], await ToldRuiAsync(life));
    }

    [Fact]
    public async Task Who_declines_sees_nothing_any_more_and_is_not_invited_again()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, WithRui);
        await life.DoAsync(ticket, new TicketCommand.DeclineInvitation(Rui));

        Assert.Null(await life.Desk.FindAsync(Key(ticket), Viewer.OfRequester("rui")));
        Assert.Equal("sharing.invitation_declined", await life.RefusedAsync(ticket, WithRui));
        Assert.Equal(["invited"], await ToldRuiAsync(life));
    }

    [Fact]
    public async Task Who_left_is_not_brought_in_again()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, WithRui);
        await life.DoAsync(ticket, new TicketCommand.AcceptInvitation(Rui));
        await life.DoAsync(ticket, new TicketCommand.Unshare(Rui, "rui"));

        Assert.Equal("sharing.invitation_declined", await life.RefusedAsync(ticket, WithRui));
    }

    [Fact]
    public async Task However_often_somebody_is_brought_in_they_are_told_once()
    {
        foreach (var desk in (TicketLifeDeskFixture[])[life, With("""{ "consent": "none" }""")])
        {
            var ticket = await desk.OpenAsync();
            for (var i = 0; i < 5; i++)
            {
                await desk.DoAsync(ticket, WithRui);
                await desk.DoAsync(ticket, new TicketCommand.Unshare(Ana, "rui"));
            }
            Assert.Single(await ToldRuiAsync(desk));
        }
    }

    [Fact]
    public async Task Who_accepted_before_is_not_asked_again()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, WithRui);
        await life.DoAsync(ticket, new TicketCommand.AcceptInvitation(Rui));
        await life.DoAsync(ticket, new TicketCommand.Unshare(Ana, "rui"));
        await life.DoAsync(ticket, WithRui);
        await life.DoAsync(ticket, Answer);

        Assert.Equal(["invited", "news"], await ToldRuiAsync(life));
    }

    [Fact]
    public async Task A_merge_invites_nobody_anew_and_asks_for_no_less_consent()
    {
        var (duplicate, into) = (await life.OpenAsync(), await life.OpenAsync());
        await life.DoAsync(duplicate, WithRui);
        (await life.Desk.MergeAsync(Key(duplicate), into.Id, Dora)).OrThrow();
        await life.DoAsync(into, Answer);

        Assert.Equal(["invited"], await ToldRuiAsync(life));
        await life.DoAsync(into, new TicketCommand.AcceptInvitation(Rui));
    }

    [Fact]
    public async Task Among_colleagues_everybody_takes_part_at_once()
    {
        var desk = With("""{ "consent": "none" }""");
        var ticket = await desk.OpenAsync();
        await desk.DoAsync(ticket, WithRui);
        await desk.DoAsync(ticket, Answer);

        Assert.Equal(["shared", "news"], await ToldRuiAsync(desk));
        // All are told at once that they take part, and of each answer: what nobody is asked for, a desk of colleagues wants.
        var (all, none) = await ShareWithEverybodyAsync(With("""{ "consent": "none", "invitationsPerDay": 1000 }"""));
        Assert.Equal((500, 500), (all.Count(kind => kind == "shared"), all.Count(kind => kind == "news")));
        Assert.Empty(none);
        // Whom a limit holds back, it holds back among colleagues too.
        var (messages, refused) = await ShareWithEverybodyAsync(With("""{ "consent": "none" }"""));
        Assert.Equal((50, 450), (messages.Count(kind => kind == "shared"), refused.Count));
    }

    [Fact]
    public async Task One_act_on_a_linked_issue_tells_the_people_of_one_ticket_and_only_the_desk_may()
    {
        var ticket = await life.OpenAsync();
        for (var i = 0; i < 50; i++)
            await life.DoAsync(ticket, new TicketCommand.Share(Ana, $"person {i}"));
        await life.DoAsync(ticket, new TicketCommand.AcceptInvitation(Actor.Requester("person 7")));
        await life.SentAsync();

        var link = new TicketCommand.Link(Bia, LinkKind.Bug, "BUG-1");
        Assert.Equal("ticket.actor_not_permitted", await life.RefusedAsync(ticket, link with { By = Ana }));
        await life.DoAsync(ticket, link);
        Assert.Equal(2, (await life.SentAsync()).Count);

        for (var i = 2; i <= 50; i++)
            await life.DoAsync(ticket, link with { Reference = $"BUG-{i}" });
        Assert.Equal("link.references_exceeded", await life.RefusedAsync(ticket, link with { Reference = "BUG-51" }));
        await life.DoAsync(ticket, link);
    }

    // As they were attacked: ten tickets, each shared with fifty accounts that exist, and one answer to each.
    private static async Task<(List<string> Messages, List<string> Refused)> ShareWithEverybodyAsync(
        TicketLifeDeskFixture desk
    )
    {
        var refused = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            var ticket = await desk.OpenAsync();
            for (var j = 0; j < 50; j++)
            {
                var share = new TicketCommand.Share(Ana, $"person {i * 50 + j}");
                if (await desk.ApplyAsync(ticket, share) is DeskResult.Refused { Refusal.Code: var code })
                    refused.Add(code);
            }
            await desk.DoAsync(ticket, Answer);
        }
        var sent = await desk.SentAsync();
        var toOthers = sent.Where(one => one.To.Id.StartsWith("person", StringComparison.Ordinal));
        return ([.. toOthers.Select(KindOf)], refused);
    }

    private static async Task<IEnumerable<string>> ToldRuiAsync(TicketLifeDeskFixture desk) =>
        [.. (await desk.SentAsync()).Where(one => one.To.Id == "rui").Select(KindOf)];

    private static string KindOf(Notification sent) =>
        sent.Heading().StartsWith("You are invited: ", StringComparison.Ordinal) ? "invited"
        : sent.Heading().StartsWith("Shared with you: ", StringComparison.Ordinal) ? "shared"
        : "news";

    private static TicketLifeDeskFixture With(string sharing) =>
        new(TicketLifePolicies.With($"\"privacy\": {{ \"sharing\": {sharing} }}"));
}
