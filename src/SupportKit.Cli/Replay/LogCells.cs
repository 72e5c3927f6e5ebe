using System.Collections.Immutable;

namespace SupportKit.Cli;

/// <summary>The columns that a mapping reads, each with its place among the texts of a record. Not thread-safe.</summary>
internal sealed class LogCells
{
    private readonly ImmutableHashSet<string> unknown;
    private readonly List<string> names = [];

    public LogCells(LogMap map)
    {
        unknown = map.Unknown;
        Ticket = Of(map.Ticket);
        At = Of(map.At);
        State = Of(map.State);
        OpenedAt = Of(map.OpenedAt);
        Requester = Of(map.Requester);
        Assignee = Of(map.Assignee);
        Team = Of(map.Team);
        Met = Of(map.Met);
        Priority = Of(map.Priority);
        Reopened = Of(map.Reopened);
        Facts = [.. map.Facts.Select(fact => Of(fact.Value))];
    }

    /// <summary>The columns of the log that are read, each once.</summary>
    public IReadOnlyList<string> Names => names;

    public LogCell Ticket { get; }

    public LogCell At { get; }

    public LogCell State { get; }

    public LogCell OpenedAt { get; }

    public LogCell Requester { get; }

    public LogCell Assignee { get; }

    public LogCell Team { get; }

    public LogCell Met { get; }

    public LogCell Priority { get; }

    public LogCell Reopened { get; }

    public ImmutableArray<LogCell> Facts { get; }

    private LogCell Of(LogColumn? column)
    {
        if (column?.Column is not { } name)
            return new LogCell(column, -1, unknown);
        if (!names.Contains(name))
            names.Add(name);
        return new LogCell(column, names.IndexOf(name), unknown);
    }
}

/// <summary>
/// One column as the mapping reads it: without blanks around it, translated, and null for words that mean that nothing is known. Rows say the same
/// again and again, so what was made of the last text is kept. Not thread-safe.
/// </summary>
internal sealed class LogCell(LogColumn? column, int place, ImmutableHashSet<string> unknown)
{
    private string? lastText;
    private string? lastValue = column?.Otherwise;

    /// <summary>What it says in a record; null for nothing.</summary>
    public string? Of(string?[] values)
    {
        if (place < 0 || ReferenceEquals(values[place], lastText))
            return lastValue;
        lastText = values[place];
        return lastValue = Meant(lastText?.Trim());
    }

    private string? Meant(string? text) =>
        string.IsNullOrEmpty(text) || unknown.Contains(text)
            ? column!.Otherwise
            : column!.Translate.GetValueOrDefault(text, text);
}
