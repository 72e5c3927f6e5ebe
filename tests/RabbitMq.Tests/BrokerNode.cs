using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace RabbitMq.Tests;

/// <summary>
/// A RabbitMQ node of its own on the loopback interface, with its files in a temporary folder and a port mapper of its own.
/// It ends with this process, however that ends, and touches no other node of the machine.
/// </summary>
public sealed partial class BrokerNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The shell ends what it started when its input ends: when this is disposed, or when this process is gone.
    private const string UntilInputEnds = """
        "$@" 2>&1 & child=$!
        echo "pid $child"
        exec 2>/dev/null
        read -r _
        kill -KILL $child
        wait $child
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("supportkit-broker-").FullName;
    private readonly Dictionary<string, string> environment;
    private readonly int port = FreePort();
    private Process? mapper;
    private Process? shell;
    private int pid;

    public BrokerNode()
    {
        File.WriteAllText(Path.Combine(folder, "enabled_plugins"), "[].");
        var nothing = Path.Combine(folder, "none");
        environment = new()
        {
            ["HOME"] = folder, // the node's cookie
            ["RABBITMQ_NODENAME"] = $"supportkit{port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(port),
            ["RABBITMQ_DIST_PORT"] = Text(FreePort()),
            ["ERL_EPMD_PORT"] = Text(FreePort()),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
            ["RABBITMQ_LOG_BASE"] = folder,
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
            // Nothing of what the machine is set up with.
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_CONFIG_FILE"] = nothing,
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = nothing,
            // So that the script becomes the node, and its process id the node's.
            ["RABBITMQ_ALLOW_INPUT"] = "1",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput -kernel inet_dist_use_interface {127,0,0,1}",
        };
    }

    /// <summary>The server's start script; null where it is not installed.</summary>
    public static string? Program { get; } =
        new[] { "/usr/lib/rabbitmq/bin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server" }.FirstOrDefault(
            File.Exists
        );

    /// <summary>Where it listens; guests of this machine need no account.</summary>
    public Uri Address => new($"amqp://127.0.0.1:{port}");

    /// <summary>Whether it was started and not killed.</summary>
    public bool Runs => shell is not null;

    /// <summary>Starts it, for the first time or after <see cref="KillAsync"/>, with what it had on its disk.</summary>
    public async Task StartAsync()
    {
        mapper ??= (await LaunchAsync("epmd", "-address", "127.0.0.1", "-port", environment["ERL_EPMD_PORT"])).Shell;
        (shell, pid) = await LaunchAsync(Program!);
        var said = new List<string>();
        using var late = new CancellationTokenSource(Patience);
        try
        {
            while (await shell.StandardOutput.ReadLineAsync(late.Token) is { } line)
            {
                said.Add(line);
                if (!line.Contains("Server startup complete", StringComparison.Ordinal))
                    continue;
                _ = shell.StandardOutput.BaseStream.CopyToAsync(Stream.Null); // so that what else it says never blocks it
                return;
            }
        }
        catch (OperationCanceledException)
        {
            said.Add($"It took longer than {Patience}.");
        }
        throw new InvalidOperationException($"RabbitMQ did not start: {string.Join(Environment.NewLine, said)}");
    }

    /// <summary>Ends it as a power failure would, without a chance to write anything.</summary>
    public Task KillAsync()
    {
        var ended = shell;
        shell = null;
        return EndAsync(ended);
    }

    /// <summary>Lets it stand still: its connections are there and nobody answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        await EndAsync(shell);
        await EndAsync(mapper);
        Directory.Delete(folder, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, Text(pid)]);
        await kill.WaitForExitAsync();
    }

    private static async Task EndAsync(Process? shell)
    {
        if (shell is null)
            return;
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private async Task<(Process Shell, int Pid)> LaunchAsync(params string[] command)
    {
        var start = new ProcessStartInfo("sh", ["-c", UntilInputEnds, "sh", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var started = Process.Start(start)!;
        // What the child says may stand before it.
        while (await started.StandardOutput.ReadLineAsync() is { } line)
        {
            if (PidLine().Match(line) is { Success: true } match)
                return (started, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }
        throw new InvalidOperationException($"{command[0]} did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^pid ([0-9]+)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PidLine();
}
