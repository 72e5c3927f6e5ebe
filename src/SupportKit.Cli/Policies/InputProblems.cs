using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>What is wrong with a file of requests or tests; the first problem ends the reading.</summary>
/// <param name="file">The file, for the message.</param>
/// <param name="text">What stands in it, of which the message shows the line; null where the person did not write it.</param>
internal sealed class InputProblems(string file, Func<string>? text = null) : JsonProblems
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
        throw Problem(code, path, line, ofName: false, message, remedy);

    public override void AddName(string code, string name, SourceNode value, string message, string remedy) =>
        throw RefuseName(code, value, message, remedy);

    /// <summary>Refuses a value that cannot be used.</summary>
    public ToolException Refuse(string code, SourceNode at, string cause, string remedy) =>
        Problem(code, at.Path, at.Line, ofName: false, cause, remedy);

    /// <summary>Refuses the name of the member that a value stands under.</summary>
    public ToolException RefuseName(string code, SourceNode at, string cause, string remedy) =>
        Problem(code, at.Path, at.Line, ofName: true, cause, remedy);

    /// <summary>Refuses what a reader of policies cannot use.</summary>
    public ToolException Refuse(string code, PolicyProblem problem) =>
        Problem(code, problem.Path, problem.Line, problem.IsOfName, problem.Message, problem.Remedy);

    private ToolException Problem(string code, string path, int? line, bool ofName, string cause, string remedy)
    {
        var places = text is null ? null : new JsonPlaces(text());
        var at = places?.Find(path, line, ofName);
        var place =
            at is { } found ? FormattableString.Invariant($"{file}:{found.Line}:{found.Column} {path}")
            : line is { } number ? FormattableString.Invariant($"{file}:{number} {path}")
            : $"{file} {path}";
        return new ToolException(code, place, cause, remedy)
        {
            Path = path,
            Line = line,
            IsOfName = ofName,
            Excerpt = at is { } shown ? width => SourceExcerpt.Of(places!.LineAt(shown.Line), shown, width) : null,
        };
    }
}
