using System.Collections.Immutable;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static partial class SearchCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a text finds the tickets that have every word of it", WordsAsync),
            new("words are found whatever their case, marks and form", FormsAsync),
            new("what both sides wrote in replies is found, and what was found before stays so", RepliesAsync),
            new("the last word finds every word that begins with it, where the question says so", PrefixAsync),
            new("what the desk noted for itself is found by the desk alone, until others may read it too", NotesAsync),
            new("a blank text narrows nothing down, and one of signs alone finds nothing", NoWordsAsync),
            new("facts find the tickets of which all of them are known, compared to the letter", FactsAsync),
            new("facts that have changed are found as they are and not as they were", ChangedFactsAsync),
            new("facts of any name, value and length are found", StrangeFactsAsync),
            new("a commit that was refused is found by nothing it said", RefusedAsync),
            new("a search shows what the viewer sees and the other members ask for", NarrowedAsync),
            new("pages of a search follow each other without gap or repetition, in either order", PagesAsync),
            new("what deadlines change together stays found", TogetherAsync),
        ];

    private static readonly Actor Tracker = Actor.Integration("tracker");

    private static async Task WordsAsync(ITicketStore store, CancellationToken stop)
    {
        var both = await OpenAsync(store, "The red printer burns", stop).ConfigureAwait(false);
        var one = await OpenAsync(store, "A red light", stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("red"), [both, one], stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("burns, red!"), [both], stop).ConfigureAwait(false);
        foreach (var nothing in (string[])["redprinter", "print", "re", "red green", "text:note=A red light"])
            await ExpectAsync(store, Text(nothing), [], stop).ConfigureAwait(false);
    }

    private static async Task FormsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, "Crème BRÛLÉE ﬁle №5 Ὀδυσσεύς 東京 x'); --", stop).ConfigureAwait(false);
        foreach (
            var text in (string[])
                [
                    "creme",
                    "CRE\u0300ME brûlée",
                    "file",
                    "no5",
                    "ΟΔΥΣΣΕΥΣ",
                    "京",
                    "X",
                    "\ud800creme\udc00",
                    "\0file\uffff",
                ]
        )
            await ExpectAsync(store, Text(text), [ticket], stop).ConfigureAwait(false);
    }

    private static async Task RepliesAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        var other = await OpenAsync(store, "Nothing at all", stop).ConfigureAwait(false);
        ticket = await ApplyAsync(
                store,
                ticket,
                new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Try the lever."),
                stop
            )
            .ConfigureAwait(false);
        var ana = Actor.Requester(ConformanceDeskFixture.Ana);
        ticket = await ApplyAsync(store, ticket, new TicketCommand.Reply(ana, "The lever moves it again."), stop)
            .ConfigureAwait(false);
        await ExpectAsync(store, Text("lever"), [ticket], stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("try again nothing"), [ticket], stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("nothing"), [ticket, other], stop).ConfigureAwait(false);
    }

    private static async Task NoWordsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        foreach (var text in (string[])["", "  "])
            await ExpectAsync(store, Text(text), [ticket], stop).ConfigureAwait(false);
        foreach (var text in (string[])["?!", "—"])
            await ExpectAsync(store, Text(text), [], stop).ConfigureAwait(false);
    }

    private static async Task FactsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        var other = await OpenAsync(store, "Other", stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("urgent", true)), [ticket, other], stop).ConfigureAwait(false);
        // 12.50 is the same number as 12.5.
        await ExpectAsync(store, Known(("seats", 12.5m), ("note", "Other")), [other], stop).ConfigureAwait(false);
        foreach (var nothing in (FactValue[])["other", "Other ", "Oth", "", true])
            await ExpectAsync(store, Known(("note", nothing)), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("urgent", "true")), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("seats", 12), ("note", "Other")), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("note=Other", "")), [], stop).ConfigureAwait(false);
    }

    private static async Task ChangedFactsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        var told = FactSet.Empty.With("seats", 3).With("urgent", false);
        ticket = await ApplyAsync(store, ticket, new TicketCommand.ChangeFacts(Tracker, told), stop)
            .ConfigureAwait(false);
        await ExpectAsync(store, Known(("seats", 3), ("urgent", false)), [ticket], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("note", "Nothing moves")), [ticket], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("seats", 12.5m)), [], stop).ConfigureAwait(false);

        // The category, and with it priority and queue.
        ticket = await ApplyAsync(
                store,
                ticket,
                new TicketCommand.ChangeCategory(ConformanceDeskFixture.Agent, "question"),
                stop
            )
            .ConfigureAwait(false);
        await ExpectAsync(store, Known(ticket, "category", "priority", "queue"), [ticket], stop).ConfigureAwait(false);
        foreach (var (fact, was) in ((string, string)[])[("category", "incident"), ("priority", "high")])
            await ExpectAsync(store, Known((fact, was)), [], stop).ConfigureAwait(false);

        var byHand = new TicketCommand.ChangePriority(ConformanceDeskFixture.Agent, "high", "She waits.");
        ticket = await ApplyAsync(store, ticket, byHand, stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("priority", "high")), [ticket], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("priority", "normal")), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("nothing"), [ticket], stop).ConfigureAwait(false);
    }

    private static async Task StrangeFactsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        foreach (var note in (string[])[new string('x', 5000), "a\0b", "'); drop", "a=b", "ﬁ", "\n", "😀", ""])
        {
            var told = new TicketCommand.ChangeFacts(Tracker, FactSet.Empty.With("note", note));
            ticket = await ApplyAsync(store, ticket, told, stop).ConfigureAwait(false);
            await ExpectAsync(store, Known(("note", note)), [ticket], stop).ConfigureAwait(false);
            await ExpectAsync(store, Known(("note", note + "x")), [], stop).ConfigureAwait(false);
        }
    }

    private static async Task RefusedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        var first = Reply(ticket, "One lever.");
        var late = Reply(ticket, "Two levers.");
        var told = ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.ChangeFacts(Tracker, FactSet.Empty.With("seats", 3)),
            ticket.UpdatedAt
        );
        await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);
        foreach (var refused in (TicketCommit[])[late, told])
            ConformanceAssert.Equal(
                CommitOutcome.Conflict,
                await store.CommitAsync(refused, stop).ConfigureAwait(false),
                "the outcome of a commit at a stale version"
            );
        await ExpectAsync(store, Text("levers"), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("seats", 3)), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("lever") with { Facts = Facts(("seats", 12.5m)) }, [first.Ticket], stop)
            .ConfigureAwait(false);
    }

    private static async Task NarrowedAsync(ITicketStore store, CancellationToken stop)
    {
        var ana = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        var ben = await OpenAsync(store, "Nothing moves", stop, "ben", "question").ConfigureAwait(false);
        await OpenAsync(store, "Nothing moves", stop, tenant: ConformanceDeskFixture.OtherTenant).ConfigureAwait(false);
        ben = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(ben, "bo"), stop)
            .ConfigureAwait(false);
        foreach (var words in (TicketQuery[])[Text("nothing"), Beginning("noth")])
        {
            var search = words with { Facts = Facts(("urgent", true)) };
            await ExpectAsync(store, search, [ana, ben], stop).ConfigureAwait(false);
            await NarrowedAsync(store, search, ana, ben, stop).ConfigureAwait(false);
        }
    }

    private static async Task NarrowedAsync(
        ITicketStore store,
        TicketQuery search,
        Ticket ana,
        Ticket ben,
        CancellationToken stop
    )
    {
        foreach (
            var (query, expected) in ((TicketQuery, Ticket)[])
                [
                    (search with { Viewer = Viewer.OfRequester(ConformanceDeskFixture.Ana) }, ana),
                    (search with { Viewer = Viewer.OfAgent("bo") }, ben),
                    (search with { Requester = "ben" }, ben),
                    (search with { Queue = ConformanceDeskFixture.Incidents }, ana),
                    (search with { Assignee = "bo" }, ben),
                    (search with { Unassigned = true }, ana),
                    (search with { Queue = ConformanceDeskFixture.Incidents, States = [StateCategory.New] }, ana),
                ]
        )
            await ExpectAsync(store, query, [expected], stop).ConfigureAwait(false);
        await ExpectAsync(store, search with { States = [StateCategory.OnHold] }, [], stop).ConfigureAwait(false);
        await ExpectAsync(store, search with { Viewer = Viewer.OfRequester("eve") }, [], stop).ConfigureAwait(false);
    }

    private static async Task PagesAsync(ITicketStore store, CancellationToken stop)
    {
        var found = new List<Ticket>();
        for (var i = 0; i < 7; i++)
        {
            var at = ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * (i % 3);
            var category = i % 2 == 0 ? "incident" : "question";
            var commit = ConformanceDeskFixture.Open(
                at: at,
                category: category,
                title: i == 4 ? "Other" : "Nothing moves"
            );
            var ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            if (i != 4)
                found.Add(ticket);
        }
        foreach (var text in (TicketQuery[])[Text("nothing moves"), Beginning("nothing mov")])
        foreach (var order in (QueueOrder[])[QueueOrder.Arrival, QueueOrder.Urgency])
        {
            var seen = new List<TicketId>();
            TicketCursor? after = null;
            do
            {
                var query = text with { Order = order, After = after, Limit = 2 };
                var page = await store.ListAsync(query, stop).ConfigureAwait(false);
                seen.AddRange(page.Tickets.Select(ticket => ticket.Id));
                after = page.Next;
            } while (after is not null && seen.Count < 7);
            var all = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk) { Order = order };
            var expected = all.Page(found.Select(ticket => (ticket, ImmutableArray<RecordedEvent>.Empty))).Tickets;
            ConformanceAssert.Same(
                expected.Select(ticket => ticket.Id),
                seen,
                $"what pages of a search by {order} show"
            );
        }
    }

    private static async Task TogetherAsync(ITicketStore store, CancellationToken stop)
    {
        var one = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        var other = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        var told = ConformanceDeskFixture.Apply(
            one,
            new TicketCommand.ChangeFacts(Tracker, FactSet.Empty.With("seats", 3)),
            one.UpdatedAt
        );
        await store.CommitAllAsync([told, Reply(other, "Try the lever.")], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("seats", 3)), [one], stop).ConfigureAwait(false);
        await ExpectAsync(store, Known(("seats", 12.5m)), [other], stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("lever"), [other], stop).ConfigureAwait(false);

        var fired = ConformanceDeskFixture.ProcessDeadline(told.Ticket);
        var late = ConformanceDeskFixture.ProcessDeadline(ConformanceDeskFixture.Incident().Ticket);
        await store.CommitAllAsync([fired, late], stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("moves") with { Facts = Facts(("seats", 3)) }, [one], stop).ConfigureAwait(false);
    }
}
