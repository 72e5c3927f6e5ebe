using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SupportKit.Tests.Shared;

namespace SupportKit.Mail.Tests.Receiving;

/// <summary>Dovecot on a port of this machine's loopback, with one mailbox in a temporary folder; it ends with the test.</summary>
internal sealed class DovecotServer : IDisposable
{
    public static string Password { get; } = Guid.NewGuid().ToString("N");

    private readonly string folder = Directory.CreateTempSubdirectory("dovecot").FullName;
    private readonly int port;
    private Process? process;

    public DovecotServer()
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Dovecot runs on Unix.");
        if (Component.Find("dovecot", "/usr/sbin") is not { } program)
        {
            Component.Missing("Dovecot", "apt-get install dovecot-imapd");
            throw new InvalidOperationException("Dovecot is missing.");
        }
        Program = program;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        // A master of root's gives its mailboxes to nobody; any other user keeps them.
        var (user, owner) = Environment.IsPrivilegedProcess
            ? ("dovenull", "nobody")
            : (Environment.UserName, Environment.UserName);
        var group = Environment.IsPrivilegedProcess ? "nogroup" : Environment.UserName;
        foreach (var inner in (string[])["mail", "home", "run", "state"])
            File.SetUnixFileMode(
                Directory.CreateDirectory(Path.Combine(folder, inner)).FullName,
                (UnixFileMode)0b111_111_111
            );
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        File.WriteAllText(
            Configuration,
            $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            protocols = imap
            ssl = no
            disable_plaintext_auth = no
            mail_location = maildir:{{folder}}/mail
            default_internal_user = {{(Environment.IsPrivilegedProcess ? "dovecot" : user)}}
            default_internal_group = {{(Environment.IsPrivilegedProcess ? "dovecot" : group)}}
            default_login_user = {{user}}
            first_valid_uid = 1
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{owner}} gid={{group}} home={{folder}}/home
            }
            service anvil {
              chroot =
            }
            service imap-login {
              chroot =
              inet_listener imap {
                address = 127.0.0.1
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            """
        );
    }

    private string Program { get; }

    private string Configuration => Path.Combine(folder, "dovecot.conf");

    /// <summary>What a receiver needs to know.</summary>
    public ImapOptions Options =>
        new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = SmtpSecurity.None,
            Credentials = new NetworkCredential("desk", Password),
        };

    /// <summary>Starts it, and waits until it greets whoever connects.</summary>
    public async Task StartAsync()
    {
        // A server that was killed while it noted that it runs leaves the lock of that note, for which the next would wait many seconds.
        File.Delete(Path.Combine(folder, "state", "instances.lock"));
        process = Process.Start(
            new ProcessStartInfo(Program, ["-F", "-c", Configuration]) { RedirectStandardError = true }
        )!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                using var reader = new StreamReader(client.GetStream());
                if (await reader.ReadLineAsync(patience.Token) is not null)
                    return;
            }
            catch (Exception error)
                when (error is SocketException or IOException && !patience.IsCancellationRequested && !process.HasExited
                )
            {
                // It does not listen yet.
            }
        }
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public void Kill()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(folder, recursive: true);
    }
}
