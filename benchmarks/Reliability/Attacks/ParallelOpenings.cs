using Microsoft.Extensions.DependencyInjection;
using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class ParallelOpenings()
    : Attack(
        "13",
        "One person sends 50 requests at once, where the policy takes five an hour; and the same request 50 times at once, where it takes it once.",
        "7 of 50 passed where one should",
        "Tickets opened, of 50 parallel requests of either kind."
    )
{
    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var limited = await OpenedAsync("\"rateLimit\": { \"then\": \"refuse\", \"tickets\": 5 }", i => $"Number {i}");
        var same = await OpenedAsync("\"duplicates\": \"refuse\"", _ => "The printer prints nothing");
        return new($"{limited}; {same}", (limited, same) == (5, 1));

        async Task<int> OpenedAsync(string screening, Func<int, string> title)
        {
            var policy = TicketLifePolicies.With($"\"screening\": {{ {screening} }}");
            var desk = place.Open(policy).GetRequiredService<SupportDesk>();
            var requester = title(0); // one of their own for each kind
            var results = await Task.WhenAll(
                Enumerable
                    .Range(0, 50)
                    .Select(i =>
                        Task.Run(
                            () => desk.OpenAsync(Question(requester) with { Title = title(i), Body = title(i) }, stop),
                            stop
                        )
                    )
            );
            return results.Count(result => result is DeskResult.Succeeded);
        }
    }
}
