using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Localization;
using SupportKit.Storage;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>Each reader reads in their own language, in their own time, and in the words that fit how firmly it is meant.</summary>
public class NotificationReaderTests
{
    [Fact]
    public async Task A_participant_is_told_in_their_own_language_and_time()
    {
        var life = new TicketLifeDeskFixture(
            TicketLifePolicies.With(
                """ "privacy": { "sharing": { "consent": "none" } }, "languages": ["en", "pt", "fr"], "timeZone": "Europe/London" """
            )
        );
        life.People["rui"] = new Requester("rui", "pt-BR", FactSet.Empty) { TimeZone = "America/Sao_Paulo" };
        life.People["ana"] = new Requester("ana", "fr", FactSet.Empty);
        var ticket = await life.OpenAsync();
        ticket = (await life.DoAsync(ticket, new TicketCommand.Share(Ana, "rui"))).Ticket;
        await life.SentAsync();

        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Here."));
        var sent = await life.SentAsync();

        Assert.Equal("Une réponse à : A title", One("ana").Heading());
        Assert.Equal("Uma resposta para: A title", One("rui").Heading());

        Notification One(string person) =>
            Assert.Single(sent, mail => mail.To == new Recipient(RecipientKind.Requester, person));
    }

    [Theory]
    [InlineData("erased-1", "ana")] // two participants
    [InlineData("ana", "ana")] // a participant and the requester
    public async Task Two_people_who_were_erased_to_one_pseudonym_are_told_once(string tia, string requester)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.With(""" "privacy": { "sharing": true } """));
        var opened = await life.OpenAsync(Question(requester));
        RecordedEvent[] shared =
        [
            new(opened.Version + 1, opened.UpdatedAt, Ana, new TicketEvent.Shared("erased-1")),
            new(opened.Version + 2, opened.UpdatedAt, Ana, new TicketEvent.Shared(tia)),
        ];
        var ticket = shared.Aggregate(opened, TicketHistory.Apply);
        await life.Store.CommitAsync(new TicketCommit(ticket, [.. shared], [], opened.Version, null), default);
        await life.SentAsync();

        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "Here."));

        Assert.Equal(
            ["ana", "erased-1"],
            (await life.SentAsync()).Select(mail => mail.To.Id).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("en", "Thursday, 1 January 2026, 09:30")]
    [InlineData("fr", "jeudi 1er janvier 2026 à 09:30")]
    [InlineData("pt", "quinta-feira, 1º de janeiro de 2026, 09:30")]
    [InlineData("de", "Donnerstag, 1. Januar 2026, 09:30 Uhr")]
    [InlineData("es", "jueves 1 de enero de 2026, 09:30 h")]
    [InlineData("ja", "Thursday, 1 January 2026, 09:30")]
    public void An_instant_is_a_local_time_and_another_zone_than_the_readers_is_named(string language, string local)
    {
        Assert.StartsWith($"{local}.", Until(language, "Europe/Paris"));
        Assert.StartsWith($"{local} (Europe/Paris).", Until(language, null));

        static string Until(string language, string? own)
        {
            var texts = new[] { "en", "fr", "pt", "de", "es" }.Aggregate(
                TextCatalog.Shipped,
                (all, code) => all.With(code, "mail.access-granted.body", "{until}.")
            );
            var values = own is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["time-zone"] = own };
            values["until"] = "2026-01-01T08:30:00Z";
            return Render("access-granted", language, values, """ "timeZone": "Europe/Paris" """, texts);
        }
    }

    [Theory]
    [InlineData("ar-SA")] // another calendar
    [InlineData("th-TH")]
    [InlineData("")] // as with invariant globalization
    public void The_machines_culture_changes_nothing(string machine)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new(machine);
        try
        {
            An_instant_is_a_local_time_and_another_zone_than_the_readers_is_named(
                "fr",
                "jeudi 1er janvier 2026 à 09:30"
            );
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("committed", null, "en", "You will have an answer by Monday, 2 March 2026, 15:00 (UTC).")]
    [InlineData("typical", null, "en", "An answer usually comes by Monday, 2 March 2026, 15:00 (UTC).")]
    [InlineData("typical", null, "fr", "En général, une réponse parvient avant le lundi 2 mars 2026 à 15:00 (UTC).")]
    [InlineData(
        "typical",
        "2026-03-02T12:00:00Z",
        "de",
        "In der Regel kommt eine Antwort zwischen Montag, 2. März 2026, 12:00 Uhr (UTC) und Montag, 2. März 2026, 15:00 Uhr (UTC)."
    )]
    public void A_typical_time_is_not_worded_as_a_promise(string kind, string? from, string language, string said)
    {
        var values = new Dictionary<string, string> { ["kind"] = kind, ["answer-by"] = "2026-03-02T15:00:00Z" };
        if (from is not null)
            values["answer-from"] = from;

        Assert.Contains(said, Render(from is null ? "opened-with-promise" : "opened-with-window", language, values));
    }

    [Theory]
    [InlineData("""{ "replies": "read" }""", "You can reply to this message")]
    [InlineData("""{ "replies": "not-read" }""", "Replies to this message are not read.")]
    [InlineData("{}", "Replies to this message are not read.")]
    public void The_policy_says_whether_replies_are_read(string notifications, string said) =>
        Assert.Contains(said, Render("resolved", "en", [], $"\"notifications\": {notifications}"));

    [Fact]
    public void A_state_is_called_what_the_policy_calls_it_or_else_what_the_catalog_does()
    {
        const string Own = """
            "notifications": { "resolved": { "subject": "{state}", "body": "{state}" } },
            "workflow": { "initial": "new", "states": {
              "new": { "category": "new", "title": { "en": "just in", "pt": "recém-chegada" }, "permit": { "close": "closed" } },
              "closed": { "category": "closed" } } }
            """;

        Assert.StartsWith("recém-chegada", Render("resolved", "pt", new() { ["state"] = "new" }, Own));
        Assert.StartsWith("encerrada", Render("resolved", "pt", new() { ["state"] = "closed" }, Own));
        Assert.StartsWith("lost", Render("resolved", "pt", new() { ["state"] = "lost" }, Own));
    }

    [Fact]
    public void What_an_older_version_has_put_into_words_stays_as_it_is() =>
        Assert.StartsWith(
            "Please rewrite it, now.",
            Render("message-flagged", "fr", new() { ["advice"] = "Please rewrite it, now." })
        );

    [Fact]
    public async Task A_zone_that_there_is_not_is_the_hosts_mistake()
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        life.People["ana"] = new Requester("ana", "en", FactSet.Empty) { TimeZone = "Mars/Olympus" };

        var error = await Assert.ThrowsAsync<SupportKitException>(() => life.OpenAsync());
        Assert.Equal("host.time_zone_unknown", error.Code);
    }

    private static string Render(
        string template,
        string language,
        Dictionary<string, string> values,
        string sections = "",
        TextCatalog? texts = null
    )
    {
        var message = new OutboundMessage(
            "m1",
            Id,
            1,
            new Recipient(RecipientKind.Requester, "ana"),
            template,
            language,
            System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(values)
        );
        Assert.True(
            NotificationTexts.TryRender(
                new ClaimedMessage("default", message, 0, default),
                TicketLifePolicies.With(sections),
                texts ?? TextCatalog.Shipped,
                new NotificationOptions { TicketLink = "https://desk.example" },
                out var notification
            )
        );
        return notification.Body;
    }
}
