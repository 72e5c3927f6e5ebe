using System.Diagnostics;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Machines;
using SupportKit.Hosting;
using SupportKit.Mail;
using SupportKit.Mail.Tests.Receiving;
using SupportKit.Mail.Tests.Sending;
using SupportKit.Testing;

namespace SupportKit.Faults;

/// <summary>The process is killed while mails come in or leave, and starts again. The moments are random, from a seed that is told.</summary>
[Trait("Category", "Long")]
public sealed class MailKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Answered = 10; // so that no ticket gets more files than it may have
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Mails_of_a_folder_are_all_taken_and_each_once_whenever_the_process_is_killed()
    {
        var pickup = Directory.CreateTempSubdirectory("supportkit-pickup-");
        try
        {
            await ReceiveAsync(
                Options.MailKills,
                (index, mail) => PutAsync(pickup.FullName, index, mail),
                () => MailingProcess.PickUp(folder.Sqlite, pickup.FullName),
                desk => desk.UsePickupFolder(options => options.Path = pickup.FullName),
                desk => desk.Get<PickupFolder>().ProcessAsync(default)
            );
            Assert.Empty(pickup.GetFiles("*.eml"));
            Assert.Empty(pickup.GetDirectories("set-aside"));
            Assert.Equal(Sent(Options.MailKills), pickup.GetDirectories("taken").Single().GetFiles("*.eml").Length);
        }
        finally
        {
            pickup.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Mails_of_a_mailbox_are_all_taken_and_each_once_whenever_the_process_is_killed()
    {
        using var server = new DovecotServer();
        await server.StartAsync();
        var (port, account) = (server.Options.Port, server.Options.Credentials!);
        var kills = Math.Max(1, Options.MailKills / 4);

        await ReceiveAsync(
            kills,
            async (_, mail) =>
            {
                using var client = await ConnectAsync(server);
                using var read = await MimeMessage.LoadAsync(new MemoryStream(mail));
                await client.Inbox!.AppendAsync(read);
            },
            () => MailingProcess.Receive(folder.Sqlite, port, account),
            desk => MailingProcess.UseMailbox(desk, port, account),
            desk => desk.Get<ImapReceiver>().RunAsync(once: true, default)
        );

        using var client = await ConnectAsync(server);
        var taken = await client.GetFolder(client.PersonalNamespaces[0]).GetSubfolderAsync("Taken");
        await taken.OpenAsync(FolderAccess.ReadOnly);
        var ids = (await taken.FetchAsync(0, -1, MessageSummaryItems.Envelope)).Select(one => one.Envelope!.MessageId);
        Assert.Equal(Sent(kills), ids.Distinct().Count());
        Assert.Equal(Sent(kills), taken.Count); // a move that the server was told of it ends, whoever hears of that
        await client.Inbox!.StatusAsync(StatusItems.Count);
        Assert.Equal(0, client.Inbox.Count);
    }

    [Fact]
    public async Task Mails_that_leave_all_arrive_and_only_those_under_way_at_a_kill_arrive_again()
    {
        await using var server = new RealMailServer();
        var (kills, watch) = (Options.MailKills, Stopwatch.StartNew());
        var (seed, chance) = NewChance();
        var perhapsTwice = new Dictionary<string, int>();
        await using (
            var desk = await MailDeskFixture.MakeAsync(folder.Sqlite, new FastClock(), MailDeskFixture.SendNowhere)
        )
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await using var process = MailingProcess.Send(folder.Sqlite, server.Port);
                var before = server.Mails.Count;
                for (var i = 0; i < PerKill; i++)
                    await OpenAsync(desk, $"{kill}-{i}");
                await AfterAsync(
                    process,
                    chance,
                    kill,
                    some => server.UntilAsync(one => one.Mails.Count - before >= some)
                );
                var (_, errors) = await process.KillAsync();
                Assert.True(errors.Length == 0, $"Seed {seed}, kill {kill}: {errors}");
                // A mail whose last line the killed process had sent may still be on its way into the server's list.
                await server.UntilAsync(one => one.Open == 0);
                var arrived = Ids(server);
                foreach (var id in Undelivered().Where(arrived.Contains))
                    perhapsTwice[id] = perhapsTwice.GetValueOrDefault(id) + 1;
            }
        }
        var later = new ManualTimeProvider(new FastClock().GetCurrentInstant() + Duration.FromDays(1));
        await using (
            var desk = await MailDeskFixture.MakeAsync(
                folder.Sqlite,
                later,
                builder => MailDeskFixture.SendTo(builder, server.Port)
            )
        )
            while (await desk.Outbox.ProcessAsync() > 0) { }

        Assert.Empty(Undelivered());
        var times = Ids(server).CountBy(id => id).ToDictionary();
        Assert.Equal(All().Order(), times.Keys.Order());
        Assert.All(times, one => Assert.InRange(one.Value, 1, 1 + perhapsTwice.GetValueOrDefault(one.Key)));
        output.WriteLine(
            $"{kills} kills (seed {seed}), {times.Count} mails, {perhapsTwice.Count} under way at a kill, "
                + $"{times.Values.Sum() - times.Count} arrived again, {watch.Elapsed.TotalSeconds:F0} s"
        );
    }

    // Five mails before each kill: new ones with a file, and replies to tickets that are there.
    private async Task ReceiveAsync(
        int kills,
        Func<int, byte[], Task> putAsync,
        Func<ChildProcess> start,
        Action<SupportKitBuilder> way,
        Func<MailDeskFixture, Task<int>> takeAsync
    )
    {
        var watch = Stopwatch.StartNew();
        var (seed, chance) = NewChance();
        await using var desk = await MailDeskFixture.MakeAsync(
            folder.Sqlite,
            TimeProvider.System,
            builder =>
            {
                MailDeskFixture.SendNowhere(builder);
                way(builder);
            }
        );
        for (var i = 0; i < Answered; i++)
            await OpenAsync(desk, $"to be answered {i}");
        for (var kill = 0; kill < kills; kill++)
        {
            for (var i = 0; i < PerKill; i++)
                await putAsync(kill * PerKill + i, MailOf(kill * PerKill + i));
            await using var process = start();
            await AfterAsync(process, chance, kill, some => process.LinesAsync(1 + some));
            var (_, errors) = await process.KillAsync();
            Assert.True(errors.Length == 0, $"Seed {seed}, kill {kill}: {errors}");
        }
        var left = await takeAsync(desk);
        Assert.Equal(0, await takeAsync(desk));

        var tickets = await TicketsAsync(desk);
        var opened = tickets.Where(ticket => ticket.Title.StartsWith("Mail", StringComparison.Ordinal)).ToList();
        var all = Enumerable.Range(0, Sent(kills)).ToLookup(index => index % PerKill < 2);
        Assert.Equal(all[true].Select(index => $"Mail {index}").Order(), opened.Select(one => one.Title).Order());
        Assert.All(opened, ticket => Assert.Single(ticket.Attachments));
        var replies = new List<string>();
        foreach (var ticket in tickets.Except(opened))
        {
            var history = await desk.Desk.GetHistoryAsync(ticket.Key, Viewer.Desk);
            replies.AddRange(
                history.Select(one => one.Event).OfType<TicketEvent.RequesterReplied>().Select(one => one.Body.Text)
            );
            Assert.Equal(
                history.Count(one => one.Event is TicketEvent.RequesterReplied),
                ticket.Attachments.Length // what each of them quotes
            );
        }
        Assert.Equal(all[false].Select(index => $"Answer {index}").Order(), replies.Order());
        output.WriteLine(
            $"{kills} kills (seed {seed}), {Sent(kills)} mails, {left} left at the last kill, {watch.Elapsed.TotalSeconds:F0} s"
        );
    }

    // One in eight dies while it starts; the others when they are at some of what there is to do, or a moment later.
    private static async Task AfterAsync(ChildProcess process, Random chance, int kill, Func<int, Task> reach)
    {
        if (kill % 8 == 7)
        {
            await Task.Delay(chance.Next(0, 500));
            return;
        }
        await process.FirstLine;
        await reach(chance.Next(1, PerKill)).WaitAsync(TimeSpan.FromMinutes(1));
        await Task.Delay(chance.Next(0, 20));
    }

    private const int PerKill = 5;

    private static int Sent(int kills) => kills * PerKill;

    private static byte[] MailOf(int index) =>
        Encoding.UTF8.GetBytes(
            (
                index % PerKill < 2
                    ? $"""
                    From: Ana <ana@people.example>
                    To: support@desk.example
                    Subject: Mail {index}
                    Message-ID: <{index}@people.example>
                    Content-Type: multipart/mixed; boundary=b

                    --b

                    The export is empty.
                    --b
                    Content-Type: text/plain; name=log.txt

                    {new string('x', 1000)}
                    --b--

                    """
                    : $"""
                    From: Ana <ana@people.example>
                    To: support@desk.example
                    Subject: Re: [T-{1 + index / PerKill % Answered}] to be answered
                    Message-ID: <{index}@people.example>

                    Answer {index}

                    On Mon, Mar 2, 2026 at 9:14 AM Support <support@desk.example> wrote:

                    > Is it empty?

                    """
            ).ReplaceLineEndings("\r\n")
        );

    // As a mail server does: written under another name, and renamed when it is whole.
    private static async Task PutAsync(string folder, int index, byte[] mail)
    {
        var file = Path.Combine(folder, $"{index:D6}");
        await File.WriteAllBytesAsync(file, mail);
        File.Move(file, $"{file}.eml");
    }

    private static async Task<ImapClient> ConnectAsync(DovecotServer server)
    {
        var client = new ImapClient();
        await client.ConnectAsync(server.Options.Host, server.Options.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(server.Options.Credentials!);
        return client;
    }

    private static async Task OpenAsync(MailDeskFixture desk, string title) =>
        (
            await desk.Desk.OpenAsync(
                new OpenRequest
                {
                    Requester = "ana",
                    Category = "question",
                    Channel = "email",
                    Title = title,
                    Body = "The export is empty.",
                }
            )
        ).OrThrow();

    private static async Task<IReadOnlyList<Ticket>> TicketsAsync(MailDeskFixture desk)
    {
        var tickets = new List<Ticket>();
        var query = new TicketQuery(SupportDesk.DefaultTenant, Viewer.Desk) { Limit = TicketQuery.MaxLimit };
        do
        {
            var page = await desk.Desk.ListAsync(query);
            tickets.AddRange(page.Tickets);
            query = query with { After = page.Next };
        } while (query.After is not null);
        return tickets;
    }

    private static List<string> Ids(RealMailServer server) =>
        [
            .. server.Mails.Select(mail =>
            {
                using var read = MimeMessage.Load(new MemoryStream(mail));
                return read.MessageId!.Split('.', '@')[0];
            }),
        ];

    private HashSet<string> All() => Messages("1 = 1");

    private HashSet<string> Undelivered() => Messages("state <> 'Delivered'");

    // The ids as they stand in Message-IDs.
    private HashSet<string> Messages(string where)
    {
        using var connection = new SqliteConnection(folder.Connection);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the two conditions above
        command.CommandText = $"select id from supportkit_messages where {where}";
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var ids = new HashSet<string>();
        while (rows.Read())
            ids.Add(StableId.Of(Sample(rows.GetString(0))));
        return ids;
    }

    private static Notification Sample(string id) =>
        new(id, SupportDesk.DefaultTenant, default, new Recipient(RecipientKind.Requester, ""), "", "", "");

    private static (int Seed, Random Chance) NewChance()
    {
        var seed = Random.Shared.Next();
        return (seed, new Random(seed));
    }
}
