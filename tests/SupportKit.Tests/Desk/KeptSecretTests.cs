using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>What was masked in error is brought back, for a lead alone and only for a time.</summary>
public sealed class KeptSecretTests : IAsyncDisposable
{
    // Apart from the word before it, so that the project's own sources hold nothing to mask.
    private const string Secret = "Hunter2-Hunter2";
    private static readonly string Text = string.Join(' ', "The password:", Secret, "does not work.");

    private readonly FaultyProtector protector = new();
    private readonly TestDesk desk;

    public KeptSecretTests() => desk = NewDesk(""" "redaction": { "keep": "24h" } """, protector);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IKeptSecretStore Store => desk.Services.GetRequiredService<IKeptSecretStore>();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_lead_is_shown_what_was_masked_which_is_recorded_without_it()
    {
        var ticket = await OpenAsync(desk, Text);

        var shown = Assert.IsType<RevealResult.Revealed>(await RevealAsync(ticket, Dora));

        var secret = Assert.Single(shown.Secrets);
        Assert.Equal(("body", Secret), (secret.Field, secret.Value));
        Assert.Equal(Secret, Text.Substring(secret.Position, secret.Value.Length));
        Assert.DoesNotContain(Secret, secret.ToString(), StringComparison.Ordinal);
        var history = await HistoryAsync(ticket);
        Assert.Equal(new TicketEvent.SecretsRevealed(1), history[^1].Event);
        Assert.Equal(Dora, history[^1].By);
        Assert.All(
            history,
            recorded => Assert.DoesNotContain(Secret, TicketJson.Write(recorded), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Nobody_but_a_lead_is_shown_it_or_told_that_there_is_anything()
    {
        var ticket = await OpenAsync(desk, Text);
        var plain = await OpenAsync(desk, "Nothing is masked here.");
        protector.Fails = true; // nor by an error

        foreach (var one in (Ticket[])[ticket, plain])
        {
            Assert.Equal("ticket.actor_not_permitted", CodeOf(await RevealAsync(one, Bia)));
            Assert.Equal("ticket.actor_not_permitted", CodeOf(await RevealAsync(one, Samples.Ana)));
            Assert.Equal("ticket.not_found", CodeOf(await RevealAsync(one, Rui)));
        }
        Assert.DoesNotContain(await HistoryAsync(ticket), one => one.Event is TicketEvent.SecretsRevealed);
    }

    [Fact]
    public async Task What_has_expired_is_gone_from_that_instant_and_the_sweep_deletes_it()
    {
        var ticket = await OpenAsync(desk, Text);
        desk.Time.Advance(Duration.FromHours(24) - Duration.FromMilliseconds(1));
        Assert.IsType<RevealResult.Revealed>(await RevealAsync(ticket, Dora));
        desk.Time.Advance(Duration.FromMilliseconds(1));

        Assert.Equal("ticket.secrets_gone", CodeOf(await RevealAsync(ticket, Dora)));
        await desk.Services.GetRequiredService<AttachmentSweep>().ProcessAsync(Stop);
        Assert.False(await IsKeptAsync(ticket));
    }

    [Fact]
    public async Task Nothing_is_kept_unless_the_policy_says_so()
    {
        await using var plain = NewDesk("", protector);
        var ticket = await OpenAsync(plain, Text);

        Assert.Null(
            await plain.Services.GetRequiredService<IKeptSecretStore>().FindAsync(ticket.Key, 1, Instant.MinValue, Stop)
        );
        Assert.Equal("ticket.secrets_gone", CodeOf(await plain.Desk.RevealSecretsAsync(ticket.Key, Dora, 1, Stop)));
    }

    [Fact]
    public async Task A_message_that_held_no_secret_has_nothing_to_show()
    {
        var ticket = await OpenAsync(desk, "Nothing is masked here.");

        Assert.Equal("ticket.secrets_gone", CodeOf(await RevealAsync(ticket, Dora)));
    }

    [Fact]
    public async Task A_protector_that_fails_keeps_nobody_from_writing_and_nothing_is_kept()
    {
        protector.Fails = true;
        var ticket = await OpenAsync(desk, Text);
        protector.Fails = false;

        Assert.Contains(await HistoryAsync(ticket), one => one.Event is TicketEvent.SecretsRedacted);
        Assert.False(await IsKeptAsync(ticket));
        Assert.Equal("ticket.secrets_gone", CodeOf(await RevealAsync(ticket, Dora)));
    }

    [Fact]
    public async Task What_cannot_be_decrypted_is_told_without_what_the_protector_said_and_is_not_recorded()
    {
        var ticket = await OpenAsync(desk, Text);
        protector.Fails = true;

        var error = await Assert.ThrowsAsync<SupportKitException>(() => RevealAsync(ticket, Dora));

        Assert.Equal("redaction.secrets_unreadable", error.Code);
        Assert.DoesNotContain(FaultyProtector.Said, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await HistoryAsync(ticket), one => one.Event is TicketEvent.SecretsRevealed);
    }

    [Fact]
    public async Task A_message_that_is_refused_leaves_nothing()
    {
        var ticket = await OpenAsync(desk, "Nothing is masked here.");

        var refused = await desk.Desk.ApplyAsync(
            ticket.Key,
            new TicketCommand.Note(Samples.Ana, Text),
            null,
            null,
            Stop
        );

        Assert.IsType<DeskResult.Refused>(refused);
        Assert.False(await IsKeptAsync(ticket, ticket.Version + 1));
    }

    [Fact]
    public async Task An_erased_person_leaves_nothing_that_could_be_brought_back()
    {
        var ticket = await OpenAsync(desk, Text);
        var kept = await Store.FindAsync(ticket.Key, 1, desk.Time.Now, Stop);

        await desk.Services.GetRequiredService<PersonalDataService>().EraseAsync(Tenant, "ana", "erased-1", Stop);

        Assert.False(await IsKeptAsync(ticket));
        // A command that was under way when the person was erased may keep its secrets after that.
        await Store.KeepAsync(kept!, Stop);
        Assert.Equal("ticket.secrets_gone", CodeOf(await RevealAsync(ticket, Dora)));
    }

    [Fact]
    public async Task What_is_kept_goes_with_an_old_ticket()
    {
        await using var long_ = NewDesk(""" "redaction": { "keep": "30d" } """, protector);
        var ticket = await OpenAsync(long_, Text);
        foreach (var trigger in (string[])["resolve", "close"])
            (
                await long_.Desk.ApplyAsync(ticket.Key, new TicketCommand.Fire(Dora, trigger), null, null, Stop)
            ).OrThrow();
        long_.Time.Advance(Duration.FromDays(2));

        var page = await long_
            .Services.GetRequiredService<PersonalDataService>()
            .PruneAsync(Tenant, dryRun: false, TimeSpan.FromDays(1), cancellationToken: Stop);

        Assert.Equal([ticket.Id], page.Tickets);
        var store = long_.Services.GetRequiredService<IKeptSecretStore>();
        Assert.Null(await store.FindAsync(ticket.Key, 1, long_.Time.Now, Stop));
    }

    private static TestDesk NewDesk(string sections, ISecretProtector protector) =>
        new(host =>
        {
            host.AddPolicy(TicketLifePolicies.With(sections), Tenant)
                .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)));
            host.Services.AddSingleton(protector);
        });

