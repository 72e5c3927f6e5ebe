using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Storage;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>What was masked is shown to a lead over HTTP, encrypted meanwhile with Data Protection.</summary>
public class SecretEndpointTests
{
    private const string Tenant = "keeping";

    // Apart from the word before it, so that the project's own sources hold nothing to mask.
    private const string Secret = "Hunter2-Hunter2";

    [Fact]
    public async Task A_lead_reads_what_was_masked_and_nobody_else_does()
    {
        await using var host = await StartKeepingAsync();
        using var ada = host.As("ada", Tenant);
        using var bo = host.As("bo support-agent", Tenant);
        using var lea = host.As("lea support-lead", Tenant);
        var id = await OpenAsync(ada, body: $"password: {Secret}");
        var path = $"/support/agents/tickets/{id}/reveal-secrets";

        var (status, shown) = await PostAsync(lea, path, Of(1));

        Assert.Equal(200, status);
        var secret = Assert.Single(shown!.AsArray())!;
        Assert.Equal(("body", "Password"), ((string?)secret["field"], (string?)secret["kind"]));
        Assert.Equal((10, Secret), ((int)secret["position"]!, (string?)secret["value"]));
        Assert.Equal(403, (await PostAsync(bo, path, Of(1))).Status);
        Assert.Equal(403, (await PostAsync(ada, path, Of(1))).Status);
        var (gone, why) = await PostAsync(lea, path, Of(2));
        Assert.Equal((422, "ticket.secrets_gone"), (gone, (string?)why!["code"]));
        var (_, history) = await GetAsync(lea, $"/support/agents/tickets/{id}/history");
        Assert.Contains("secrets-revealed", history!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, history.ToJsonString(), StringComparison.Ordinal);
        var (_, own) = await GetAsync(ada, $"/support/tickets/{id}/history");
        Assert.DoesNotContain("secrets-revealed", own!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_protected_for_one_message_is_not_readable_as_anothers()
    {
        await using var host = await StartKeepingAsync();
        var protector = host.Services.GetRequiredService<ISecretProtector>();
        var ticket = new TicketKey(Tenant, TicketId.Parse("0198c0de0000700080000000000000aa"));
        var safe = protector.Protect([1, 2, 3], ticket, 4);

        Assert.Equal([1, 2, 3], protector.Unprotect(safe, ticket, 4));
        Assert.ThrowsAny<Exception>(() => protector.Unprotect(safe, ticket, 5));
        Assert.ThrowsAny<Exception>(() => protector.Unprotect(safe, ticket with { Tenant = "other" }, 4));
        var other = TicketId.Parse("0198c0de0000700080000000000000ab");
        Assert.ThrowsAny<Exception>(() => protector.Unprotect(safe, ticket with { Ticket = other }, 4));
    }

    private static Task<HostFixture> StartKeepingAsync()
    {
        var policy = JsonNode.Parse(HostFixture.Policy)!.AsObject();
        policy["redaction"] = new JsonObject { ["keep"] = "24h" };
        return StartAsync(desk: kit =>
            kit.AddPolicy(SupportKit.Policy.Parse(policy.ToJsonString()), Tenant).ProtectSecrets()
        );
    }

    private static JsonObject Of(long sequence) => new() { ["sequence"] = sequence };
}
