using System.Text;
using System.Text.Json;
using SupportKit.Decisions;
using SupportKit.Policies;

namespace SupportKit.Cli;

/// <summary>Writes what is seen on the page as a test, and adds it to a file of tests. What the file says besides stays as it is, comments too.</summary>
internal static class RecordedTest
{
    private const string Indent = "    ";

    /// <summary>Adds a test that expects what the policy decides today.</summary>
    /// <param name="file">The text of the file; null when there is none yet.</param>
    /// <param name="path">Its path.</param>
    /// <param name="test">The request and its steps; what it expects is not read.</param>
    /// <param name="policy">The policy that decides.</param>
    /// <returns>The new text, and the name of the test.</returns>
    /// <exception cref="ToolException">The file is not one of tests, or has a test of that name.</exception>
    public static (string Text, string Name) AddTo(string? file, string path, PolicyTest test, Policy policy)
    {
        var written = JsonFormatter.Format(Write(test, policy), "the recorded test").TrimEnd('\n');
        var item = Indent + written.Replace("\n", $"\n{Indent}", StringComparison.Ordinal);
        if (file is null)
            return ($"{{\n  \"tests\": [\n{item}\n  ]\n}}\n", test.Name);
        var newLine = file.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var known = PolicyTestFile.Parse(file, path, policy);
        if (known.FirstOrDefault(other => other.Name == test.Name) is { } same)
            throw new ToolException(
                ToolErrors.InputInvalid,
                FormattableString.Invariant($"{path}:{same.Line}"),
                $"There is a test called \"{test.Name}\" already.",
                "Give the new one another name."
            );
        var at = EndOfLastTest(file);
        return (file[..at] + $",\n\n{item}".Replace("\n", newLine, StringComparison.Ordinal) + file[at..], test.Name);
    }

    // The file has been read before, so it is JSON with at least one test.
    private static int EndOfLastTest(string file)
    {
        var utf8 = Encoding.UTF8.GetBytes(file);
        var reader = new Utf8JsonReader(
            utf8,
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
        );
        var (isTests, end) = (false, 0L);
        while (reader.Read())
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                isTests = reader.ValueTextEquals("tests"u8);
            else if (isTests && reader is { TokenType: JsonTokenType.EndObject, CurrentDepth: 2 })
                end = reader.BytesConsumed;
        return Encoding.UTF8.GetCharCount(utf8, 0, (int)end);
    }

    private static string Write(PolicyTest test, Policy policy)
    {
        var opening = test.Request.Open(policy, test.At);
        var lines = new List<string>
        {
            $"\"name\": {Text(test.Name)}",
            $"\"request\": {{ {string.Join(", ", RequestOf(test.Request))} }}",
            $"\"at\": {Text(InstantText.WriteShort(test.At, policy.TimeZone))}",
            $"\"expect\": {GeneratedTests.ExpectationOf(opening, (opening as Decision.Accepted)?.Ticket, policy)}",
        };
        var steps = StudioStory.Replay(policy, test).Select(one => StepOf(one.Step, one.Decision, one.Ticket, policy));
        if (string.Join(",\n", steps) is { Length: > 0 } all)
            lines.Add($"\"steps\": [\n{all}\n]");
        return $"{{\n{string.Join(",\n", lines)}\n}}";
    }

    // What a test leaves out has a meaning of its own, so only what differs from that is written.
    private static IEnumerable<string> RequestOf(RequestForm request)
    {
        string[] own = [BuiltInFacts.Category, BuiltInFacts.Channel, BuiltInFacts.Language];
        foreach (var name in own)
            if (request.Facts[name] is { } value)
                yield return $"{Text(name)}: {Text(value.Text)}";
        if (request.Requester != RequestForm.Someone)
            yield return $"\"requester\": {Text(request.Requester)}";
        if (request.Organization is { } organization)
            yield return $"\"organization\": {Text(organization)}";
        if (request.Title != RequestForm.SomeTitle)
            yield return $"\"title\": {Text(request.Title)}";
        if (request.Body != RequestForm.SomeBody)
            yield return $"\"body\": {Text(request.Body)}";
        if (!request.AcceptsTerms)
            yield return "\"acceptsTerms\": false";
        var facts = request
            .Facts.Where(fact => !own.Contains(fact.Key))
            .Select(fact => $"{Text(fact.Key)}: {GeneratedTests.Value(fact.Value)}");
        if (string.Join(", ", facts) is { Length: > 0 } stated)
            yield return $"\"facts\": {{ {stated} }}";
    }

    private static string StepOf(TestStep step, Decision? decision, Ticket ticket, Policy policy)
    {
        var members = new List<string>
        {
            $"\"at\": {Text(InstantText.WriteShort(step.At, policy.TimeZone))}",
            $"\"do\": {Text(step.Do)}",
        };
        if (step.ByRequester)
            members.Add("\"by\": \"requester\"");
        if (step.To is { } to)
            members.Add($"\"to\": {Text(to)}");
        if (step.Facts.Count > 0)
            members.Add(
                $"\"facts\": {{ {string.Join(", ", step.Facts.Select(fact => $"{Text(fact.Key)}: {GeneratedTests.Value(fact.Value)}"))} }}"
            );
        var promises = ticket
            .Promises.GroupBy(promise => promise.Metric)
            .Select(same => $"{Text(same.Key)}: {{ \"status\": {Text(Outcomes.WordOf(same.Last().Status))} }}");
        var expected = new List<string>();
        if (decision is Decision.Refused { Refusal.Code: var code })
            expected.Add($"\"code\": {Text(code)}");
        expected.Add($"\"state\": {Text(ticket.State)}");
        if (string.Join(", ", promises) is { Length: > 0 } statuses)
            expected.Add($"\"promises\": {{ {statuses} }}");
        return $"{{\n{string.Join(", ", members)},\n\"expect\": {{ {string.Join(", ", expected)} }}\n}}";
    }

    private static string Text(string text) => GeneratedTests.Text(text);
}
