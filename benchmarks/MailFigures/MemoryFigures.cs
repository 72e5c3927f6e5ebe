using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportKit;
using SupportKit.Mail;
using SupportKit.Mail.Tests.Sending;

/// <summary>
/// What of memory 100,000 mails take, out and in: the managed heap after a collection, and the working set, at marks along the way. In are mails of all ways that keep
/// nothing of themselves with the desk (strangers, machines, what is no mail), since a desk in memory keeps its tickets there; each is read, parsed and decided as any other.
/// </summary>
internal static class MemoryFigures
{
    private static readonly int[] Marks = [1_000, 10_000, 50_000, 100_000];

    public static async Task RunAsync(Func<int, Func<Notification, Task>> transport, Func<string, Notification> sample)
    {
        Console.WriteLine("| | mails | managed heap, MiB | working set, MiB | highest working set, MiB | seconds |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using (var server = new RealMailServer())
        {
            var send = transport(server.Port);
            await MeasureAsync(
                "out",
                async i =>
                {
                    await send(sample($"{i}"));
                    server.Mails.Clear(); // what the server keeps is not the transport's
                }
            );
        }
        var inbound = Inbound();
        await MeasureAsync("in", i => inbound.ReceiveAsync(new MemoryStream(MailOf(i))));
    }

    private static async Task MeasureAsync(string name, Func<int, Task> oneAsync)
    {
        var (watch, told) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        for (var i = 1; i <= Marks[^1]; i++)
        {
            await oneAsync(i);
            if (told.Elapsed > TimeSpan.FromSeconds(10))
            {
                await Console.Error.WriteLineAsync($"{name}: {i} after {watch.Elapsed.TotalSeconds:F0} s");
                told.Restart();
            }
            if (!Marks.Contains(i))
                continue;
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {name} | {i} | {MiB(heap):F1} | {MiB(process.WorkingSet64):F0} | {MiB(process.PeakWorkingSet64):F0} | {watch.Elapsed.TotalSeconds:F0} |"
                )
            );
        }
    }

    private static double MiB(long bytes) => bytes / 1024.0 / 1024;

    private static InboundMail Inbound()
    {
        var services = new ServiceCollection();
        services
            .AddSupportKit()
            .AddPolicy(
                Policy.Parse(
                    """
                    {
                      "id": "mail",
                      "channels": { "email": {} },
                      "categories": { "question": {} },
                      "scope": [{ "id": "everybody", "then": "accept" }],
                      "priority": { "levels": ["high"], "rules": [{ "id": "all", "then": "high" }] },
                      "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
                    }
                    """
                )
            )
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask)
            .UseMail(mail =>
            {
                mail.SigningKeys = [Convert.ToBase64String(new byte[32])];
                mail.Addresses =
                [
                    new()
                    {
                        Address = "support@desk.example",
                        Channel = "email",
                        Category = "question",
                    },
                ];
                mail.RequesterOf = (_, _, _) => Task.FromResult<string?>(null);
            });
        return services.BuildServiceProvider().GetRequiredService<InboundMail>();
    }

    // Of four mails one has a file of 50 KB, one is a machine's, one is of yet another stranger, and one is not a mail.
    private static byte[] MailOf(int index) =>
        Encoding.UTF8.GetBytes(
            (index % 4) switch
            {
                0 => new string('x', 5_000),
                1 => Written(index, "Auto-Submitted: auto-replied\r\n"),
                2 => Written(index, ""),
                _ => $"From: a{index}@people.example\r\nTo: support@desk.example\r\nSubject: File\r\n"
                    + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the file.\r\n--b\r\n"
                    + "Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                    + $"{Convert.ToBase64String(new byte[50_000], Base64FormattingOptions.InsertLineBreaks)}\r\n--b--\r\n",
            }
        );

    private static string Written(int index, string headers) =>
        $"From: Ana <a{index}@people.example>\r\nTo: support@desk.example\r\nSubject: Mail {index}\r\nMessage-ID: <{index}@people.example>\r\n{headers}\r\n"
        + "It works again.\r\n\r\nOn Mon, Mar 2, 2026 at 9:14 AM Support <support@desk.example> wrote:\r\n\r\n> Does it work?\r\n";
}
