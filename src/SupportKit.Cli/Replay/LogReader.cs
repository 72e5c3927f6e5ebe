using NodaTime;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Reads the rows of a log: CSV, JSON line by line, or XES; gzip when its name ends in <c>.gz</c>.</summary>
/// <param name="path">The log.</param>
/// <param name="map">What its columns mean.</param>
/// <param name="policies">The policies it is read for; a value is taken when one of them knows it.</param>
/// <param name="broken">Takes the rows that cannot be used.</param>
internal sealed class LogReader(string path, LogMap map, IReadOnlyList<Policy> policies, BrokenRows broken)
{
    // Nobody kept tickets before, and dates after are slips of a year.
    private static readonly Instant Earliest = Instant.FromUtc(1980, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2100, 1, 1, 0, 0);

    private readonly FactDeclaration[][] facts =
    [
        .. map.Facts.Select(fact =>
            policies.Select(policy => policy.Facts.Find(fact.Key)).OfType<FactDeclaration>().ToArray()
        ),
    ];

    // Rows of a ticket say the same again and again: its opening, its facts, the names of states.
    private readonly LogCells columns = new(map);
    private readonly StringPool strings = new();
    private readonly FactValue?[] lastFacts = new FactValue?[map.Facts.Length];
    private FactSet? lastFactSet;
    private string? lastText;
    private Instant lastInstant;

    /// <summary>Rows that were read, those that are broken included.</summary>
    public long Rows { get; private set; }

    /// <summary>The share of the file that was read.</summary>
    public double Share { get; private set; }

    /// <exception cref="ToolException">The log cannot be read, or a row is broken and not to be skipped.</exception>
    public IEnumerable<LogRow> Read()
    {
        using var file = Open();
        using var bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGZip(file) : (Stream)file;
        using var text = new LogText(bytes, map.Encoding);
        using var rows = (
            Is(".ndjson") || Is(".jsonl") ? JsonLogRows.Read(text, columns.Names)
            : Is(".xes") ? XesLogRows.Read(text, columns.Names)
            : CsvLogRows.Read(text, map.Separator, columns.Names, strings)
        ).GetEnumerator();
        while (Next(rows))
        {
            Rows++;
            if ((Rows & 1023) == 0)
                Share = (double)file.Position / Math.Max(1, file.Length);
            if (rows.Current.Fault is { } fault)
                broken.Add(rows.Current.Line, fault, "");
            else if (RowOf(rows.Current) is { } row)
                yield return row;
        }

        bool Is(string ending) =>
            path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(ending + ".gz", StringComparison.OrdinalIgnoreCase);
    }

    // What ends the file early, a broken archive or bytes that are no text, ends the reading.
    private bool Next(IEnumerator<LogRecord> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (LogException fault)
        {
            throw Refused(fault.Line, fault.Message, fault.Remedy);
        }
        catch (System.Xml.XmlException error)
        {
            throw Refused(
                Math.Max(1, error.LineNumber),
                LogText.Beyond,
                "Correct the document: it is not XML, or it is cut off."
            );
        }

        ToolException Refused(long line, string cause, string remedy) =>
            new(ToolErrors.LogInvalid, FormattableString.Invariant($"{path}:{line}"), cause, remedy);
    }

    private LogRow? RowOf(LogRecord record)
    {
        var values = record.Values!;
        if (columns.Ticket.Of(values) is not { } ticket)
            return Refuse("the row names no ticket", "");
        if (!TryInstant(columns.At.Of(values), out var at))
            return Refuse("the date cannot be read, or is absurd", columns.At.Of(values) ?? "");
        Instant? opened = null;
        if (columns.OpenedAt.Of(values) is { } openedText)
        {
            if (openedText != lastText)
            {
                if (!TryInstant(openedText, out var read))
                    return Refuse("the date of opening cannot be read, or is absurd", openedText);
                (lastText, lastInstant) = (openedText, read);
            }
            opened = lastInstant;
        }
        if (!LogValues.TryFlag(columns.Met.Of(values), out var met))
            return Refuse($"\"{map.Met!.Column}\" is neither true nor false", columns.Met.Of(values)!);
        if (!LogValues.TryCount(columns.Reopened.Of(values), out var reopened))
            return Refuse($"\"{map.Reopened!.Column}\" is not a count", columns.Reopened.Of(values)!);
        var isSame = lastFactSet is not null;
        for (var i = 0; i < facts.Length; i++)
        {
            FactValue? fact = null;
            if (columns.Facts[i].Of(values) is { } text)
            {
                fact = LogValues.FactOf(facts[i], text);
                if (fact is null)
                {
                    lastFactSet = null;
                    return Refuse($"the policy's \"{map.Facts[i].Key}\" has no such value", text);
                }
            }
            isSame &= fact == lastFacts[i];
            lastFacts[i] = fact;
        }
        var known = isSame ? lastFactSet! : lastFactSet = Known();
        return new LogRow(
            record.Line,
            record.Hash,
            ticket,
            at,
            opened,
            columns.State.Of(values),
            columns.Requester.Of(values) ?? RequestForm.Someone,
            columns.Assignee.Of(values),
            columns.Team.Of(values),
            columns.Priority.Of(values),
            met,
            reopened,
            known
        );

        FactSet Known()
        {
            var values = new List<KeyValuePair<string, FactValue>>(facts.Length + 1);
            if (policies.Count > 0)
                values.Add(KeyValuePair.Create(BuiltInFacts.Language, (FactValue)policies[0].Languages[0]));
            for (var i = 0; i < facts.Length; i++)
                if (lastFacts[i] is { } value)
                    values.Add(KeyValuePair.Create(map.Facts[i].Key, value));
            return FactSet.Of(values);
        }

        LogRow? Refuse(string reason, string seen)
        {
            broken.Add(record.Line, reason, seen);
            return null;
        }
    }

    // An hour that the clocks skip or repeat is taken as the first that can be meant.
    private bool TryInstant(string? text, out Instant at)
    {
        at = default;
        if (text is null)
            return false;
        foreach (var pattern in map.Dates)
        {
            if (!pattern.Parse(text).TryGetValue(default, out var local))
                continue;
            at = local.InZoneLeniently(map.Zone).ToInstant();
            return at >= Earliest && at < Latest;
        }
        if (InstantText.Read(text, map.Zone, out _) is not { } instant)
            return false;
        at = instant;
        return at >= Earliest && at < Latest;
    }

    private FileStream Open()
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ToolErrors.FileUnreadable,
                path,
                error is FileNotFoundException or DirectoryNotFoundException ? "There is no such file."
                    : Directory.Exists(path) ? "This is a folder."
                    : "The file cannot be read.",
                "Name a log that you may read."
            );
        }
    }
}
