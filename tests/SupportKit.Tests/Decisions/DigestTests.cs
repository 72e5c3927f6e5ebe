using NodaTime;
using SupportKit.Decisions;
using SupportKit.PolicyJson;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>What storms inside a desk becomes few messages, nothing of it is lost, and nobody outside waits for an answer.</summary>
public class DigestTests
{
    private static readonly Policy Policy = TicketLifePolicies.With(
        """ "sla": [], "privacy": { "sharing": { "consent": "none" } }, "screening": { "allCaps": "advise" } """
    );

    [Fact]
    public async Task Five_escalations_are_one_mail_at_once_and_one_digest_to_each_reader()
    {
        var (life, ticket) = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            life.Time.SetNow(Monday + Duration.FromSeconds(12 * i));
            await life.DoAsync(ticket, Escalate(Bia));
        }
        Assert.Equal(
            ["Queue leads: Escalated: A title", "Requester ana: Escalated: A title"],
            (await life.SentAsync()).Select(Line)
        );

        Assert.Equal(0, await life.WorkAtAsync("2026-03-02T11:09:59.999999Z"));
        Assert.Empty(await life.SentAsync());
        Assert.Equal(1, await life.WorkAtAsync("2026-03-02T11:10:00Z"));

        var digests = await life.SentAsync();
        Assert.Equal(
            ["Requester ana: What else happened: A title", "Queue leads: What else happened: A title"],
            digests.Select(Line)
        );
        Assert.All(
            digests,
            digest =>
                Assert.StartsWith(
                    "Since you were last told:\n\n– Escalated (4)\n",
                    digest.Body,
                    StringComparison.Ordinal
                )
        );
        Assert.Null((await life.ReadAsync(ticket)).NextDeadline());
    }

    [Fact]
    public async Task Twenty_replies_of_a_machine_in_twenty_minutes_are_three_mails()
    {
        var (life, ticket) = await OpenAsync();
        var sent = new List<Notification>();
        for (var i = 0; i < 20; i++)
        {
            await PassAsync(life, Monday + Duration.FromMinutes(i), sent);
            await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "I am out of office."));
            sent.AddRange(await life.SentAsync());
        }
        await PassAsync(life, Monday + Duration.FromHours(1), sent);

        Assert.Equal(
            ["A reply to: A title", "What else happened: A title", "What else happened: A title"],
            sent.Select(one => one.Heading())
        );
        Assert.Equal(["– A reply (9)", "– A reply (10)"], sent.Skip(1).Select(one => one.Body.Split('\n')[2]));
    }

    [Fact]
    public async Task Nobody_outside_waits_for_what_a_person_of_the_desk_says()
    {
        var (life, ticket) = await OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        await life.SentAsync();
        TicketCommand[] said =
        [
            new TicketCommand.Reply(Bia, "Some words."),
            new TicketCommand.Reply(Bia, "A question?", AsksBack: true),
            new TicketCommand.SetNextStep(Bia, "A call."),
            new TicketCommand.ProposeChange(Bia, "TEST", "A longer time-out."),
        ];
        for (var i = 0; i < 5; i++)
        {
            foreach (var command in said)
                await life.DoAsync(ticket, command);
            Assert.Equal(7, (await life.SentAsync()).Count(one => one.To.Kind == RecipientKind.Requester));
        }
    }

    [Fact]
    public async Task Each_reader_and_each_kind_has_its_first_notice_at_once()
    {
        var (life, ticket) = await OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "One."));
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Two."));
        await life.DoAsync(ticket, new TicketCommand.Assign(Dora, "bia"));
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "Three."));

        Assert.Equal(
            ["Queue desk: A reply to: A title", "Agent bia: normal, yours: A title", "Agent bia: A reply to: A title"],
            (await life.SentAsync()).Select(Line)
        );
        await life.WorkAtAsync("2026-03-02T11:10:00Z");
        Assert.Equal("Queue desk: What else happened: A title", Line(Assert.Single(await life.SentAsync())));
    }

    [Fact]
    public async Task A_closed_ticket_still_tells_what_waits_and_so_does_another_process_after_a_restart()
    {
        var (life, ticket) = await OpenAsync();
        await life.DoAsync(ticket, Escalate(Bia));
        await life.DoAsync(ticket, Escalate(Bia));
        await life.DoAsync(ticket, new TicketCommand.Fire(Bia, "close"));
        await life.SentAsync();

        var restarted = new TicketLifeDeskFixture(Policy, life);
        Assert.Equal(1, await restarted.WorkAtAsync("2026-03-02T11:10:00Z"));

        Assert.All(await restarted.SentAsync(), one => Assert.Contains("– Escalated (1)", one.Body));
        var history = await life.Desk.GetHistoryAsync(Key(ticket), Viewer.Desk);
        Assert.Equal(TicketJson.Write(await life.ReadAsync(ticket)), TicketJson.Write(TicketHistory.Replay(history)!));
        Assert.Equal(2, history.Count(recorded => recorded.Event is TicketEvent.DigestSent));
    }

    [Fact]
    public async Task Who_leaves_is_not_told_what_waited_and_others_are()
    {
        var (life, ticket) = await OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"));
        await life.DoAsync(ticket, Escalate(Bia));
        await life.DoAsync(ticket, Escalate(Bia));
        await life.DoAsync(ticket, new TicketCommand.Unshare(Ana, "rui"));
        await life.SentAsync();

        await life.WorkAtAsync("2026-03-02T11:10:00Z");

        Assert.Equal(["ana", "leads"], (await life.SentAsync()).Select(one => one.To.Id));
    }

    [Fact]
    public void Nobody_outside_sees_who_was_told()
    {
        var ticket = Opened(Policy, SmallQuestion);
        var decision = Accepted(Decider.Decide(Policy, ticket, Escalate(Bia), ticket.Facts, Monday));
        Assert.Contains("\"notices\"", TicketJson.Write(decision.Events[0]), StringComparison.Ordinal);
        ticket = After(Policy, decision.Ticket, Escalate(Bia), Monday);
        var digest = Accepted(Decider.FireDeadlines(Policy, ticket, ticket.NextDeadline()!.Value));

        Assert.DoesNotContain("notices", string.Concat(decision.ShownOutside().Events.Select(TicketJson.Write)));
        Assert.Empty(digest.ShownOutside().Events);
        Assert.Contains(
            "\"noticeWindows\":[]",
            TicketJson.Write(digest.ShownOutside().Ticket),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_reader_who_is_erased_is_nowhere_in_what_waits()
    {
        var ticket = After(
            Policy,
            Opened(Policy, SmallQuestion),
            new TicketCommand.Share(Ana, "rui-77") { HasAccount = true },
            Monday
        );
        var history = new List<RecordedEvent>(Accepted(Open(Policy, SmallQuestion)).Events);
        history.AddRange(
            Accepted(
                Decider.Decide(
                    Policy,
                    TicketHistory.Replay(history),
                    new TicketCommand.Share(Ana, "rui-77") { HasAccount = true },
                    ticket.Facts,
                    Monday
                )
            ).Events
        );
        for (var i = 0; i < 3; i++)
            history.AddRange(Decided(Escalate(Bia), Monday));
        history.AddRange(Decided(null, Monday + Duration.FromMinutes(10)));
        history.AddRange(Decided(Escalate(Bia), Monday + Duration.FromMinutes(11)));
        Assert.Contains("rui-77", TicketJson.Write(TicketHistory.Replay(history)!), StringComparison.Ordinal);

        var erased = TicketErasure.Erase([.. history], "rui-77", "erased-1", (_, _) => true, Monday);

        Assert.DoesNotContain("rui-77", string.Concat(erased.Select(TicketJson.Write)), StringComparison.Ordinal);
        var after = TicketHistory.Replay(erased)!;
        Assert.DoesNotContain(after.NoticeWindows, window => window.To.Person is "rui-77" or "erased-1");
        Assert.Contains(after.NoticeWindows, window => window is { Held: 1, To.Person: "ana" });

        IEnumerable<RecordedEvent> Decided(TicketCommand? command, Instant at)
        {
            var now = TicketHistory.Replay(history)!;
            return Accepted(
                command is null
                    ? Decider.FireDeadlines(Policy, now, at)
                    : Decider.Decide(Policy, now, command, now.Facts, at)
            ).Events;
        }
    }

    [Theory]
    [InlineData("\"off\"", 5, 0)]
    [InlineData("{ \"window\": \"off\" }", 5, 0)]
    [InlineData("{ \"window\": \"1h\" }", 1, 60)]
    [InlineData("{ \"window\": \"off\", \"kinds\": { \"escalated\": \"3m\" } }", 1, 3)]
    [InlineData("{ \"kinds\": { \"escalated\": \"off\" } }", 5, 10)]
    [InlineData("{}", 1, 10)]
    public void The_policy_says_which_kinds_wait_and_how_long(string digest, int toQueue, int minutes)
    {
        var policy = TicketLifePolicies.With($$""" "sla": [], "notifications": { "digest": {{digest}} } """);
        var (ticket, told) = (Opened(policy, SmallQuestion), new List<OutboundMessage>());
        for (var i = 0; i < 5; i++)
        {
            var decision = Accepted(Decider.Decide(policy, ticket, Escalate(Bia), ticket.Facts, Monday));
            (ticket, _) = (decision.Ticket, 0);
            told.AddRange(decision.Messages);
        }

        Assert.Equal(toQueue, told.Count(message => message.To.Kind == RecipientKind.Queue));
        Assert.Equal(minutes == 0 ? null : Monday + Duration.FromMinutes(minutes), ticket.NextDeadline());
    }

    [Theory]
    [InlineData("{ \"window\": \"2d\" }", "$.notifications.digest.window", "policy.time_unreadable")]
    [InlineData("\"on\"", "$.notifications.digest", "policy.value_mistyped")]
    [InlineData(
        "{ \"kinds\": { \"agent-replied\": \"1m\" } }",
        "$.notifications.digest.kinds.agent-replied",
        "policy.template_unknown"
    )]
    [InlineData("{ \"windows\": \"1m\" }", "$.notifications.digest.windows", "policy.property_unknown")]
    public void What_a_policy_must_not_say_of_digests_is_refused(string digest, string path, string code)
    {
        var error = Assert.Throws<PolicyException>(() =>
            TicketLifePolicies.With($$""" "notifications": { "digest": {{digest}} } """)
        );
        Assert.Contains(error.Problems, problem => (problem.Path, problem.Code) == (path, code));
    }

    [Fact]
    public void A_mail_is_turned_back_ever_more_seldom_until_a_person_of_the_desk_acts()
    {
        var ticket = Opened(Policy, SmallQuestion);
        var told = new List<Instant>();
        for (var at = Monday; at < Monday + Duration.FromDays(365); at += Duration.FromMinutes(61))
            told.AddRange(Reject(at));

        Assert.Equal(8, told.Count);
        Assert.All(
            told.Zip(told.Skip(1)).Select((pair, i) => (Waited: pair.Second - pair.First, Least: 1 << i)),
            one => Assert.InRange(one.Waited, Duration.FromHours(one.Least), Duration.FromHours(one.Least + 2))
        );
        var later = Monday + Duration.FromDays(366);
        ticket = After(Policy, ticket, new TicketCommand.Note(Bia, "A machine."), later);
        Assert.Single(Reject(later + Duration.FromHours(1)));

        IEnumerable<Instant> Reject(Instant at)
        {
            var decision = Accepted(
                Decider.Decide(Policy, ticket, new TicketCommand.RejectInboundMail(Tracker, "m"), ticket.Facts, at)
            );
            ticket = decision.Ticket;
            return decision.Messages.Select(_ => at);
        }
    }

    private static TicketCommand Escalate(Actor by) => new TicketCommand.Escalate(by, "stuck", "web", FactSet.Empty);

    private static string Line(Notification sent) => $"{sent.To.Kind} {sent.To.Id}: {sent.Heading()}";

    private static async Task<(TicketLifeDeskFixture Life, Ticket Ticket)> OpenAsync()
    {
        var life = new TicketLifeDeskFixture(Policy);
        var ticket = await life.OpenAsync();
        await life.SentAsync();
        return (life, ticket);
    }

    // Each deadline at its instant, as a worker does it.
    private static async Task PassAsync(TicketLifeDeskFixture life, Instant until, List<Notification> sent)
    {
        while (await life.Store.NextDueAsync(default) is { } due && due <= until)
        {
            await life.WorkAtAsync(NodaTime.Text.InstantPattern.ExtendedIso.Format(due));
            sent.AddRange(await life.SentAsync());
        }
        life.Time.SetNow(until);
    }
}
