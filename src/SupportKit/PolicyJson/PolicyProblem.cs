using System.Globalization;

namespace SupportKit.PolicyJson;

/// <summary>
/// One thing that is wrong with a policy: where, what, and what to do about it. A policy with a problem cannot be read;
/// what the checker finds in one that can is a problem with a severity and an example. Immutable.
/// </summary>
/// <param name="Code">Stable and machine-readable, e.g. <c>policy.fact_unknown</c>; hosts may translate by it.</param>
/// <param name="Path">A JSONPath into the document, e.g. <c>$.scope[2].when.environment</c>; or the file that could not be read.</param>
/// <param name="Line">The line in the text, counted from 1; null when the problem has no line.</param>
/// <param name="Message">One English sentence that names the cause and the value seen.</param>
/// <param name="Remedy">One English sentence that says what to change.</param>
public record PolicyProblem(string Code, string Path, int? Line, string Message, string Remedy)
{
    /// <summary>Whether it is the name of the member at <see cref="Path"/> that is wrong, and not its value.</summary>
    internal bool IsOfName { get; init; }

    /// <summary>Code, place, cause and remedy on one line.</summary>
    public sealed override string ToString()
    {
        var line = Line is { } number ? string.Create(CultureInfo.InvariantCulture, $" (line {number})") : "";
        return $"{Code} at {Path}{line}: {Message} {Remedy}";
    }
}
