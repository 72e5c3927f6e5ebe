namespace SupportKit.Shared;

/// <summary>
/// Takes what is wrong with a JSON text. One that collects lets a person see all problems at once, and the readers go on with
/// harmless values; one that throws ends the reading at the first.
/// </summary>
internal abstract class JsonProblems
{
    /// <summary>The codes for what can be wrong with any JSON text.</summary>
    public abstract JsonCodes Codes { get; }

    /// <summary>Reports a problem with the value that stands at a place.</summary>
    public void Add(string code, SourceNode at, string message, string remedy) =>
        Add(code, at.Path, at.Line, at.Value, message, remedy);

    /// <summary>Reports a problem with the name of a member, and not with its value.</summary>
    public virtual void AddName(string code, string name, SourceNode value, string message, string remedy) =>
        Add(code, value.Path, value.Line, name, message, remedy);

    /// <param name="code">The stable code.</param>
    /// <param name="path">The JSONPath of the place.</param>
    /// <param name="line">The line of the text, counted from 1; null when it is not known.</param>
    /// <param name="value">What was written there; null when nothing, or something too large to repeat, was.</param>
    /// <param name="message">One sentence that names the cause.</param>
    /// <param name="remedy">One sentence that says what to change.</param>
    public abstract void Add(string code, string path, int? line, string? value, string message, string remedy);

    /// <summary>A sentence that asks whether the nearest candidate was meant, and a space; empty when none is near.</summary>
    public virtual string DidYouMean(string name, IEnumerable<string> candidates) => "";

    /// <summary>Reports that a value is not of the kind that its place asks for.</summary>
    public void AddWrongKind(SourceNode value, string wanted) =>
        Add(Codes.ValueMistyped, value, $"This is {value.Describe()}.", $"Write {wanted}.");
}
