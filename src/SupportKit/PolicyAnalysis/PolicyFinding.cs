using SupportKit.PolicyJson;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// What the checker found in a policy that can be read: a problem with a severity and an example. Immutable.
/// </summary>
/// <param name="Severity">How much it matters; an error does not load.</param>
/// <param name="Code">Stable and machine-readable, e.g. <c>policy.rule_missing</c>.</param>
/// <param name="Path">A JSONPath into the document.</param>
/// <param name="Line">The line in the text, counted from 1; null for a policy that was not read from one.</param>
/// <param name="Message">One English sentence that names the cause.</param>
/// <param name="Example">
/// The smallest combination that shows it: a fact it does not mention may have any value that a request can have
/// together with those it does. The message also names the facts that must not be known. Null when no facts are at play.
/// </param>
/// <param name="Remedy">One English sentence that says what to change.</param>
public sealed record PolicyFinding(
    FindingSeverity Severity,
    string Code,
    string Path,
    int? Line,
    string Message,
    FactSet? Example,
    string Remedy
) : PolicyProblem(Code, Path, Line, Message, Remedy);
