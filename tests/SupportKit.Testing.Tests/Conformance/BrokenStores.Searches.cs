using System.Collections.Immutable;
using SupportKit.Queries;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that find the wrong tickets, or miscount them.</content>
internal static partial class BrokenStores
{
    private static Faults Searches =>
        new()
        {
            ["finds tickets with one of the words"] = (
                () => Asks(query => query with { Text = query.Words() is [var first, ..] ? first : null }),
                "a text finds the tickets that have every word of it"
            ),
            ["splits a question at spaces only"] = (
                () => new AnswersItself((ticket, text) => ticket.Title.Split(' ').Contains(text)),
                "words are found whatever their case, marks and form"
            ),
            ["searches titles only"] = (
                () =>
                    new AnswersItself(
                        (ticket, text) =>
                            SearchTokenizer.Tokenize(text).All(SearchTokenizer.Tokenize(ticket.Title).Contains)
                    ),
                "what both sides wrote in replies is found, and what was found before stays so"
            ),
            ["searches notes for everybody"] = (
                () => new SearchesNotes(),
                "what the desk noted for itself is found by the desk alone, until others may read it too"
            ),
            ["searches notes for what the desk asks of one person only if they may read them"] = (
                () =>
                    Asks(query =>
                        query is { Text: not null, Requester: { } person }
                            ? query with
                            {
                                Viewer = Viewer.OfRequester(person),
                            }
                            : query
                    ),
                "what the desk noted for itself is found by the desk alone, until others may read it too"
            ),
            ["takes the last word as it is"] = (
                () => Asks(query => query with { LastWordIsPrefix = false }),
                "the last word finds every word that begins with it, where the question says so"
            ),
            ["takes the last word for a beginning always"] = (
                () => Asks(query => query with { LastWordIsPrefix = true }),
                "the last word finds every word that begins with it, where the question says so"
            ),
            ["finds nothing without words"] = (
                () => new AnswersItself((_, text) => SearchTokenizer.Tokenize(text).Any()),
                "a blank text narrows nothing down, and one of signs alone finds nothing"
            ),
            ["ignores facts"] = (
                () => Asks(query => query with { Facts = FactSet.Empty }),
                "facts find the tickets of which all of them are known, compared to the letter"
            ),
            ["keeps what was known before"] = (
                () => new RemembersFacts(),
                "facts that have changed are found as they are and not as they were"
            ),
            ["compares the beginning of a fact"] = (
                () => Asks(query => query with { Facts = Cut(query.Facts, 5000) }),
                "facts of any name, value and length are found"
            ),
            ["is found by what was refused"] = (
                () => new SearchesRefused(),
                "a commit that was refused is found by nothing it said"
            ),
            ["searches the whole desk"] = (
                () => Asks(query => query.Text is null ? query : query with { Viewer = Viewer.Desk }),
                "a search shows what the viewer sees and the other members ask for"
            ),
            ["searches by arrival whatever was asked"] = (
                () => Asks(query => query.Text is null ? query : query with { Order = QueueOrder.Arrival }),
                "pages of a search follow each other without gap or repetition, in either order"
            ),
            ["forgets terms of commits made together"] = (
                () => new FirstTogether(),
                "what deadlines change together stays found"
            ),
            ["counts every ticket as new"] = (
                () =>
                    Counting(
                        async (inner, query, limit) => Of(await inner.CountAsync(query, limit, default), _ => default)
                    ),
                "tickets are counted by state category, and a category without any is left out"
            ),
            ["counts each ticket once and for all"] = (
                CountsFirst,
                "tickets that have moved on are counted where they are"
            ),
            ["counts for everybody"] = (
                () =>
                    Counting(
                        (inner, query, limit) => inner.CountAsync(query with { Viewer = Viewer.Desk }, limit, default)
                    ),
                "only what the viewer sees is counted"
            ),
            ["counts whatever is asked for"] = (
                () =>
                    Counting(
                        (inner, query, limit) => inner.CountAsync(new(query.Tenant, query.Viewer), limit, default)
                    ),
                "only what is asked for is counted, wherever a page would begin"
            ),
            ["counts on behind the limit"] = (
                () => Counting((inner, query, _) => inner.CountAsync(query, null, default)),
                Bounded
            ),
            ["takes the limit for all there are"] = (
                () =>
                    Counting(
                        async (inner, query, limit) => Of(await inner.CountAsync(query, limit, default), state => state)
                    ),
                Bounded
            ),
            ["takes as many as the limit for more"] = (
                () =>
                    Counting(
                        async (inner, query, limit) =>
                        {
                            var count = await inner.CountAsync(query, limit, default);
                            return count.Tickets == limit
                                ? TicketCount.Of([new(count.ByState.Keys.First(), (long)limit + 1)], limit)
                                : count;
                        }
                    ),
                Bounded
            ),
        };

