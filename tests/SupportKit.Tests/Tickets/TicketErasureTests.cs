using System.Collections.Immutable;
using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Tests.Tickets;

public class TicketErasureTests
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Actor Zoe = Actor.Requester("zoe-77");
    private static readonly Actor Bob = Actor.Requester("bob-12");

    [Fact]
    public void What_the_person_asked_is_emptied_whoever_wrote_in_it()
    {
        var history = History(
            (Zoe, Opened("zoe-77")),
            (Actor.Agent("kim"), new TicketEvent.AgentReplied("Dear Zoe")),
            (Actor.Agent("kim"), new TicketEvent.Linked(LinkKind.Bug, "B-7"))
        );

        var erased = Erase(history);

        Assert.Equal(
            [
                Opened("erased-1") with
                {
                    Title = "",
                    Body = "",
                    Facts = FactSet.Empty.With("environment", "PROD"),
                },
                new TicketEvent.AgentReplied(""),
                new TicketEvent.Linked(LinkKind.Bug, "B-7"),
                new TicketEvent.PersonErased("erased-1"),
            ],
            erased.Select(recorded => recorded.Event),
            (one, other) => TicketJson.Write(one) == TicketJson.Write(other)
        );
        Assert.Equal(["erased-1", "kim", "kim", Actor.System.Id], erased.Select(recorded => recorded.By.Id));
        Assert.Equal(history.Select(recorded => recorded.At), erased.SkipLast(1).Select(recorded => recorded.At));
    }

    [Fact]
    public void In_somebody_elses_ticket_only_their_own_words_go()
    {
        var history = History(
            (Bob, Opened("bob-12")),
            (Bob, new TicketEvent.Shared("zoe-77")),
            (Zoe, new TicketEvent.RequesterReplied("I am Zoe")),
            (Bob, new TicketEvent.RequesterReplied("I am Bob")),
            (Bob, new TicketEvent.Unshared("zoe-77"))
        );

        var erased = Erase(history);

        Assert.Equal(history[0], erased[0]);
        Assert.Equal(new TicketEvent.Shared("erased-1"), erased[1].Event);
        Assert.Equal(
            new RecordedEvent(3, Morning, Actor.Requester("erased-1"), new TicketEvent.RequesterReplied("")),
            erased[2]
        );
        Assert.Equal(history[3], erased[3]);
        Assert.Empty(TicketHistory.Replay(erased)!.Participants);
        Assert.Equal(
            [2L, 3, 5],
            history.Select(recorded => recorded.Sequence).Where(at => TicketErasure.IsAbout(history, "zoe-77", at))
        );
    }

    [Theory]
    [InlineData("bob-12")] // the requester
    [InlineData("tia-3")] // a participant
    [InlineData("uma-4")] // somebody who left
    [InlineData("zoe-77")] // the very person
    public void Two_people_of_a_ticket_do_not_become_one(string pseudonym)
    {
        var history = History(
            (Bob, Opened("bob-12")),
            (Bob, new TicketEvent.Shared("zoe-77")),
            (Bob, new TicketEvent.Shared("tia-3")),
            (Bob, new TicketEvent.Shared("uma-4")),
            (Bob, new TicketEvent.Unshared("uma-4"))
        );

        var refused = Assert.Throws<SupportKitException>(() =>
            TicketErasure.Erase(history, "zoe-77", pseudonym, (_, _) => false, Morning)
        );

        Assert.Equal(SupportKitErrors.ErasurePseudonymTaken, refused.Code);
    }

    [Fact]
    public void A_history_without_the_person_stays_as_it_is_even_where_an_agent_has_the_same_id()
    {
        var history = History((Bob, Opened("bob-12")), (Actor.Agent("zoe-77"), new TicketEvent.AgentReplied("Hello")));
        Assert.True(Erase(history) == history);
    }

    /// <summary>A kind of event that nobody has decided about throws here.</summary>
    [Fact]
    public void It_is_decided_of_every_kind_of_event()
    {
        var kinds = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Tickets", "event-shapes.jsonl"))
            .Select(TicketJson.ReadEvent)
            .Where(happened => happened is not TicketEvent.Opened);
        foreach (var happened in kinds)
            Assert.Equal(3, Erase(History((Zoe, Opened("zoe-77")), (Zoe, happened))).Length);
    }

    [Fact]
    public void A_ticket_with_an_event_of_a_newer_version_is_not_half_erased()
    {
        var newer = TicketJson.ReadEvent("""{"type":"mood-noted","body":"zoe-77 is cross"}""");
        foreach (var opened in new[] { Opened("zoe-77"), Opened("bob-12") })
        {
            var error = Assert.Throws<SupportKitException>(() => Erase(History((Bob, opened), (Bob, newer))));
            Assert.Equal(SupportKitErrors.ErasureEventUnknown, error.Code);
        }
    }

    private static TicketEvent.Opened Opened(string requester) =>
        new(
            "default",
            new TicketId(Guid.Parse("01890000-0000-7000-8000-000000000001")),
            requester,
            "incident",
            "portal",
            "en",
            "Down",
            "All of it",
            FactSet.Empty.With("environment", "PROD").With("address", "zoe@mail.example"),
            "all",
            "0",
            "new",
            StateCategory.New
        );

    private static ImmutableArray<RecordedEvent> History(params (Actor By, TicketEvent Event)[] events) =>
        [.. events.Select((happened, i) => new RecordedEvent(i + 1, Morning, happened.By, happened.Event))];

    private static ImmutableArray<RecordedEvent> Erase(ImmutableArray<RecordedEvent> history) =>
        TicketErasure.Erase(history, "zoe-77", "erased-1", (fact, _) => fact == "environment", Morning);
}
