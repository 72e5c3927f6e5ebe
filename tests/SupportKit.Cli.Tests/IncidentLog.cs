using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SupportKit.Cli.Tests;

/// <summary>A small log of incidents, replayed through the sample <c>itil.json</c>.</summary>
public abstract class IncidentLog : IDisposable
{
    protected static readonly string Map = File.ReadAllText(
        Path.Combine(Samples.Root, "docs", "examples", "incidents.map.json")
    );

    protected const string Header = "incident,time,status,owner,impact,urgency,priority\n";

    protected const string Two =
        Header
        + """
            A-1,2026-03-02 09:00,Queued,,2 - Medium,2 - Medium,3 - Moderate
            A-2,2026-03-02 09:10,Queued,,1 - High,1 - High,1 - Critical
            A-2,2026-03-02 09:12,In progress,bo,1 - High,1 - High,1 - Critical
            A-1,2026-03-02 10:30,Waiting,eve,2 - Medium,2 - Medium,3 - Moderate
            A-2,2026-03-02 14:00,Done,bo,1 - High,1 - High,1 - Critical
            A-1,2026-03-03 10:30,In progress,eve,2 - Medium,2 - Medium,3 - Moderate
            A-1,2026-03-03 11:00,Done,eve,2 - Medium,2 - Medium,3 - Moderate

            """;

    private protected TestFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected ToolRun Replay(string log, params string[] options) =>
        Replay("log.csv", Encoding.UTF8.GetBytes(log), options);

    private protected ToolRun Replay(string name, byte[] log, params string[] options) =>
        ToolRun.Of([.. Args(name, log), .. options]);

    private protected ToolRun ReplayBy(string map, string log, params string[] options) =>
        ToolRun.Of([.. Args("log.csv", Encoding.UTF8.GetBytes(log), map), .. options]);

    protected string[] Args(string name, byte[] log, string? map = null)
    {
        File.WriteAllBytes(Folder.PathOf(name), log);
        return
        [
            "replay",
            Samples.PathOf("itil.json"),
            "--log",
            Folder.PathOf(name),
            "--map",
            Folder.Add("map.json", map ?? Map),
        ];
    }

    private protected static JsonDocument Json(ToolRun run)
    {
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Output);
    }

    protected static byte[] Compressed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
