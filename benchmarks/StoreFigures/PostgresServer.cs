using System.Diagnostics;

namespace SupportKit.StoreFigures;

/// <summary>A PostgreSQL server of its own, with fsync on, in a temporary folder; it ends with this process.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string folder = Directory.CreateDirectory($"/tmp/supportkit-figures-{Guid.NewGuid():N}").FullName;
    private readonly Process server;

    public PostgresServer()
    {
        var bin = Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";
        var owner = Environment.IsPrivilegedProcess ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";
        if (owner.Length > 0)
            Run($"chown postgres {folder}");
        Run($"{owner}{bin}/initdb -D {folder}/data -U postgres -A trust -E UTF8 --no-sync >/dev/null");
        // Memory as a small server has it; everything that makes a commit durable is left on.
        const string settings =
            "-c listen_addresses= -c fsync=on -c synchronous_commit=on -c shared_buffers=1GB -c max_wal_size=4GB -c max_connections=100";
        server = Process.Start(
            new ProcessStartInfo("sh")
            {
                ArgumentList =
                {
                    "-c",
                    $"{owner}{bin}/postgres -D {folder}/data -k {folder} {settings} >{folder}.log 2>&1 & server=$!; read -r _; kill -INT $server; wait $server",
                },
                RedirectStandardInput = true,
                WorkingDirectory = "/",
            }
        )!;
        for (var tries = 0; !File.Exists($"{folder}/.s.PGSQL.5432"); tries++)
        {
            if (tries > 300)
                throw new InvalidOperationException($"PostgreSQL did not start; see {folder}.log.");
            Thread.Sleep(100);
        }
        Thread.Sleep(500);
    }

    public string Connection =>
        $"Host={folder};Username=postgres;Database=postgres;Maximum Pool Size=64;Command Timeout=600";

    public void Dispose()
    {
        server.StandardInput.Close();
        server.WaitForExit();
        server.Dispose();
        Directory.Delete(folder, recursive: true);
        File.Delete($"{folder}.log");
    }

    private static void Run(string command)
    {
        using var process = Process.Start(
            new ProcessStartInfo("sh") { ArgumentList = { "-c", command }, WorkingDirectory = "/" }
        )!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} failed.");
    }
}
