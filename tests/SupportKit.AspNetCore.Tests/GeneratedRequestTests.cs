using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;
using SupportKit.Testing;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>Requests made of the document, right ones and broken ones: none is the server's fault, and none that is refused stores anything.</summary>
public class GeneratedRequestTests
{
    private static readonly string[] Callers =
    [
        "ada",
        "bob",
        "eve",
        "ada@other",
        "bo support-agent",
        "lea support-lead",
        "mailbox support-inbound",
        "nobody",
        "guest",
        "nobody-known",
    ];

    // The long category sends thirty times as many.
    [Fact]
    public Task Some_hundred_requests() => SendAsync(700, seed: 20_261_128);

    [Fact]
    [Trait("Category", "Long")]
    public Task Twenty_thousand_requests() => SendAsync(20_000, Environment.TickCount);

    private static async Task SendAsync(int count, int seed)
    {
        var store = new CountingStore(new InMemoryTicketStore());
        await using var host = await OpenApiTests.StartAsync(desk => desk.Services.AddSingleton<ITicketStore>(store));
        var document = await OpenApiTests.DocumentAsync(host);
        // The operations on a ticket are many, and those that open one are few: each kind is met as often as the others.
        var kinds = OpenApiTests
            .Operations(document)
            .ToLookup(each =>
                each.Path.Contains("/actions/", StringComparison.Ordinal) ? "operation"
                : each.Method == "post" && each.Path.EndsWith("/tickets", StringComparison.Ordinal) ? "opening"
                : "other"
            )
            .Select(kind => kind.ToList())
            .ToList();
        var at = await EndpointMatrixTests.PlaceAsync(host);
        var clients = new List<HttpClient>();
        foreach (var caller in Callers)
            clients.Add(await EndpointMatrixTests.ClientAsync(host, caller));
        var random = new Random(seed);
        var statuses = new Dictionary<int, int>();
        for (var i = 0; i < count; i++)
        {
            var operations = kinds[random.Next(kinds.Count)];
            var (path, method, operation) = operations[random.Next(operations.Count)];
            var generator = new RequestGenerator(document, random, at);
            using var request = generator.Of(path, method, operation);
            var client = clients[random.Next(clients.Count)];
            var before = store.Committed;
            var told = $"seed {seed}, request {i}: {method} {request.RequestUri} {generator.Told}";

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status < 500, $"{told}: {status}");
            if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
                continue;
            var text = await response.Content.ReadAsStringAsync(Stop);
            Assert.False(
                text.Contains("   at ", StringComparison.Ordinal)
                    || text.Contains("Exception", StringComparison.Ordinal),
                $"{told}: {text}"
            );
            if (status >= 400)
            {
                Assert.True(before == store.Committed, $"{told}: {status}, and something was stored.");
                // What the desk's own server answers has a body; what routing refuses (an address that is none) has none.
                if (text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/problem+json")
                    Assert.Empty(
                        SchemaCheck.Problems(
                            document,
                            new JsonObject { ["$ref"] = "#/components/schemas/ProblemView" },
                            JsonNode.Parse(text)
                        )
                    );
            }
        }

        // Both kinds are among them, or nothing was tried.
        Assert.All(
            [200, 201, 400, 401, 403, 404, 422],
            status =>
                Assert.True(
                    statuses.GetValueOrDefault(status) > count / 500,
                    $"{status}: {statuses.GetValueOrDefault(status)}"
                )
        );
    }

    private sealed class CountingStore(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        private int committed;

        public int Committed => Volatile.Read(ref committed);

        public override async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken)
        {
            var outcome = await Inner.CommitAsync(commit, cancellationToken);
            if (outcome == CommitOutcome.Committed)
                Interlocked.Increment(ref committed);
            return outcome;
        }
    }
}
