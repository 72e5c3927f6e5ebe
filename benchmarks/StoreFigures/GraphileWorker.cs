using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using SupportKit.Decisions;
using SupportKit.Tickets;

namespace SupportKit.StoreFigures;

/// <summary>
/// The queue graphile-worker on Node.js, which does what a fired deadline leaves behind: 32 jobs at a time, claimed 500 at once and
/// marked as done together. It is the fastest queue on PostgreSQL that was found, and it decides nothing.
/// </summary>
internal sealed class GraphileWorker : IDisposable
{
    private readonly string folder;
    private readonly NpgsqlConnectionStringBuilder database;

    private GraphileWorker(string folder, string connection) =>
        (this.folder, database) = (folder, new NpgsqlConnectionStringBuilder(connection));

    /// <summary>Installs it into a temporary folder, and makes its tables.</summary>
    public static async Task<GraphileWorker> InstallAsync(string connection)
    {
        var worker = new GraphileWorker(Directory.CreateTempSubdirectory("graphile-worker").FullName, connection);
        foreach (var file in new[] { "package.json", "worker.mjs" })
            File.Copy(Path.Combine(AppContext.BaseDirectory, "graphile-worker", file), worker.PathOf(file));
        var commit = Rows.Open();
        await File.WriteAllTextAsync(
            worker.PathOf("writes.json"),
            JsonSerializer.Serialize(
                new
                {
                    ticket = TicketJson.Write(commit.Ticket),
                    happened = TicketJson.Write(commit.Events[^1]),
                    message = MessageJson.Write(commit.Messages[0]),
                }
            )
        );
        await worker.OutputAsync("npm", "install", "--no-audit", "--no-fund", "--silent");
        await worker.OutputAsync("node", "worker.mjs", "0", "writes.json", "schema");
        return worker;
    }

    /// <summary>Puts a job for each ticket into the queue, and works all of them off; jobs a second.</summary>
    public async Task<double> ProcessAsync(NpgsqlDataSource source, int count)
    {
        await using (
            var add = source.CreateCommand(
                """
                select count(*) from graphile_worker.add_jobs(array(
                    select ('deadline', json_build_object('ticket', id), null, now(), 1, null, 0, null)::graphile_worker.job_spec from supportkit_tickets))
                """
            )
        )
            await add.ExecuteNonQueryAsync();
        await using (var analyze = source.CreateCommand("vacuum analyze"))
            await analyze.ExecuteNonQueryAsync();
        var milliseconds = await OutputAsync("node", "worker.mjs", $"{count}", "writes.json");
        return count * 1000.0 / double.Parse(milliseconds, CultureInfo.InvariantCulture);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string PathOf(string file) => Path.Combine(folder, file);

    private async Task<string> OutputAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment["PGHOST"] = database.Host;
        start.Environment["PGUSER"] = database.Username;
        start.Environment["PGDATABASE"] = database.Database;
        start.Environment["NO_LOG_SUCCESS"] = "1"; // it would write a line for each job
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException($"{program} is missing; install Node.js.");
        var output = await process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0
            ? output.Trim().Split('\n')[^1]
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}."
            );
    }
}
