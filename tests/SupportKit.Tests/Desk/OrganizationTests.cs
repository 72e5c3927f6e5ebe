using System.Text;
using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.Desk;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Ana and Rui work for Acme, Tomas for Globex, and Eve for nobody. The ticket is Ana's.</summary>
public class OrganizationTests
{
    private const string Acme = "acme-ltd";

    private static readonly Actor Tomas = Actor.Requester("tomas");
    private static readonly Actor Eve = Actor.Requester("eve");

    [Theory]
    [InlineData("none", false)]
    [InlineData("see", true)]
    [InlineData("take-part", true)]
    public async Task A_colleague_sees_a_ticket_wherever_tickets_are_read_if_the_policy_says_so(
        string access,
        bool sees
    )
    {
        var life = With(access);
        var ticket = await life.OpenAsync();

        Assert.Equal(Acme, ticket.Organization);
        Assert.Equal(sees ? All : [], await WhereSeenAsync(life, ticket, Viewer.OfRequester("rui")));
        // What a host states for itself is obeyed no more than the policy allows.
        Assert.Equal(sees ? All : [], await WhereSeenAsync(life, ticket, Viewer.OfRequester("rui", Acme)));
        Assert.Equal(All, await WhereSeenAsync(life, ticket, Viewer.OfRequester("ana")));
        foreach (var other in (string[])["tomas", "eve", "nobody"])
            Assert.Empty(await WhereSeenAsync(life, ticket, Viewer.OfRequester(other)));
    }

    [Fact]
    public async Task Whoever_belongs_to_no_organization_sees_no_ticket_of_none()
    {
        var life = With("take-part");
        var ticket = await life.OpenAsync(Question("eve"));

        Assert.Null(ticket.Organization);
        Assert.Empty(await WhereSeenAsync(life, ticket, Viewer.OfRequester("zoe")));
        Assert.Empty(await WhereSeenAsync(life, ticket, Viewer.OfRequester("zoe", " ")));
        Assert.Equal(
            "ticket.not_found",
            await life.RefusedAsync(ticket, new TicketCommand.Reply(Actor.Requester("zoe"), "Hm."))
        );
    }

    [Fact]
    public async Task A_colleague_who_only_sees_may_do_nothing()
    {
        var life = With("see");
        var ticket = await life.OpenAsync();

        Assert.Equal(
            "ticket.actor_not_permitted",
            await life.RefusedAsync(ticket, new TicketCommand.Reply(Rui, "Me too."))
        );
        Assert.Equal("ticket.actor_not_permitted", CodeOf(await AttachAsync(life, ticket, Rui)));
        var actions = await life.Desk.GetAvailableActionsAsync(Key(ticket), Rui);
        Assert.NotEmpty(actions);
        Assert.DoesNotContain(actions, action => action.Allowed);
        var read = await life.Desk.ReadAsync(Key(ticket), Viewer.OfRequester("rui"));
        Assert.DoesNotContain(read!.Actions, action => action.Allowed);
    }

    [Fact]
    public async Task A_colleague_who_takes_part_may_do_what_a_participant_may()
    {
        var life = With("take-part");
        var ticket = await life.OpenAsync();
        var shared = await life.OpenAsync();
        await life.DoAsync(shared, new TicketCommand.Share(Ana, "zoe"));
        var zoe = Actor.Requester("zoe");
        await life.DoAsync(shared, new TicketCommand.AcceptInvitation(zoe));

        await life.DoAsync(ticket, new TicketCommand.Reply(Rui, "Me too."));
        (await AttachAsync(life, ticket, Rui)).OrThrow();
        Assert.Equal(
            (await life.Desk.GetAvailableActionsAsync(Key(shared), zoe)).Where(a => a.Allowed).Select(a => a.Operation),
            (await life.Desk.GetAvailableActionsAsync(Key(await life.OpenAsync()), Rui))
                .Where(a => a.Allowed)
                .Select(a => a.Operation)
        );
        Assert.Equal(
            "ticket.actor_not_permitted",
            await life.RefusedAsync(ticket, new TicketCommand.Share(Rui, "zoe"))
        );
        foreach (var stranger in (Actor[])[Tomas, Eve])
            Assert.Equal("ticket.not_found", await life.RefusedAsync(ticket, new TicketCommand.Reply(stranger, "Hm.")));
    }

