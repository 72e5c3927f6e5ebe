using System.Diagnostics;
using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportKit;
using SupportKit.Decisions;
using SupportKit.Mail;
using SupportKit.Mail.Tests.Sending;

// Mails per second, against SmtpServer on this machine's loopback, in one run: a connection for each mail with the SmtpClient of .NET, as the desk
// sent before SupportKit.Mail, and SupportKit.Mail's transport. The second column of figures is the memory held after it. With "memory" as the only
// argument: what of memory 100,000 mails take, out and in.
if (args is ["memory"])
{
    await MemoryFigures.RunAsync(Transport, Sample);
    return;
}

// Four measurements of at most a minute: the whole ends within five minutes.
var longest = TimeSpan.FromMinutes(1);
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 400;
Console.WriteLine($"{count} mails each, {Environment.ProcessorCount} processors");
Console.WriteLine("| workers | System.Net.Mail, mails/s | SupportKit.Mail, mails/s | times | memory after, MiB |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var workers in (int[])[1, 8])
{
    var before = await MeasureAsync(workers, SendBeforeAsync);
    var now = await MeasureAsync(workers, Transport);
    var memory = GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024;
    Console.WriteLine(
        FormattableString.Invariant($"| {workers} | {before:F0} | {now:F0} | {now / before:F1} | {memory:F1} |")
    );
}

async Task<double> MeasureAsync(int workers, Func<int, Func<Notification, Task>> make)
{
    await using var server = new RealMailServer();
    var send = make(server.Port);
    for (var i = 0; i < 50; i++)
        await send(Sample($"warm-{i}"));
    server.Mails.Clear();
    var next = 0;
    var started = Stopwatch.StartNew();
    var told = TimeSpan.Zero;
    await Task.WhenAll(
        Enumerable
            .Range(0, workers)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (Interlocked.Increment(ref next) is var i && i <= count)
                    {
                        await send(Sample($"{i}"));
                        if (i % 500 == 0)
                            server.Mails.Clear(); // what the server keeps is not the transport's
                        if (started.Elapsed - told > TimeSpan.FromSeconds(10))
                            await Console.Error.WriteLineAsync(
                                $"{workers} workers: {i} of {count} after {(told = started.Elapsed).TotalSeconds:F0} s"
                            );
                        if (started.Elapsed > longest)
                            break; // it counts what came so far
                    }
                })
            )
    );
    return Math.Min(next, count) / started.Elapsed.TotalSeconds;
}

static Notification Sample(string id) =>
    new(
        id,
        "default",
        new TicketId(Guid.Empty),
        new Recipient(RecipientKind.Requester, "ana"),
        "en",
        "[T-1] We have your request",
        "The desk has received your request.\n\nhttps://desk.example"
    );

static Func<Notification, Task> Transport(int port)
{
    var services = new ServiceCollection();
    services
        .AddSupportKit()
        .UseSmtp(smtp =>
        {
            (smtp.Host, smtp.Port, smtp.Security) = ("127.0.0.1", port, SmtpSecurity.None);
            smtp.From = "desk@desk.example";
            smtp.AddressOf = (_, _, _) => Task.FromResult<string?>("ana@people.example");
        });
    var transport = services.BuildServiceProvider().GetRequiredService<INotificationTransport>();
    return notification => transport.SendAsync(notification, default);
}

static Func<Notification, Task> SendBeforeAsync(int port) =>
    async notification =>
    {
        using var mail = new MailMessage("desk@desk.example", "ana@people.example") { Subject = notification.Subject };
        mail.AlternateViews.Add(View(notification.Body, MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(View(notification.ToHtml(), MediaTypeNames.Text.Html));
        mail.Headers.Add("Message-ID", $"<{notification.Id}@desk.example>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient("127.0.0.1", port);
        await client.SendMailAsync(mail);
    };

static AlternateView View(string text, string type)
{
    var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
    view.TransferEncoding = TransferEncoding.Base64;
    return view;
}
