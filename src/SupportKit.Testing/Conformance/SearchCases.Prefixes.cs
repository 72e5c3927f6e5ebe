using SupportKit.Storage;

namespace SupportKit.Testing;

/// <content>What is found while somebody types, and what the desk alone finds.</content>
internal static partial class SearchCases
{
    private static async Task NotesAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, "Nothing moves", stop).ConfigureAwait(false);
        foreach (
            var commit in (Func<TicketCommit>[])
                [
                    () => ConformanceDeskFixture.Share(ticket, "ben"),
                    () => ConformanceDeskFixture.Assign(ticket, "bo"),
                    () => Note(ticket, "She is difficult, and moves us."),
                    () => Reply(ticket, "Please wait."),
                ]
        )
            ticket = await ConformanceAssert.CommittedAsync(store, commit(), stop).ConfigureAwait(false);
        Viewer[] desk = [Viewer.Desk, Viewer.OfAgent("bo")];
        Viewer[] others = [Viewer.OfRequester(ConformanceDeskFixture.Ana), Viewer.OfRequester("ben")];
        TicketQuery[] secrets = [Text("difficult"), Text("nothing difficult"), Beginning("diffi")];
        foreach (var secret in secrets)
        {
            foreach (var viewer in desk)
                await ExpectAsync(store, secret with { Viewer = viewer }, [ticket], stop).ConfigureAwait(false);
            foreach (var viewer in others)
                await ExpectAsync(store, secret with { Viewer = viewer }, [], stop).ConfigureAwait(false);
            // What one person asked, and who asks for it, are two things.
            var asked = secret with
            {
                Requester = ConformanceDeskFixture.Ana,
            };
            await ExpectAsync(store, asked, [ticket], stop).ConfigureAwait(false);
        }
        // What stood in public before stays so, and what does by now is.
        foreach (var viewer in others)
            await ExpectAsync(store, Text("moves") with { Viewer = viewer }, [ticket], stop).ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, Reply(ticket, "It is a difficult case."), stop)
            .ConfigureAwait(false);
        foreach (var viewer in (Viewer[])[.. desk, .. others])
            await ExpectAsync(store, Text("difficult") with { Viewer = viewer }, [ticket], stop).ConfigureAwait(false);
    }

    private static async Task PrefixAsync(ITicketStore store, CancellationToken stop)
    {
        var red = await OpenAsync(store, "The red printer burns", stop).ConfigureAwait(false);
        var both = await OpenAsync(store, "Printing with printers", stop).ConfigureAwait(false);
        var other = await OpenAsync(store, "A red Straße, prin\U00010348x", stop).ConfigureAwait(false);
        await ExpectAsync(store, Beginning("print"), [red, both], stop).ConfigureAwait(false);
        await ExpectAsync(store, Beginning("Prin"), [red, both, other], stop).ConfigureAwait(false);
        await ExpectAsync(store, Beginning("printer"), [red, both], stop).ConfigureAwait(false);
        await ExpectAsync(store, Beginning("red pri"), [red, other], stop).ConfigureAwait(false);
        await ExpectAsync(store, Beginning("STRAẞ"), [other], stop).ConfigureAwait(false);
        var known = Beginning("print") with { Facts = Facts(("note", "The red printer burns")) };
        await ExpectAsync(store, known, [red], stop).ConfigureAwait(false);
        // Neither a word before the last, nor one too short, nor a fact's name.
        foreach (var nothing in (string[])["pri burns", "prio", "pr", "red bu", "text", "number", "isu"])
            await ExpectAsync(store, Beginning(nothing), [], stop).ConfigureAwait(false);
        await ExpectAsync(store, Text("print"), [], stop).ConfigureAwait(false);
    }
}
