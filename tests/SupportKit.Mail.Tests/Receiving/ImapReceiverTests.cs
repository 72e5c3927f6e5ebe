using MailKit;
using MailKit.Net.Imap;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace SupportKit.Mail.Tests.Receiving;

/// <summary>Mails from a mailbox of Dovecot's.</summary>
public sealed class ImapReceiverTests : IDisposable
{
    private readonly DovecotServer server = new();
    private readonly MailDesk desk = new();

    public void Dispose() => server.Dispose();

    private ImapReceiver Receiver(InboundMail? inbound = null) =>
        new(
            inbound ?? desk.Inbound,
            Options.Create(server.Options),
            TimeProvider.System,
            NullLogger<ImapReceiver>.Instance
        );

    [Fact]
    public async Task What_is_there_is_taken_once_and_moved_and_what_waits_for_a_person_stands_apart()
    {
        await server.StartAsync();
        await PutAsync("Hello", "ana@people.example");
        await PutAsync("Buy", "eve@elsewhere.example");

        Assert.Equal(2, await Receiver().RunAsync(once: true, default));
        Assert.Equal(0, await Receiver().RunAsync(once: true, default));

        Assert.Equal("Hello", Assert.Single(await desk.TicketsAsync()).Title);
        Assert.Equal((0, 1, 1), (await CountAsync("INBOX"), await CountAsync("Taken"), await CountAsync("Set aside")));
    }

    [Fact]
    public async Task A_mail_that_arrives_while_nothing_is_to_do_is_taken_at_once()
    {
        await server.StartAsync();
        using var stop = new CancellationTokenSource();
        var running = Receiver().RunAsync(once: false, stop.Token);

        await PutAsync("Hello", "ana@people.example");
        await UntilAsync(async () => (await desk.TicketsAsync()).Count == 1 && await CountAsync("Taken") == 1);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Nothing_is_moved_that_was_not_committed_and_it_is_taken_later()
    {
        await server.StartAsync();
        await PutAsync("Hello", "ana@people.example");
        await PutAsync("Hello from Bob", "bob@people.example");
        var broken = new MailDesk(options =>
        {
            var inner = options.RequesterOf!;
            options.RequesterOf = (tenant, address, stop) =>
                address.StartsWith("ana", StringComparison.Ordinal)
                    ? throw new IOException("The database is away.")
                    : inner(tenant, address, stop);
        });

        await Receiver(broken.Inbound).RunAsync(once: true, default);

        Assert.Equal((1, 1), (await CountAsync("INBOX"), await CountAsync("Taken")));
        Assert.Equal("bob", Assert.Single(await broken.TicketsAsync()).Requester);
        await Receiver().RunAsync(once: true, default);
        Assert.Equal("ana", Assert.Single(await desk.TicketsAsync()).Requester);
    }

    [Fact]
    public async Task A_mailbox_that_was_made_anew_and_a_mail_that_comes_back_open_no_second_ticket()
    {
        await server.StartAsync();
        await PutAsync("Hello", "ana@people.example", "same@people.example");
        await Receiver().RunAsync(once: true, default);

        await PutAsync("Hello", "ana@people.example", "same@people.example");
        Assert.Equal(1, await Receiver().RunAsync(once: true, default));

        Assert.Single(await desk.TicketsAsync());
    }

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(10)]
    public async Task Killed_again_and_again_the_server_loses_no_mail_and_none_has_its_effect_twice(int kills)
    {
        await server.StartAsync();
        for (var i = 0; i < kills * 3; i++)
            await PutAsync($"Number {i}", "ana@people.example");
        var random = new Random(1);

        for (var i = 0; i < kills; i++)
        {
            using var stop = new CancellationTokenSource();
            var running = Receiver().RunAsync(once: false, stop.Token);
            var until = (await desk.TicketsAsync()).Count + random.Next(3);
            await UntilAsync(async () => (await desk.TicketsAsync()).Count >= Math.Min(until, kills * 3));
            server.Kill();
            await stop.CancelAsync();
            await running.ContinueWith(_ => { }, TaskScheduler.Default);
            await server.StartAsync();
        }
        await Receiver().RunAsync(once: true, default);

        Assert.Equal(0, await CountAsync("INBOX"));
        // Dovecot moves a mail by a copy that it commits in the one folder, and then takes it out of the other. A server that dies between the two leaves it in both: the
        // mail comes again, has no second effect, and is moved again. The receiver does not take the second copy away, since it deletes nothing. One move is under
        // way at a time, so each kill leaves one copy at the most.
        var ids = await TakenIdsAsync();
        Assert.Equal(kills * 3, ids.Distinct().Count());
        Assert.InRange(ids.Count, kills * 3, kills * 3 + kills);
        var titles = new List<string>();
        var query = new TicketQuery(SupportDesk.DefaultTenant, Viewer.Desk) { Limit = 100 };
        titles.AddRange((await desk.Desk.ListAsync(query)).Tickets.Select(ticket => ticket.Title));
        Assert.Equal(Enumerable.Range(0, kills * 3).Select(i => $"Number {i}").Order(), titles.Order());
    }

    private async Task<ImapClient> ConnectAsync()
    {
        var client = new ImapClient();
        await client.ConnectAsync(server.Options.Host, server.Options.Port, MailKit.Security.SecureSocketOptions.None);
        await client.AuthenticateAsync(server.Options.Credentials!);
        return client;
    }

    private async Task PutAsync(string subject, string from, string? id = null)
    {
        using var client = await ConnectAsync();
        using var mail = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart(TextFormat.Plain) { Text = "Text." },
        };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(MailboxAddress.Parse("support@desk.example"));
        if (id is not null)
            mail.MessageId = id;
        await client.Inbox!.AppendAsync(mail);
    }

    private async Task<int> CountAsync(string name)
    {
        using var client = await ConnectAsync();
        var folder =
            name == "INBOX"
                ? client.Inbox!
                : await client.GetFolder(client.PersonalNamespaces[0]).GetSubfolderAsync(name);
        await folder.StatusAsync(StatusItems.Count);
        return folder.Count;
    }

    private async Task<IReadOnlyList<string?>> TakenIdsAsync()
    {
        using var client = await ConnectAsync();
        var folder = await client.GetFolder(client.PersonalNamespaces[0]).GetSubfolderAsync("Taken");
        await folder.OpenAsync(FolderAccess.ReadOnly);
        return
        [
            .. (await folder.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Select(one => one.Envelope?.MessageId),
        ];
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
            patience.Token.ThrowIfCancellationRequested();
    }
}
