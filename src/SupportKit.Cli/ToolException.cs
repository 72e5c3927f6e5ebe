namespace SupportKit.Cli;

/// <summary>A command cannot run. The message names the place, the cause and the remedy.</summary>
internal sealed class ToolException(string code, string place, string cause, string remedy)
    : Exception($"{place}: {cause} {remedy} ({code})")
{
    /// <summary>The code, one of <see cref="ToolErrors"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The file, with the line or path where one is known.</summary>
    public string Place { get; } = place;

    /// <summary>The JSONPath of the value that cannot be used; null where the fault is of no value.</summary>
    public string? Path { get; init; }

    /// <summary>The line of that value, counted from 1; null when it is not known.</summary>
    public int? Line { get; init; }

    /// <summary>Whether it is the name of the member at <see cref="Path"/> that is wrong, and not its value.</summary>
    public bool IsOfName { get; init; }

    /// <summary>The line that is wrong, for a terminal of so many columns; null where there is none to be shown.</summary>
    public Func<int, SourceExcerpt>? Excerpt { get; init; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Cause { get; } = cause;

    /// <summary>One sentence that says what to do.</summary>
    public string Remedy { get; } = remedy;
}
