using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>A host says in one class who a request is from, and no mistake of it gives more than the endpoint is for.</summary>
public class CallerResolverTests
{
    private static Task<HostFixture> StartAsync<T>()
        where T : class, ICallerResolver =>
        HostFixture.StartAsync(
            map: app => app.MapGroup("/support").MapSupportKit(),
            environment: "Development",
            desk: desk => desk.AddEndpoints<T>()
        );

    [Fact]
    public async Task An_actor_of_another_kind_than_the_endpoint_is_for_is_refused()
    {
        await using var host = await StartAsync<EverybodyLeads>();

        var (asked, problem) = await GetAsync(host.As(null), "/support/tickets");
        var (led, _) = await GetAsync(host.As(null), "/support/agents/tickets");

        Assert.Equal((403, 200), (asked, led));
        Assert.Equal("web.caller_missing", (string?)problem!["code"]);
    }

    [Fact]
    public async Task The_language_and_the_facts_that_it_states_hold()
    {
        await using var host = await StartAsync<FrenchAda>();
        using var ada = host.As(null);
        var id = await OpenAsync(ada);

        var (_, refused) = await PostAsync(
            ada,
            $"/support/tickets/{id}/actions/fire",
            new JsonObject { ["trigger"] = "reopen" }
        );
        var (_, read) = await GetAsync(ada, $"/support/tickets/{id}");

        Assert.Matches("[éàè]| ne | pas ", (string?)refused!["detail"]);
        // Signed in or not is this host's to say, whatever the policy's fact is by default.
        Assert.True((bool)read!["messages"]![0]!["isWithheld"]!);
    }

    [Fact]
    public async Task A_tenant_without_a_policy_lets_nobody_in_and_says_no_more()
    {
        await using var host = await StartAsync<Stranger>();

        var (status, problem) = await GetAsync(host.As(null), "/support/tickets");

        Assert.Equal((403, "web.caller_missing"), (status, (string?)problem!["code"]));
    }

    [Fact]
    public async Task Every_option_stands_in_the_document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SupportKit.sln")))
            folder = folder.Parent!;
        var document = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "docs", "aspnetcore.md"), Stop);

        Assert.All(
            typeof(SupportEndpointOptions).GetProperties(),
            option => Assert.Contains($"`{option.Name}`", document, StringComparison.Ordinal)
        );
    }

    private sealed class EverybodyLeads : ICallerResolver
    {
        public ValueTask<Caller?> ResolveAsync(HttpContext request, Audience audience, CancellationToken stop) =>
            new(new Caller(Actor.Lead("lea")));
    }

    private sealed class FrenchAda : ICallerResolver
    {
        public ValueTask<Caller?> ResolveAsync(HttpContext request, Audience audience, CancellationToken stop) =>
            new(new Caller(Actor.Requester("ada")) { Language = "fr", Facts = FactSet.Empty.With("signedIn", false) });
    }

    private sealed class Stranger : ICallerResolver
    {
        public ValueTask<Caller?> ResolveAsync(HttpContext request, Audience audience, CancellationToken stop) =>
            new(new Caller(Actor.Requester("ada"), "nowhere"));
    }
}
