using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class TypedPrefixes()
    : Attack(
        "24",
        "A person types a word letter by letter into a search over 10,000 tickets, half of which begin with the same letters.",
        "nothing was found until the word was whole",
        "Steps from the third letter to the last after which the ticket is found; the slowest page of its requester or of the desk, in milliseconds by the machine's clock."
    )
{
    private const int Shortest = 3; // fewer letters are a word of their own

    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var services = place.Open(TicketLifePolicies.Plain);
        var desk = services.GetRequiredService<SupportDesk>();
        const string Word = "webhookxy";
        (await desk.OpenAsync(Question("first") with { Body = $"About {Word}." }, stop)).OrThrow();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 9_999),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stop },
            async (i, token) =>
            {
                var body = i % 2 == 0 ? $"About webhooks{i}." : $"About number {i}.";
                (await desk.OpenAsync(Question($"person {i}") with { Body = body }, token)).OrThrow();
            }
        );
        var (found, slowest) = (0, 0.0);
        for (var length = Shortest; length <= Word.Length; length++)
        {
            var query = new TicketQuery(Tenant, Viewer.OfRequester("first"))
            {
                Text = Word[..length],
                LastWordIsPrefix = true,
            };
            found += (await desk.ListAsync(query, stop)).Tickets.Length;
            foreach (var asked in (TicketQuery[])[query, query with { Viewer = Viewer.Desk }])
            {
                var watch = Stopwatch.StartNew();
                await desk.ListAsync(asked, stop);
                slowest = Math.Max(slowest, watch.Elapsed.TotalMilliseconds);
            }
        }
        return new($"{found} of {Word.Length - Shortest + 1}; {slowest:F1} ms", found == Word.Length - Shortest + 1);
    }
}