    private static async Task<Ticket> OpenAsync(TestDesk desk, string text) =>
        (await desk.Desk.OpenAsync(Question() with { Body = text }, Stop)).OrThrow().Ticket;

    private static string CodeOf(RevealResult result) => Assert.IsType<RevealResult.Refused>(result).Refusal.Code;

    private Task<RevealResult> RevealAsync(Ticket ticket, Actor by) =>
        desk.Desk.RevealSecretsAsync(ticket.Key, by, 1, Stop);

    private Task<ImmutableArray<RecordedEvent>> HistoryAsync(Ticket ticket) =>
        desk.Services.GetRequiredService<ITicketStore>().HistoryAsync(ticket.Key, Viewer.Desk, Stop);

    private async Task<bool> IsKeptAsync(Ticket ticket, long sequence = 1) =>
        await Store.FindAsync(ticket.Key, sequence, Instant.MinValue, Stop) is not null;

    private sealed class FaultyProtector : ISecretProtector
    {
        public const string Said = "the key is 0451";

        private readonly AesSecretProtector inner = new();

        public bool Fails { get; set; }

        public byte[] Protect(byte[] secrets, TicketKey ticket, long sequence) =>
            Fails ? throw new InvalidOperationException(Said) : inner.Protect(secrets, ticket, sequence);

        public byte[] Unprotect(byte[] protectedSecrets, TicketKey ticket, long sequence) =>
            Fails ? throw new InvalidOperationException(Said) : inner.Unprotect(protectedSecrets, ticket, sequence);
    }
}
