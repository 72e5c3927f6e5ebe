using System.Diagnostics;

namespace SupportKit.Tests.Shared;

/// <summary>
/// A PostgreSQL server of one's own, for tests, which may crash it and start it again, and for benchmarks: a new cluster in a
/// temporary folder, reached through a socket there, started when somebody first asks for it. It ends with this process,
/// however that ends.
/// </summary>
public sealed partial class PostgresServer : IAsyncDisposable
{
    private const string Owner = "postgres";
    private readonly SemaphoreSlim gate = new(1);
    private readonly string[] settings;
    private string? folder;
    private Process? server;

    /// <summary>A server for tests; the machine itself does not crash, so nothing waits for the disk.</summary>
    public PostgresServer()
        : this("fsync=off", "full_page_writes=off", "jit=off", "max_connections=400") { }

    /// <summary>A server with settings of <c>postgresql.conf</c>.</summary>
    internal PostgresServer(params string[] settings) => this.settings = settings;

    /// <summary>How to reach a database of it, which may be still to be made.</summary>
    public async Task<string> ConnectAsync(string database = "postgres")
    {
        if (Program("initdb") is null || Program("postgres") is null)
        {
            WhenMissing(); // skips a test
            throw new InvalidOperationException("PostgreSQL is missing; install with: apt-get install postgresql");
        }
        await gate.WaitAsync();
        try
        {
            if (folder is null)
                await InitialiseAsync();
            if (server is null)
                await StartAsync();
        }
        finally
        {
            gate.Release();
        }
        return $"Host={folder};Username={Owner};Database={database};Maximum Pool Size=50";
    }

    /// <summary>Starts it anew, and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        // It is sent the signal that is read, or ended when there is nothing more to read: when the test process is gone.
        const string script = """
            "$@" >/dev/null & server=$!
            read -r signal
            kill -"${signal:-INT}" $server
            wait $server
            """;
        server = Start([
            .. AsOwner(),
            "sh",
            "-c",
            script,
            "sh",
            Program("postgres")!,
            "-D",
            Path.Combine(folder!, "data"),
            "-k",
            folder!,
            .. settings
                .Prepend("lc_messages=C")
                .Prepend("listen_addresses=")
                .SelectMany(setting => new[] { "-c", setting }),
        ]);
        await ReadyAsync(server);
    }

    /// <summary>Ends it at once, as <c>pg_ctl stop -m immediate</c> does: every connection breaks, nothing is tidied up.</summary>
    public Task CrashAsync() => StopAsync("QUIT");

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await StopAsync("INT");
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
        gate.Dispose();
    }

    partial void WhenMissing();

    private async Task StopAsync(string signal)
    {
        await server!.StandardInput.WriteLineAsync(signal);
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        server.Dispose();
        server = null;
    }

    /// <summary>A running copy of a server that runs, which follows it as a standby.</summary>
    /// <param name="connection">How that one is reached.</param>
    internal static async Task<PostgresServer> CopyAsync(string connection)
    {
        var copy = new PostgresServer("hot_standby=on", "max_connections=400") { folder = await MakeFolderAsync() };
        var host = connection.Split(';').First(part => part.StartsWith("Host=", StringComparison.Ordinal))[5..];
        var data = Path.Combine(copy.folder, "data");
        await RunAsync([
            .. AsOwner(),
            Program("pg_basebackup")!,
            "-h",
            host,
            "-U",
            Owner,
            "-D",
            data,
            "-R",
            "-c",
            "fast",
        ]);
        await copy.StartAsync();
        return copy;
    }

    // Not the machine's own temporary folder, whose path may be longer than a socket's may be.
    private static async Task<string> MakeFolderAsync()
    {
        var folder = Directory.CreateDirectory($"/tmp/supportkit-{Guid.NewGuid():N}").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", Owner, folder);
        return folder;
    }

    private async Task InitialiseAsync()
    {
        folder = await MakeFolderAsync();
        var data = Path.Combine(folder, "data");
        await RunAsync([
            .. AsOwner(),
            Program("initdb")!,
            "-D",
            data,
            "-U",
            Owner,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]);
    }

    private static async Task ReadyAsync(Process server)
    {
        var said = new List<string>();
        while (await server.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.Contains("ready to accept", StringComparison.Ordinal))
                continue;
            _ = server.StandardError.BaseStream.CopyToAsync(Stream.Null); // so that what else it says never blocks it
            return;
        }
        throw new InvalidOperationException($"PostgreSQL did not start: {string.Join(Environment.NewLine, said)}");
    }

    // PostgreSQL refuses to run as root.
    internal static string[] AsOwner() =>
        Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Owner}", $"--regid={Owner}", "--clear-groups"] : [];

    private static string? Program(string name) => Component.Find(name, Installed());

    private static IEnumerable<string> Installed() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            : [];

    internal static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {await output}{errors}");
    }

    internal static Process Start(string[] command) =>
        Process.Start(
            new ProcessStartInfo(command[0], command.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            }
        )!;
}
