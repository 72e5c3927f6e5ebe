using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Faults.Desks;
using SupportKit.Hosting;
using SupportKit.Mail;

namespace SupportKit.Faults.Machines;

/// <summary>A process to be killed: a host that takes mails in from a folder or a mailbox, or hands mails to a server.</summary>
public static class MailingProcess
{
    public const string Name = "mailing";

    /// <summary>Starts one that picks mails up from a folder.</summary>
    public static ChildProcess PickUp(Database database, string folder) => Start(database, "folder", folder);

    /// <summary>Starts one that takes mails from a mailbox.</summary>
    public static ChildProcess Receive(Database database, int port, NetworkCredential account) =>
        Start(database, "imap", Text(port), account.UserName, account.Password);

    /// <summary>Starts one that hands mails to a server.</summary>
    public static ChildProcess Send(Database database, int port) => Start(database, "smtp", Text(port));

    /// <summary>Lets a desk take mails from a mailbox, without waiting long after a failure.</summary>
    public static void UseMailbox(SupportKitBuilder desk, int port, NetworkCredential account) =>
        desk.UseImap(imap =>
        {
            (imap.Host, imap.Port, imap.Security) = ("127.0.0.1", port, SmtpSecurity.None);
            (imap.Credentials, imap.RetryDelay) = (account, TimeSpan.FromMilliseconds(50));
        });

    public static async Task<int> RunAsync(string[] args)
    {
        await using var running = await MailDeskFixture.MakeAsync(
            new Database(args[0], args[1]),
            args[2] == "smtp" ? new FastClock() : TimeProvider.System,
            desk => Configure(desk, args[2..]),
            arrives: () => Console.WriteLine("a mail")
        );
        await running.StartAsync();
        Console.WriteLine("started");
        // Whoever was to kill it may be gone; then its input ends.
        await Task.Run(() => Console.OpenStandardInput().ReadByte());
        return 0;
    }

    private static void Configure(SupportKitBuilder desk, string[] way)
    {
        if (way[0] != "smtp")
            MailDeskFixture.SendNowhere(desk);
        switch (way)
        {
            case ["folder", var folder]:
                desk.UsePickupFolder(pickup =>
                    (pickup.Path, pickup.Interval) = (folder, TimeSpan.FromMilliseconds(20))
                );
                break;
            case ["imap", var port, var user, var password]:
                UseMailbox(desk, Number(port), new NetworkCredential(user, password));
                break;
            case ["smtp", var port]:
                MailDeskFixture.SendTo(desk, Number(port));
                break;
        }
    }

    private static ChildProcess Start(Database database, params string[] way) =>
        ChildProcess.Start([Name, database.Engine, database.Connection, .. way]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
