using NodaTime;
using SupportKit.Policies;
using SupportKit.Rules;
using Sylvan.Data.Csv;

namespace SupportKit.Cli;

/// <summary>Reads the rows of a log: CSV, JSON line by line, or XES; gzip when its name ends in <c>.gz</c>.</summary>
/// <param name="path">The log.</param>
/// <param name="map">What its columns mean.</param>
/// <param name="policies">The policies it is read for; a value is taken when one of them knows it.</param>
/// <param name="broken">Takes the rows that cannot be used.</param>
internal sealed class LogReader(string path, LogMap map, IReadOnlyList<Policy> policies, BrokenRows broken)
{
    private const int LongestRow = 1 << 20;

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
        using var text = new StreamReader(
            path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGZip(file) : file,
            map.Encoding
        );
        using var rows = (
            Is(".ndjson") || Is(".jsonl") ? JsonLogRows.Read(text)
            : Is(".xes") ? XesLogRows.Read(text)
            : CsvRows(text)
        ).GetEnumerator();
        while (Next(rows))
        {
            Rows++;
            if ((Rows & 1023) == 0)
                Share = (double)file.Position / Math.Max(1, file.Length);
            if (rows.Current is not { Value: { } value, Line: var line })
                broken.Add(rows.Current.Line, rows.Current.Fault!, "");
            else if (RowOf(line, value) is { } row)
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
        catch (Exception error)
            when (error
                    is InvalidDataException
                        or IOException
                        or CsvFormatException
                        or System.Xml.XmlException
                        or System.Text.DecoderFallbackException
            )
        {
            throw new ToolException(
                ToolErrors.LogInvalid,
                FormattableString.Invariant($"{path}:{Rows + 2}"),
                error is System.Text.DecoderFallbackException
                    ? "The text is not in the encoding that the mapping names."
                    : "The file cannot be read beyond this row.",
                "Restore the file, or correct \"encoding\" or \"separator\" in the mapping."
            );
        }
    }

    private IEnumerable<LogRecord> CsvRows(TextReader text)
    {
        using var csv = CsvDataReader.Create(
            text,
            new CsvDataReaderOptions
            {
                Delimiter = map.Separator,
                MaxBufferSize = LongestRow,
                OwnsReader = false,
                HeaderComparer = StringComparer.Ordinal,
                StringFactory = strings.Get,
            }
        );
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < csv.FieldCount; i++)
            columns.TryAdd(csv.GetName(i).Trim(), i);
        foreach (var column in Columns().Where(column => !columns.ContainsKey(column)))
            throw new ToolException(
                ToolErrors.LogInvalid,
                $"{path}:1",
                $"The log has no column \"{column}\".",
                $"Name one of: {string.Join(", ", columns.Keys.Take(40))}."
            );
        while (csv.Read())
        {
            yield return csv.RowFieldCount == csv.FieldCount
                ? new LogRecord(csv.RowNumber + 1, column => csv.GetString(columns[column]), null)
                : LogRecord.Broken(
                    csv.RowNumber + 1,
                    $"the row has {csv.RowFieldCount} fields and the header {csv.FieldCount}"
                );
        }
    }

    private IEnumerable<string> Columns() =>
        new[]
        {
            map.Ticket,
            map.At,
            map.State,
            map.OpenedAt,
            map.Requester,
            map.Assignee,
            map.Team,
            map.Priority,
            map.Met,
            map.Reopened,
        }
            .Concat(map.Facts.Select(fact => fact.Value))
            .Select(column => column?.Column)
            .OfType<string>();

    private LogRow? RowOf(long line, Func<string, string?> value)
    {
        if (Of(map.Ticket) is not { } ticket)
            return Refuse("the row names no ticket", "");
        if (!TryInstant(Of(map.At), out var at))
            return Refuse("the date cannot be read, or is absurd", Of(map.At) ?? "");
        Instant? opened = null;
        if (Of(map.OpenedAt) is { } openedText)
        {
            if (openedText != lastText)
            {
                if (!TryInstant(openedText, out var read))
                    return Refuse("the date of opening cannot be read, or is absurd", openedText);
                (lastText, lastInstant) = (openedText, read);
            }
            opened = lastInstant;
        }
        if (!LogValues.TryFlag(Of(map.Met), out var met))
            return Refuse($"\"{map.Met!.Column}\" is neither true nor false", Of(map.Met)!);
        if (!LogValues.TryCount(Of(map.Reopened), out var reopened))
            return Refuse($"\"{map.Reopened!.Column}\" is not a count", Of(map.Reopened)!);
        var isSame = lastFactSet is not null;
        for (var i = 0; i < facts.Length; i++)
        {
            FactValue? fact = null;
            if (Of(map.Facts[i].Value) is { } text)
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
            line,
            ticket,
            at,
            opened,
            Of(map.State),
            Of(map.Requester) ?? RequestForm.Someone,
            Of(map.Assignee),
            Of(map.Team),
            Of(map.Priority),
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

        string? Of(LogColumn? column)
        {
            if (column is null)
                return null;
            var text = column.Column is { } name ? value(name)?.Trim() : null;
            if (string.IsNullOrEmpty(text) || map.Unknown.Contains(text))
                return column.Otherwise;
            return column.Translate.GetValueOrDefault(text, text);
        }

        LogRow? Refuse(string reason, string seen)
        {
            broken.Add(line, reason, seen);
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
                error is FileNotFoundException or DirectoryNotFoundException
                    ? "There is no such file."
                    : "The file cannot be read.",
                "Check the path."
            );
        }
    }
}
