using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>What is wrong with a file of requests or tests; the first problem ends the reading.</summary>
/// <param name="file">The file, for the message.</param>
internal sealed class InputProblems(string file) : JsonProblems
{
    public override JsonCodes Codes { get; } =
        new()
        {
            Unreadable = ToolErrors.InputInvalid,
            SizeExceeded = ToolErrors.InputInvalid,
            PropertyMissing = ToolErrors.InputInvalid,
            PropertyUnknown = ToolErrors.InputInvalid,
            PropertyDuplicated = ToolErrors.InputInvalid,
            ValueMistyped = ToolErrors.InputInvalid,
            ValueUnknown = ToolErrors.InputInvalid,
        };

    public override void Add(string code, string path, int? line, string? value, string message, string remedy) =>
        throw Problem(code, path, line, message, remedy);

    /// <summary>Reports a value that cannot be used.</summary>
    public ToolException Refuse(string code, SourceNode at, string cause, string remedy) =>
        Problem(code, at.Path, at.Line, cause, remedy);

    private ToolException Problem(string code, string path, int? line, string cause, string remedy) =>
        new(code, PlaceOf(path, line), cause, remedy) { Path = path, Line = line };

    private string PlaceOf(string path, int? line) =>
        line is { } number ? FormattableString.Invariant($"{file}:{number} {path}") : $"{file} {path}";
}
