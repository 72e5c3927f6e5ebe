using System.Text;

namespace SupportKit.Cli.Tests;

/// <summary>Faults of logs that are more than a wrong value: rows that stand twice, that have no end, or whose bytes are no text.</summary>
public sealed class LogFaultTests : IncidentLog
{
    private const int LongestRow = 1 << 20;

    private const string Repeated = "A-2,2026-03-02 09:12,In progress,bo,1 - High,1 - High,1 - Critical\n";

    [Fact]
    public void A_log_without_a_word_is_empty()
    {
        var run = Replay("");

        Assert.Equal((ExitCodes.Unusable, ""), (run.Code, run.Output));
        Assert.Contains("log.csv:1: The log is empty. ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_log()
    {
        var args = Args("log.csv", []);
        args[Array.IndexOf(args, "--log") + 1] = Folder.PathOf("");

        Assert.Contains("This is a folder. ", ToolRun.Of(args).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_stands_in_the_log_before_is_refused_or_skipped_and_shown()
    {
        var stopped = Replay(Two + Repeated);

        Assert.Equal((ExitCodes.Unusable, ""), (stopped.Code, stopped.Output));
        Assert.Contains(
            "log.csv:9: the row stands in the log before: \"A-2\". ",
            stopped.Error,
            StringComparison.Ordinal
        );
        Assert.EndsWith("(tool.log_invalid)\n", stopped.Error, StringComparison.Ordinal);

        // However often, and wherever.
        var skipped = Replay(Header + Repeated + Two[Header.Length..] + Repeated, "--broken", "skip");

        Assert.Contains(
            "skipped 2 rows: the row stands in the log before; line 5, 10\n",
            skipped.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(Figures(Replay(Two)), Figures(skipped));
    }

    [Fact]
    public void Two_snapshots_that_differ_in_a_column_nobody_maps_are_two_rows()
    {
        var log =
            Header.Replace("priority", "priority,changes", StringComparison.Ordinal)
            + """
                A-1,2026-03-02 09:00,Queued,,2 - Medium,2 - Medium,3 - Moderate,1
                A-1,2026-03-02 09:00,Queued,,2 - Medium,2 - Medium,3 - Moderate,2
                A-2,2026-03-02 09:00,Queued,,2 - Medium,2 - Medium,3 - Moderate,2

                """;

        using var json = Json(Replay(log, "--format", "json"));

        Assert.Equal(3, json.RootElement.GetProperty("samePriorities").GetInt32());
    }

    [Fact]
    public void A_line_of_JSON_that_stands_twice_is_one_row()
    {
        const string Line =
            """{"incident":"A-1","time":"2026-03-02 09:00","status":"Queued","impact":"3 - Low","urgency":"3 - Low"}""";

        var run = Replay("log.ndjson", Encoding.UTF8.GetBytes($"{Line}\n{Line}\n"), "--broken", "skip");

        Assert.Contains("stands in the log before; line 2\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_grouped_log_a_row_that_stands_twice_is_one_row()
    {
        var map = Map.Replace("\"facts\"", "\"grouped\": true, \"facts\"", StringComparison.Ordinal);

        var run = ReplayBy(map, Header + Repeated + Repeated, "--broken", "skip");

        Assert.Contains("stands in the log before; line 3\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LongestRow, 0)]
    [InlineData(LongestRow + 1, 1)]
    [InlineData(5 * LongestRow, 1)]
    public void A_row_that_is_too_long_is_one_fault_and_what_follows_is_read(int length, int faults)
    {
        const string Row = "A-3,2026-03-02 09:00,Queued,,2 - Medium,2 - Medium,";
        var log =
            Header + Row + new string('x', length - Row.Length) + "\n" + Two[Header.Length..] + "A-1,yesterday,,,,,\n";

        var run = Replay(log.Replace("\n", "\r\n", StringComparison.Ordinal), "--broken", "skip");

        Assert.Equal((ExitCodes.Success, ""), (run.Code, run.Error));
        Assert.Equal(faults, Count(run.Output, "skipped 1 row: the row has more than 1,048,576 characters; line 2\n"));
        Assert.Contains(
            "skipped 1 row: the date cannot be read, or is absurd; line 10\n",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(LongestRow, 0)]
    [InlineData(LongestRow + 1, 1)]
    [InlineData(5 * LongestRow, 1)]
    public void A_line_of_JSON_that_is_too_long_is_one_fault_and_what_follows_is_read(int length, int faults)
    {
        const string Row =
            """{"incident":"A-1","time":"2026-03-02 09:00","impact":"3 - Low","urgency":"3 - Low","note":""}""";
        var longer = Row.Insert(Row.Length - 2, new string('x', length - Row.Length));

        var run = Replay("log.ndjson", Encoding.UTF8.GetBytes($"{Row}\n{longer}\n\n{{"), "--broken", "skip");

        Assert.Equal(faults, Count(run.Output, "skipped 1 row: the row has more than 1,048,576 characters; line 2\n"));
        Assert.Contains("skipped 1 row: the line is not a JSON object; line 4\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_too_long_stops_the_replay_where_faults_are_not_skipped()
    {
        var run = Replay(Header + new string('x', 2 * LongestRow));

        Assert.Contains(
            "log.csv:2: the row has more than 1,048,576 characters. Correct the row",
            run.Error,
            StringComparison.Ordinal
        );
    }

    // An endless line: only what a row may have is ever held.
    [Theory]
    [InlineData("log.csv")]
    [InlineData("log.ndjson")]
    public void A_line_without_an_end_takes_no_more_memory_than_a_row(string name)
    {
        const long Length = 1L << 28;
        var columns = new[] { "incident" };
        using var endless = new EndlessLine(name == "log.csv" ? "incident\n" : "", Length);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var rows = (
            name == "log.csv"
                ? CsvLogRows.Read(endless, ',', columns, new StringPool())
                : JsonLogRows.Read(endless, columns)
        ).ToList();

        Assert.Equal(RowBuffer.TooLong, Assert.Single(rows).Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * LongestRow);
    }

    [Fact]
    public void A_tag_without_an_end_ends_the_reading_in_bounded_memory()
    {
        using var endless = new EndlessLine("<log>\n<trace><event key='", 1L << 28);

        var fault = Assert.Throws<LogException>(() => XesLogRows.Read(endless, ["incident"]).ToList());

        Assert.Equal(2, fault.Line);
    }

    // What one quote that nobody closed would swallow, row by row.
    [Theory]
    [InlineData("A-3,2026-03-02 09:00,\"Queued,,,,", "a quote is not closed")]
    [InlineData("A-3,2026-03-02 09:00,\"Queued\" too,,,,", "a letter follows the quote that closes a field")]
    public void A_row_whose_quotes_do_not_match_is_one_fault_and_the_next_line_is_read(string row, string fault)
    {
        var lines = Two.Split('\n');
        var log = string.Join('\n', lines.Take(4).Append(row).Concat(lines.Skip(4)));

        var run = Replay(log, "--broken", "skip");

        Assert.Contains($"skipped 1 row: {fault}; line 5\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(Figures(Replay(Two)), Figures(run));
    }

    [Fact]
    public void A_ticket_whose_name_begins_with_a_number_sign_is_a_ticket()
    {
        var named = Two.Replace("A-", "#", StringComparison.Ordinal);

        Assert.Equal(Replay(Two).Output, Replay(named).Output);
    }

    [Fact]
    public void A_row_over_several_lines_counts_as_its_lines_do()
    {
        var log = Two.Replace(
            "In progress,bo",
            "In progress,\"bo\r\nand, \"\"eve\"\"\nand others\"",
            StringComparison.Ordinal
        );

        var run = Replay(log + "\nA-3,never,,,,,\n");

        Assert.Contains("log.csv:12: the date cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log.csv", 30_000)]
    [InlineData("log.csv", 3)]
    [InlineData("log.ndjson", 30_000)]
    [InlineData("log.xes", 30_000)]
    public void Bytes_that_are_no_text_are_told_by_their_line(string name, int line)
    {
        // A letter of Latin-1, and one that is cut off with the file.
        foreach (
            var broken in (byte[][])
                [
                    [0xE9, 0x0A, 0x0A],
                    [0xC3, 0xA9, 0xE2, 0x82],
                ]
        )
        {
            var run = Replay(name, [.. Encoding.UTF8.GetBytes(Lines(name, line)), .. broken]);

            Assert.Contains(
                $"{name}:{line}: The text is not in the encoding that the mapping names.",
                run.Error,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_compressed_file_that_is_cut_off_is_told_by_the_line_that_it_comes_to()
    {
        var whole = Compressed(Lines("log.csv", 30_000));

        var run = Replay("log.csv.gz", whole[..^1]);

        Assert.Contains(
            "log.csv.gz:30000: The file cannot be read beyond this line.",
            run.Error,
            StringComparison.Ordinal
        );
    }

    // So many lines, the last of them begun.
    private static string Lines(string name, int count)
    {
        var (first, each) = name switch
        {
            "log.csv" => (Header.TrimEnd(), "A-{0},2026-03-02 09:00,Queued,é,3 - Low,3 - Low,"),
            "log.ndjson" => (
                "",
                """{{"incident":"A-{0}","time":"2026-03-02 09:00","impact":"3 - Low","urgency":"3 - Low"}}"""
            ),
            _ => ("<log>", "<trace/><!-- {0} -->"),
        };
        var text = new StringBuilder(first).Append('\n');
        for (var line = 2; line < count; line++)
            text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, each, line)
                .Append(line % 2 == 0 ? "\r\n" : "\n");
        return text.ToString();
    }

    private static string Figures(ToolRun run) => run.Output[run.Output.IndexOf("\n\n", StringComparison.Ordinal)..];

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>A beginning, and one letter again and again.</summary>
    private sealed class EndlessLine(string beginning, long length) : TextReader
    {
        private int told;
        private long left = length;

        public override int Read(char[] buffer, int index, int count)
        {
            if (told < beginning.Length)
            {
                buffer[index] = beginning[told++];
                return 1;
            }
            count = (int)Math.Min(count, left);
            buffer.AsSpan(index, count).Fill('x');
            left -= count;
            return count;
        }
    }
}
