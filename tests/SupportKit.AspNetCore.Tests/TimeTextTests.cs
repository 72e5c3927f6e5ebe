using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Hosting;
using SupportKit.Testing;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>Times that people see are told by the desk, in the reader's language and zone, and not by what their browser makes of an instant.</summary>
public class TimeTextTests
{
    // A Friday at five in Paris, an hour before the office closes.
    private readonly ManualTimeProvider time = new(Instant.FromUtc(2026, 3, 6, 16, 0));

    private Task<HostFixture> StartAsync(Action<SupportKitBuilder>? desk = null) =>
        HostFixture.StartAsync(services: services => services.AddSingleton<TimeProvider>(time), desk: desk);

    [Fact]
    public async Task The_zone_that_the_host_states_counts_before_that_of_the_browser_and_both_before_the_desks()
    {
        await using var host = await StartAsync();
        using var ada = host.Ada;
        var path = $"/support/tickets/{await OpenAsync(ada)}";

        Assert.Equal("Fri 6 Mar 2026, 17:00 (Europe/Paris)", await AtTextAsync(ada, path));
        ada.DefaultRequestHeaders.Add("Support-Time-Zone", "America/New_York");
        Assert.Equal("Fri 6 Mar 2026, 11:00", await AtTextAsync(ada, path));
        ada.DefaultRequestHeaders.Add("Test-Zone", "Asia/Tokyo");
        Assert.Equal("Sat 7 Mar 2026, 01:00", await AtTextAsync(ada, path));
        ada.DefaultRequestHeaders.Remove("Support-Time-Zone");
        ada.DefaultRequestHeaders.Add("Support-Time-Zone", "Mars/Olympus");
        Assert.Equal("Sat 7 Mar 2026, 01:00", await AtTextAsync(ada, path));
    }

    [Fact]
    public async Task The_zone_that_the_directory_states_of_a_requester_counts_before_that_of_their_browser()
    {
        await using var host = await StartAsync(desk =>
            desk.UseRequesters(
                (_, id, _) =>
                    Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty) { TimeZone = "Asia/Tokyo" })
            )
        );
        using var ada = host.Ada;
        ada.DefaultRequestHeaders.Add("Support-Time-Zone", "America/New_York");
        var path = $"/support/tickets/{await OpenAsync(ada)}";

        Assert.Equal("Sat 7 Mar 2026, 01:00", await AtTextAsync(ada, path));
    }

    [Fact]
    public async Task A_language_that_the_policy_lacks_is_told_times_in_all_the_same()
    {
        await using var host = await StartAsync();
        using var bo = host.Bo;
        bo.DefaultRequestHeaders.Add("Accept-Language", "de");
        bo.DefaultRequestHeaders.Add("Support-Time-Zone", "Europe/Berlin");

        Assert.Equal(
            "Fr, 6. März 2026, 17:00 Uhr",
            await AtTextAsync(bo, $"/support/agents/tickets/{await OpenAsync(host.Ada)}")
        );
    }

    [Fact]
    public async Task A_requester_is_told_what_is_promised_how_it_stands_and_why_in_their_own_words_and_time()
    {
        await using var host = await StartAsync();
        using var ada = host.Ada;
        ada.DefaultRequestHeaders.Add("Support-Time-Zone", "America/Montreal");
        ada.DefaultRequestHeaders.Add("Accept-Language", "fr");
        var (status, why) = await GetAsync(ada, $"/support/tickets/{await OpenAsync(ada)}/why");

        Assert.Equal(200, status);
        var promise = Assert.Single(why!["promises"]!.AsArray())!;
        Assert.Equal("première réponse : promis avant le lun. 9 mars 2026 à 07:00.", (string?)promise["text"]);
        Assert.Equal(
            ["Il en reste 4 h.", "Seules les heures d'ouverture du support comptent."],
            promise["reasons"]!.AsArray().Select(reason => (string?)reason)
        );
        // What the desk knows and decides by stays with the desk.
        Assert.DoesNotContain("office", why.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("helpers", why.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_is_a_day_is_told_in_the_readers_language_and_stays_as_it_is_for_machines()
    {
        await using var host = await StartAsync();
        var outage = Outage();
        outage["answers"]!["renewal"] = "2026-03-01";
        var (status, answer) = await PostAsync(host.Ada, "/support/tickets", outage);
        Assert.Equal(201, status);
        using var bo = host.Bo;
        bo.DefaultRequestHeaders.Add("Accept-Language", "fr");

        var (_, read) = await GetAsync(bo, $"/support/agents/tickets/{answer!["ticket"]!["id"]}");

        Assert.Equal("2026-03-01", (string?)read!["ticket"]!["facts"]!["renewal"]);
        var told = Assert.Single(read["factTexts"]!.AsArray())!;
        Assert.Equal(("renewal", "1er mars 2026"), ((string?)told["name"], (string?)told["text"]));
    }

    // What is drawn, or stands for the moment of reading, is told nobody; the clock of a report is that of its days.
    private static readonly string[] Untold =
    [
        "ConversationView.ReadAt",
        "TicketListView.ReadAt",
        "WorkloadView.ReadAt",
        "SlaLaneView.StoppedAt",
        "SlaLaneView.CompletedLateAt",
        "SlaLaneView.Until",
        "SpanView.From",
        "SpanView.To",
    ];

    [Fact]
    public void Every_instant_of_an_answer_has_its_text_beside_it()
    {
        var views = typeof(WebJson)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("View", StringComparison.Ordinal))
            .ToList();
        var untold = views
            .SelectMany(view => view.GetProperties())
            .Where(member =>
                (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType) == typeof(Instant)
            )
            .Where(member => member.DeclaringType!.GetProperty($"{member.Name}Text")?.PropertyType != typeof(string))
            .Select(member => $"{member.DeclaringType!.Name}.{member.Name}");

        Assert.Equal(Untold.Order(StringComparer.Ordinal), untold.Order(StringComparer.Ordinal));
    }

    private static async Task<string?> AtTextAsync(HttpClient client, string path)
    {
        var (status, read) = await GetAsync(client, path);
        Assert.Equal(200, status);
        return (string?)read!["messages"]![0]!["atText"];
    }
}
