using System.Diagnostics;
using SupportKit.Tests.Shared;

[assembly: AssemblyFixture(typeof(SupportKit.EntityFrameworkCore.Tests.PostgresCluster))]

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own: a new cluster in a temporary folder, reached through a socket in that folder,
/// started when a test first asks for it. It ends with the test process, however that ends.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Owner = "postgres";
    private readonly Lazy<Task<string>> connection;
    private string? folder;
    private Process? server;

    public PostgresCluster() => connection = new Lazy<Task<string>>(StartAsync);

    /// <summary>How to reach it; skips the test where PostgreSQL is missing.</summary>
    public Task<string> ConnectAsync()
    {
        if (Program("initdb") is null || Program("postgres") is null)
            Component.Missing("PostgreSQL", "apt-get install postgresql");
        return connection.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
        }
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    private async Task<string> StartAsync()
    {
        // Not the machine's own temporary folder, whose path may be longer than a socket's may be.
        folder = Directory.CreateDirectory($"/tmp/supportkit-{Guid.NewGuid():N}").FullName;
        var data = Path.Combine(folder, "data");
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", Owner, folder);
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

        // The shell stops the server when its input ends: when the fixture closes it, or when the test process is gone.
        const string script = """
            "$@" >/dev/null & server=$!
            read -r _
            kill -INT $server
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
            data,
            "-k",
            folder,
            "-c",
            "listen_addresses=",
            "-c",
            "fsync=off",
            "-c",
            "max_connections=200",
            "-c",
            "lc_messages=C",
        ]);
        await ReadyAsync(server);
        return $"Host={folder};Username={Owner};Database=postgres;Maximum Pool Size=50";
    }

    private static async Task ReadyAsync(Process server)
    {
        var said = new List<string>();
        while (await server.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.Contains("ready to accept connections", StringComparison.Ordinal))
                continue;
            _ = server.StandardError.BaseStream.CopyToAsync(Stream.Null); // so that what else it says never blocks it
            return;
        }
        throw new InvalidOperationException($"PostgreSQL did not start: {string.Join(Environment.NewLine, said)}");
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsOwner() =>
        Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Owner}", $"--regid={Owner}", "--clear-groups"] : [];

    private static string? Program(string name) => Component.Find(name, Installed());

    private static IEnumerable<string> Installed() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            : [];

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {await output}{errors}");
    }

    private static Process Start(string[] command) =>
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