    [Fact]
    public async Task A_colleague_is_told_of_nothing_and_the_others_of_what_they_write()
    {
        var life = With("take-part");
        var ticket = await life.OpenAsync();
        await life.SentAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Rui, "Me too."));
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "We see."));

        var told = (await life.SentAsync()).Where(sent => sent.To.Kind == RecipientKind.Requester);
        Assert.Equal(["ana", "ana"], told.Select(sent => sent.To.Id));
    }

    [Fact]
    public async Task What_is_withheld_from_participants_is_withheld_from_colleagues()
    {
        var life = With("take-part", """, "withhold": { "visibleIf": { "signedIn": true }, "messages": true }""");
        var ticket = await life.OpenAsync();

        var rui = Viewer.OfRequester("rui");
        Assert.Equal("", (await life.Desk.FindAsync(Key(ticket), rui))!.Title);
        await Assert.ThrowsAsync<SupportKitException>(() =>
            life.Desk.ListAsync(new TicketQuery(Tenant, rui) { Text = "words" })
        );
        var history = await life.Desk.GetHistoryAsync(Key(ticket), rui);
        Assert.Equal("", Assert.IsType<TicketEvent.Opened>(history[0].Event).Body.Text);
        var replied = await life.DoAsync(ticket, new TicketCommand.Reply(Rui, "Me too."));
        Assert.Equal("", replied.Ticket.Title);
        await life.DoAsync(ticket, new TicketCommand.Note(Bia, "They are two."));
        Assert.DoesNotContain(
            await life.Desk.GetHistoryAsync(Key(ticket), rui with { Facts = FactSet.Empty.With("signedIn", true) }),
            recorded => recorded.Event is TicketEvent.InternalNoteAdded
        );
    }

    [Fact]
    public async Task Whoever_changes_their_organization_sees_the_new_ones_tickets_and_keeps_their_own()
    {
        var life = With("see");
        var ruis = await life.OpenAsync(Question("rui"));
        var anas = await life.OpenAsync();
        life.People["rui"] = Person("rui", "globex");

        Assert.NotNull(await life.Desk.FindAsync(Key(ruis), Viewer.OfRequester("rui")));
        Assert.Null(await life.Desk.FindAsync(Key(anas), Viewer.OfRequester("rui")));
        // The ticket stays with whom it was opened for.
        Assert.NotNull(await life.Desk.FindAsync(Key(ruis), Viewer.OfRequester("ana")));
        Assert.Null(await life.Desk.FindAsync(Key(ruis), Viewer.OfRequester("tomas")));
    }

    [Fact]
    public async Task A_part_that_is_split_off_stays_with_the_organization_of_the_ticket()
    {
        var life = With("see");
        var ticket = await life.OpenAsync();
        life.People["ana"] = Person("ana", "globex");

        var part = (await life.Desk.SplitAsync(Key(ticket), Bia, Question())).OrThrow().Ticket;
        Assert.Equal(Acme, part.Organization);
        Assert.Null(await life.Desk.FindAsync(Key(part), Viewer.OfRequester("tomas")));
    }

    [Fact]
    public async Task A_command_that_a_colleague_sends_twice_is_carried_out_once()
    {
        var life = With("take-part");
        var ticket = await life.OpenAsync();
        for (var i = 0; i < 2; i++)
            (
                await life.Desk.ApplyAsync(Key(ticket), new TicketCommand.Reply(Rui, "Me too."), commandId: "one")
            ).OrThrow();
        Assert.Single((await life.EventsAsync(ticket)).OfType<TicketEvent.RequesterReplied>());
    }

    [Fact]
    public async Task An_export_holds_what_a_colleague_wrote_and_nothing_of_the_ticket_they_wrote_it_in()
    {
        var life = With("take-part");
        var ticket = await life.OpenAsync(Question() with { Title = "Anas words" });
        var quiet = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Rui, "Ruis words."));

        var rui = await ExportAsync(life, "rui");
        Assert.Empty(rui.GetProperty("tickets").EnumerateArray());
        var wrote = Assert.Single(rui.GetProperty("contributions").EnumerateArray());
        Assert.Equal(ticket.Id.ToString(), wrote.GetProperty("ticket").GetString());
        Assert.Contains("Ruis words.", wrote.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Anas words", rui.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(quiet.Id.ToString(), rui.GetRawText(), StringComparison.Ordinal);
        Assert.False((await ExportAsync(life, "ana")).TryGetProperty("contributions", out _));
    }

    [Fact]
    public async Task An_erased_requester_takes_the_organization_along_and_an_erased_colleague_only_their_words()
    {
        var life = With("take-part");
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Rui, "Ruis words."));
        var data = Data(life);

        Assert.Equal(1, await data.EraseAsync(Tenant, "rui", "erased-1"));
        Assert.Equal(Acme, (await life.ReadAsync(ticket)).Organization);
        Assert.Equal("", (await life.EventsAsync(ticket)).OfType<TicketEvent.RequesterReplied>().Single().Body.Text);
        Assert.NotNull(await life.Desk.FindAsync(Key(ticket), Viewer.OfRequester("rui")));

        Assert.Equal(1, await data.EraseAsync(Tenant, "ana", "erased-2"));
        Assert.Null((await life.ReadAsync(ticket)).Organization);
        Assert.Null(await life.Desk.FindAsync(Key(ticket), Viewer.OfRequester("rui")));
        Assert.DoesNotContain(
            await life.EventsAsync(ticket),
            happened => happened is TicketEvent.Opened { Organization: not null }
        );
    }

    [Fact]
    public async Task Where_organizations_do_not_count_the_directory_is_not_asked_by_who_reads()
    {
        var life = With("none");
        var ticket = await life.OpenAsync();
        var directory = new CountingDirectory(life);
        var desk = new SupportDesk(
            life.Store,
            life.Files,
            directory,
            new InMemoryDeskSwitches(),
            life.Policies,
            life.Archive,
            new WorkerSignals(),
            life.Time
        );

        await desk.FindAsync(Key(ticket), Viewer.OfRequester("ana"));
        await desk.ListAsync(new TicketQuery(Tenant, Viewer.OfRequester("ana")));
        await desk.ApplyAsync(Key(ticket), new TicketCommand.Reply(Ana, "So?"));
        Assert.Equal(0, directory.Asked);
    }

    [Fact]
    public void The_pure_decision_goes_by_the_organization_of_the_actor_and_the_policy()
    {
        var ticket = Assert
            .IsType<Decision.Accepted>(
                Decider.Open(
                    Policy("take-part"),
                    new NewTicket
                    {
                        Tenant = Tenant,
                        Id = TicketId.New(Monday),
                        Requester = "ana",
                        Title = "A title",
                        Body = "Some words.",
                        Organization = Acme,
                    },
                    SmallQuestion,
                    Monday
                )
            )
            .Ticket;
        Assert.Null(RefusedBy("take-part", Rui with { Organization = Acme }));
        Assert.Equal("ticket.actor_not_permitted", RefusedBy("see", Rui with { Organization = Acme }));
        Assert.Equal("ticket.not_found", RefusedBy("none", Rui with { Organization = Acme }));
        Assert.Equal("ticket.not_found", RefusedBy("take-part", Rui));
        Assert.Equal("ticket.not_found", RefusedBy("take-part", Rui with { Organization = "Acme-ltd" }));

        string? RefusedBy(string access, Actor by) =>
            Decider.Decide(Policy(access), ticket, new TicketCommand.Reply(by, "So?"), ticket.Facts, Monday)
                is Decision.Refused refused
                ? refused.Refusal.Code
                : null;
    }

    private static readonly string[] All = ["find", "number", "history", "list", "count", "read", "compare", "actions"];

    private static async Task<string[]> WhereSeenAsync(TicketLifeDeskFixture life, Ticket ticket, Viewer viewer)
    {
        var (desk, key, query) = (life.Desk, Key(ticket), new TicketQuery(Tenant, viewer));
        var actor = Actor.Requester(viewer.Requester!);
        bool[] seen =
        [
            await desk.FindAsync(key, viewer) is not null,
            await desk.FindByNumberAsync(ticket.Number!.Value, viewer) is not null,
            !(await desk.GetHistoryAsync(key, viewer)).IsEmpty,
            !(await desk.ListAsync(query)).Tickets.IsEmpty,
            (await desk.CountAsync(query)).Tickets == 1,
            await desk.ReadAsync(key, viewer) is not null,
            !(await desk.CompareSlaAsync(key, viewer)).IsEmpty,
            !(await desk.GetAvailableActionsAsync(key, actor)).IsEmpty,
        ];
        return [.. All.Where((_, i) => seen[i])];
    }

    private static Task<DeskResult> AttachAsync(TicketLifeDeskFixture life, Ticket ticket, Actor by) =>
        life.Desk.AttachAsync(Key(ticket), by, "log.txt", "text/plain", new MemoryStream("x"u8.ToArray()));

    private static async Task<JsonElement> ExportAsync(TicketLifeDeskFixture life, string person)
    {
        using var document = new MemoryStream();
        await Data(life).ExportAsync(Tenant, person, document);
        return JsonDocument.Parse(Encoding.UTF8.GetString(document.ToArray())).RootElement;
    }

    private static PersonalDataService Data(TicketLifeDeskFixture life) =>
        new(life.Store, life.Store, life.Files, life.Policies, life.Archive, life.Time);

    private static TicketLifeDeskFixture With(string access, string more = "")
    {
        var life = new TicketLifeDeskFixture(Policy(access, more));
        foreach (
            var (id, organization) in ((string, string?)[])
                [("ana", Acme), ("rui", Acme), ("tomas", "globex"), ("eve", null)]
        )
            life.People[id] = Person(id, organization);
        return life;
    }

    private static Requester Person(string id, string? organization) =>
        new(id, "en", FactSet.Empty) { Organization = organization };

    private static Policy Policy(string access, string more = "") =>
        TicketLifePolicies.With(
            $"\"privacy\": {{ \"organization\": \"{access}\"{more} }}{(more.Length > 0 ? SignedIn : "")}"
        );

    private const string SignedIn =
        """, "facts": { "signedIn": { "type": "boolean", "from": "requester" }, "role": { "values": ["admin"], "from": "requester" }, "environment": { "values": ["PROD"] }, "contact": {} }""";

    private sealed class CountingDirectory(IRequesterDirectory inner) : IRequesterDirectory
    {
        public int Asked { get; private set; }

        public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken)
        {
            Asked++;
            return inner.FindAsync(tenant, requester, cancellationToken);
        }
    }
}
