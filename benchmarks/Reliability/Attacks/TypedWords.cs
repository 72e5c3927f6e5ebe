using Microsoft.Extensions.DependencyInjection;
using SupportKit.Tests;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Reliability.Attacks;

internal sealed class TypedWords()
    : Attack(
        "24",
        "Words are searched for as people type them, and signs alone are.",
        "`STRAẞE` and `œuvre` were not found; signs alone found every ticket",
        "Words found of those written otherwise, and tickets that `???` finds."
    )
{
    private static readonly (string Written, string Typed)[] Words =
    [
        ("STRAẞE", "strasse"),
        ("Œuvre", "oeuvre"),
        ("Smørrebrød", "smorrebrod"),
        ("Łódź", "lodz"),
        ("Crème", "creme"),
        ("pass\u200Bword", "password"),
        ("Passwort\u00ADrücksetzung", "passwortrucksetzung"),
        ("São\u00A0Paulo", "paulo"),
    ];

    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var desk = place.Open(TicketLifePolicies.Plain).GetRequiredService<SupportDesk>();
        foreach (var (written, _) in Words)
            (await desk.OpenAsync(Question() with { Title = "A title", Body = $"About {written}." }, stop)).OrThrow();
        var found = 0;
        foreach (var (_, typed) in Words)
            found += await CountAsync(typed) == 1 ? 1 : 0;
        var bySigns = await CountAsync("???");
        return new(
            $"{found} of {Words.Length}; {bySigns} of {Words.Length} tickets",
            found == Words.Length && bySigns == 0
        );

        async Task<int> CountAsync(string text) =>
            (await desk.ListAsync(new TicketQuery(Tenant, Viewer.Desk) { Text = text }, stop)).Tickets.Length;
    }
}
