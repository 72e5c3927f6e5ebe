namespace SupportKit.Cli.Tests;

/// <summary>A replay writes what became of every ticket, one after the other.</summary>
public sealed class ReplayTicketFileTests : IncidentLog
{
    private const string Log =
        Two
        + """
            A-1,2026-03-03 12:00,Waiting,eve,2 - Medium,2 - Medium,2 - High
            =A-3,2026-03-03 11:00,Queued,,,3 - Low,4 - Low

            """;

    [Fact]
    public void As_CSV_each_promise_has_a_row_with_its_ticket()
    {
        // The moderate one waited for 24 of the 26 hours until it was resolved.
        Assert.Equal(
            """
            ticket,line,notTaken,state,recordedPriority,priority,illegalMoves,metric,rule,outcome,startedAt,due,endedAt,pausedShare
            A-1,2,,Awaiting User Info,2 - High,3 - Moderate,Resolved → Awaiting User Info (line 9),first-response,moderate-answer,kept,2026-03-02T09:00:00Z,2026-03-02T13:00:00Z,2026-03-02T10:30:00Z,0
            A-1,2,,Awaiting User Info,2 - High,3 - Moderate,Resolved → Awaiting User Info (line 9),resolution,moderate-resolve,kept,2026-03-02T09:00:00Z,2026-03-05T17:00:00Z,2026-03-03T11:00:00Z,0.9231
            A-1,2,,Awaiting User Info,2 - High,3 - Moderate,Resolved → Awaiting User Info (line 9),resolution,moderate-resolve,paused,2026-03-03T12:00:00Z,2026-03-06T12:00:00Z,,0
            A-2,3,,Resolved,1 - Critical,1 - Critical,,first-response,critical-answer,broken,2026-03-02T09:10:00Z,2026-03-02T09:25:00Z,2026-03-02T09:25:00.000001Z,0
            A-2,3,,Resolved,1 - Critical,1 - Critical,,resolution,critical-resolve,broken,2026-03-02T09:10:00Z,2026-03-02T13:10:00Z,2026-03-02T13:10:00.000001Z,0
            '=A-3,10,intake.information_missing,,4 - Low,,,,,,,,,

            """.ReplaceLineEndings("\r\n"),
            Written("tickets.csv")
        );
    }

    [Fact]
    public void As_JSON_each_ticket_has_a_line_with_its_promises()
    {
        Assert.Equal(
            """
            {"ticket":"A-1","line":2,"notTaken":null,"state":"Awaiting User Info","recordedPriority":"2 - High","priority":"3 - Moderate","illegalMoves":[{"from":"Resolved","to":"Awaiting User Info","line":9}],"promises":[{"metric":"first-response","rule":"moderate-answer","outcome":"kept","startedAt":"2026-03-02T09:00:00Z","due":"2026-03-02T13:00:00Z","endedAt":"2026-03-02T10:30:00Z","pausedShare":0},{"metric":"resolution","rule":"moderate-resolve","outcome":"kept","startedAt":"2026-03-02T09:00:00Z","due":"2026-03-05T17:00:00Z","endedAt":"2026-03-03T11:00:00Z","pausedShare":0.9231},{"metric":"resolution","rule":"moderate-resolve","outcome":"paused","startedAt":"2026-03-03T12:00:00Z","due":"2026-03-06T12:00:00Z","endedAt":null,"pausedShare":0}]}
            {"ticket":"A-2","line":3,"notTaken":null,"state":"Resolved","recordedPriority":"1 - Critical","priority":"1 - Critical","illegalMoves":[],"promises":[{"metric":"first-response","rule":"critical-answer","outcome":"broken","startedAt":"2026-03-02T09:10:00Z","due":"2026-03-02T09:25:00Z","endedAt":"2026-03-02T09:25:00.000001Z","pausedShare":0},{"metric":"resolution","rule":"critical-resolve","outcome":"broken","startedAt":"2026-03-02T09:10:00Z","due":"2026-03-02T13:10:00Z","endedAt":"2026-03-02T13:10:00.000001Z","pausedShare":0}]}
            {"ticket":"=A-3","line":10,"notTaken":"intake.information_missing","state":null,"recordedPriority":"4 - Low","priority":null,"illegalMoves":[],"promises":[]}

            """.ReplaceLineEndings("\n"),
            Written("tickets.ndjson")
        );
        Assert.Equal(Written("tickets.ndjson"), Written("tickets.jsonl"));
    }

    [Fact]
    public void A_replay_that_ends_early_leaves_no_file_of_tickets()
    {
        File.WriteAllText(Folder.PathOf("tickets.csv"), "of yesterday");

        Assert.Equal(ExitCodes.Unusable, Replay(Log + "A-9\n", "--tickets", Folder.PathOf("tickets.csv")).Code);

        Assert.Equal("of yesterday", File.ReadAllText(Folder.PathOf("tickets.csv")));
        Assert.False(File.Exists(Folder.PathOf("tickets.csv.partial")));
    }

    [Theory]
    [InlineData("tickets.txt", "1", "The ending of \"")]
    [InlineData("tickets", "1", "The ending of \"")]
    [InlineData(
        "tickets.csv",
        "2",
        "What is written stands in the order of the log, which several workers do not keep."
    )]
    public void What_says_no_form_or_no_order_is_refused(string name, string workers, string told)
    {
        var run = Replay(Log, "--tickets", Folder.PathOf(name), "--workers", workers);

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.StartsWith("error: --tickets: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.EndsWith("(tool.argument_invalid)\n", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.PathOf(name)));
    }

    [Fact]
    public void The_log_is_not_written_over_and_two_lists_are_two_files()
    {
        var overLog = Replay(Log, "--events", Folder.PathOf("log.csv"));
        Assert.Equal(ExitCodes.Unusable, overLog.Code);
        Assert.Contains("--events: \"", overLog.Error, StringComparison.Ordinal);
        Assert.Equal(Log, File.ReadAllText(Folder.PathOf("log.csv")));

        var both = Replay(Log, "--events", Folder.PathOf("both.csv"), "--tickets", Folder.PathOf("./both.csv"));
        Assert.Equal(ExitCodes.Unusable, both.Code);
        Assert.Contains("--tickets: \"", both.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.PathOf("both.csv")));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.Contains(
            "(tool.file_unwritable)",
            Replay(Log, "--tickets", Folder.PathOf("nowhere/tickets.csv")).Error,
            StringComparison.Ordinal
        );

    private string Written(string name)
    {
        var run = Replay(Log, "--tickets", Folder.PathOf(name));
        Assert.Equal((ExitCodes.Success, ""), (run.Code, run.Error));
        return File.ReadAllText(Folder.PathOf(name));
    }
}
