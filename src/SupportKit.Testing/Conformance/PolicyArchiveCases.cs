using System.Collections.Immutable;
using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>Every promise of <see cref="IPolicyArchive"/>; used as <see cref="TicketStoreCases"/> is.</summary>
public static class PolicyArchiveCases
{
    /// <summary>All cases. They are independent of each other and of their order.</summary>
    public static ImmutableArray<ConformanceCase<IPolicyArchive>> All { get; } =
    [
        new("a version comes back to the letter", ToTheLetterAsync),
        new("every version is found under its own name", SeveralAsync),
        new("a version that was never kept is not found", UnknownAsync),
        new("a version belongs to its tenant", TenantAsync),
        new("keeping a version again changes nothing", AgainAsync),
        new("of several who keep one version at once all succeed", AtOnceAsync),
        new("versions kept at once do not mix", NotMixedAsync),
    ];

    private const string Version = "sha256:0123456789abcdef";

    /// <summary>The case of that name.</summary>
    /// <param name="name">A <see cref="ConformanceCase{TPort}.Name"/>.</param>
    /// <exception cref="SupportKitException"><c>testing.case_unknown</c>: there is none.</exception>
    public static ConformanceCase<IPolicyArchive> Get(string name) => CaseNames.Find(All, name);

    private static async Task ToTheLetterAsync(IPolicyArchive archive, CancellationToken stop)
    {
        string[] texts =
        [
            ConformanceDeskFixture.Policy.ToJson(),
            "{ \"b\" :1.50,\r\n\t\"a\": \"O'Brien \\u00e9 \\\\ %_\" }  ",
            "{\"name\":\"Ça marche ? 日本語 🙂 e\u0301\"}",
            $"{{\"text\":\"{new string('x', 1_000_000)}\"}}",
        ];
        for (var i = 0; i < texts.Length; i++)
        {
            await archive
                .KeepAsync(ConformanceDeskFixture.Tenant, $"{Version}{i}", texts[i], stop)
                .ConfigureAwait(false);
            await ExpectAsync(archive, ConformanceDeskFixture.Tenant, $"{Version}{i}", texts[i], stop)
                .ConfigureAwait(false);
        }
    }

    private static async Task SeveralAsync(IPolicyArchive archive, CancellationToken stop)
    {
        foreach (var policy in (Policy[])[ConformanceDeskFixture.Policy, ConformanceDeskFixture.NextPolicy])
            await archive
                .KeepAsync(ConformanceDeskFixture.Tenant, policy.Version, policy.ToJson(), stop)
                .ConfigureAwait(false);
        foreach (var policy in (Policy[])[ConformanceDeskFixture.Policy, ConformanceDeskFixture.NextPolicy])
            await ExpectAsync(archive, ConformanceDeskFixture.Tenant, policy.Version, policy.ToJson(), stop)
                .ConfigureAwait(false);
    }

    private static async Task UnknownAsync(IPolicyArchive archive, CancellationToken stop)
    {
        await ExpectAsync(archive, ConformanceDeskFixture.Tenant, Version, null, stop).ConfigureAwait(false);
        await archive.KeepAsync(ConformanceDeskFixture.Tenant, Version, "{}", stop).ConfigureAwait(false);
        foreach (var other in (string[])[Version.ToUpperInvariant(), Version[..^1], Version + " ", "", "%"])
            await ExpectAsync(archive, ConformanceDeskFixture.Tenant, other, null, stop).ConfigureAwait(false);
    }

    private static async Task TenantAsync(IPolicyArchive archive, CancellationToken stop)
    {
        await archive.KeepAsync(ConformanceDeskFixture.Tenant, Version, "{}", stop).ConfigureAwait(false);
        foreach (var other in (string[])[ConformanceDeskFixture.OtherTenant, "North", "north ", ""])
            await ExpectAsync(archive, other, Version, null, stop).ConfigureAwait(false);
        await archive.KeepAsync(ConformanceDeskFixture.OtherTenant, Version, "{ }", stop).ConfigureAwait(false);
        await ExpectAsync(archive, ConformanceDeskFixture.Tenant, Version, "{}", stop).ConfigureAwait(false);
        await ExpectAsync(archive, ConformanceDeskFixture.OtherTenant, Version, "{ }", stop).ConfigureAwait(false);
    }

    // A version is its content's hash: another text under it is a mistake, and must not reach tickets that go by the first.
    private static async Task AgainAsync(IPolicyArchive archive, CancellationToken stop)
    {
        foreach (var json in (string[])["{}", "{}", "{ }"])
            await archive.KeepAsync(ConformanceDeskFixture.Tenant, Version, json, stop).ConfigureAwait(false);
        await ExpectAsync(archive, ConformanceDeskFixture.Tenant, Version, "{}", stop).ConfigureAwait(false);
    }

    private static async Task AtOnceAsync(IPolicyArchive archive, CancellationToken stop)
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(KeepAndFindAsync, stop))).ConfigureAwait(false);

        async Task KeepAndFindAsync()
        {
            await archive.KeepAsync(ConformanceDeskFixture.Tenant, Version, "{}", stop).ConfigureAwait(false);
            await ExpectAsync(archive, ConformanceDeskFixture.Tenant, Version, "{}", stop).ConfigureAwait(false);
        }
    }

    private static async Task NotMixedAsync(IPolicyArchive archive, CancellationToken stop)
    {
        var all = Enumerable
            .Range(0, 16)
            .Select(i => (Version: $"{Version}{i}", Json: $"{{\"id\":\"{i}\"}}"))
            .ToArray();
        await Task.WhenAll(
                all.Select(one =>
                    Task.Run(() => archive.KeepAsync(ConformanceDeskFixture.Tenant, one.Version, one.Json, stop), stop)
                )
            )
            .ConfigureAwait(false);
        foreach (var (version, json) in all)
            await ExpectAsync(archive, ConformanceDeskFixture.Tenant, version, json, stop).ConfigureAwait(false);
    }

    private static async Task ExpectAsync(
        IPolicyArchive archive,
        string tenant,
        string version,
        string? expected,
        CancellationToken stop
    ) =>
        ConformanceAssert.Equal(
            expected,
            await archive.FindAsync(tenant, version, stop).ConfigureAwait(false),
            $"what \"{tenant}\" keeps under \"{version}\""
        );
}