    private const string Bounded = "a count goes no further than its limit, and says whether there are more";

    private static Altered Counting(Func<ITicketStore, TicketQuery, int?, Task<TicketCount>> count) =>
        new() { Count = count };

    private static Altered CountsFirst()
    {
        var first = default(TicketCount);
        return Counting(async (inner, query, limit) => first ??= await inner.CountAsync(query, limit, default));
    }

    // The same number of tickets, as if they were all, and of other states.
    private static TicketCount Of(TicketCount count, Func<StateCategory, StateCategory> state) =>
        TicketCount.Of(
            count
                .ByState.GroupBy(of => state(of.Key))
                .Select(of => KeyValuePair.Create(of.Key, of.Sum(one => one.Value)))
        );

    private static FactSet Cut(FactSet facts, int length) =>
        FactSet.Of(
            facts.Select(fact =>
                fact.Value.Text.Length > length
                    ? KeyValuePair.Create<string, FactValue>(fact.Key, fact.Value.Text[..length])
                    : fact
            )
        );

    // Compares the text with the tickets in a way of its own.
    private sealed class AnswersItself(Func<Ticket, string, bool> finds) : WrappedStore
    {
        public override async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var page = await Inner.ListAsync(query with { Text = null }, stop);
            return query.Text is not { } text
                ? page
                : page with
                {
                    Tickets = [.. page.Tickets.Where(ticket => finds(ticket, text))],
                };
        }
    }

    // Finds tickets by something that was once said or known of them.
    private abstract class Remembers : WrappedStore
    {
        private readonly Dictionary<TicketId, (HashSet<string> Words, List<FactSet> Facts)> said = [];

        protected void Remember(Ticket ticket, IEnumerable<string> words, FactSet? facts = null)
        {
            if (!said.TryGetValue(ticket.Id, out var known))
                said[ticket.Id] = known = ([], []);
            known.Words.UnionWith(words);
            if (facts is not null)
                known.Facts.Add(facts);
        }

        public override async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var right = await Inner.ListAsync(query, stop);
            var all = await Inner.ListAsync(query with { Text = null, Facts = FactSet.Empty }, stop);
            return right with
            {
                Tickets =
                [
                    .. all.Tickets.Where(ticket => right.Tickets.Any(one => one.Id == ticket.Id) || Once(ticket)),
                ],
            };

            bool Once(Ticket ticket) =>
                said.TryGetValue(ticket.Id, out var known)
                && (
                    query.Words() is { IsEmpty: false } words && words.All(known.Words.Contains)
                    || query.Facts.Count > 0
                        && known.Facts.Any(facts => query.Facts.All(fact => facts[fact.Key] == fact.Value))
                );
        }
    }

    private sealed class SearchesNotes : Remembers
    {
        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
        {
            foreach (var note in commit.Events.Select(one => one.Event).OfType<TicketEvent.InternalNoteAdded>())
                Remember(commit.Ticket, SearchTokenizer.Tokenize(note.Body.Text));
            return Inner.CommitAsync(commit, stop);
        }
    }

    private sealed class RemembersFacts : Remembers
    {
        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
        {
            Remember(commit.Ticket, [], commit.Ticket.Facts);
            return Inner.CommitAsync(commit, stop);
        }
    }

    private sealed class SearchesRefused : Remembers
    {
        public override async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
        {
            var outcome = await Inner.CommitAsync(commit, stop);
            if (outcome != CommitOutcome.Committed)
                Remember(
                    commit.Ticket,
                    commit.Events.SelectMany(one => SearchTokenizer.Tokenize(one.Event, Viewer.Desk))
                );
            return outcome;
        }
    }

    // Writes what belongs to the tickets by another way, which knows no terms.
    private sealed class FirstTogether : WrappedStore
    {
        private readonly HashSet<TicketId> together = [];

        public override Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken stop
        )
        {
            together.UnionWith(commits.Select(commit => commit.Ticket.Id));
            return Inner.CommitAllAsync(commits, stop);
        }

        public override async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var page = await Inner.ListAsync(query, stop);
            return page with { Tickets = page.Tickets.RemoveAll(ticket => together.Contains(ticket.Id)) };
        }
    }
}
