using System.Collections.Immutable;
using NodaTime;
using SupportKit.PolicyAnalysis;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>Answers one kind of question of the page.</summary>
/// <param name="asked">The question.</param>
/// <param name="cancellation">Ends it, where nobody waits for the answer any more.</param>
/// <returns>The answer as JSON.</returns>
internal delegate string StudioAnswer(ObjectReader asked, CancellationToken cancellation);

/// <summary>Everything that the page asks of the tool. Thread-safe.</summary>
/// <param name="file">The file that is worked on.</param>
internal sealed class StudioDesk(StudioFile file)
{
    private StudioCheck? last;

    /// <summary>How to answer a question; null for one that there is not.</summary>
    public StudioAnswer? Find(string question) =>
        question switch
        {
            "file" => (_, _) => StudioJson.OfFile(file),
            "check" => Check,
            "rules" => Rules,
            "record" => Record,
            "save" => Save,
            _ => null,
        };

    /// <summary>A text that changes whenever the policy or its tests are written.</summary>
    public string Stamp() => file.Stamp();

    // One keystroke, one move of the slider, one step: what is wrong with the text, and what the policy does with the request.
    private string Check(ObjectReader asked, CancellationToken cancellation)
    {
        var check = CheckOf(asked, cancellation);
        var known = asked.OptionalText("known");
        var request = asked.Optional("test");
        var until = asked.OptionalText("now");
        var span = asked.Optional("longer") is { } times && int.TryParse(times.Value, out var longer) ? longer : 0;
        (StudioStory? story, ToolException? problem) = (null, null);
        if (check.Usable is { } policy && request is not null)
            try
            {
                var test = PolicyTestFile.ReadTest(request, policy, new InputProblems("the form"));
                story = StudioStory.Of(policy, test, InstantOf(until, policy), span);
            }
            catch (ToolException refused)
            {
                problem = refused;
            }
        return StudioJson.Of(check, known, story, problem);
    }

    private string Rules(ObjectReader asked, CancellationToken cancellation)
    {
        var check = CheckOf(asked, cancellation);
        return check.Usable is { } policy
            ? StudioRules.Of(policy, check.Document, file, cancellation)
            : throw Unusable(check);
    }

    private string Record(ObjectReader asked, CancellationToken cancellation)
    {
        var check = CheckOf(asked, cancellation);
        var policy = check.Usable ?? throw Unusable(check);
        var test = PolicyTestFile.ReadTest(asked.Required("test")!, policy, new InputProblems("the form"));
        var name = "";
        file.ChangeTests(before =>
        {
            (var after, name) = RecordedTest.AddTo(before, file.TestPath, test, policy);
            return after;
        });
        return ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("file", file.TestPath);
                    writer.WriteString("name", name);
                }
            )
        );
    }

    private string Save(ObjectReader asked, CancellationToken cancellation)
    {
        var version = file.Save(TextOf(asked), asked.RequiredText("known"));
        return ToolJson.Of(writer => writer.Object(null, () => writer.WriteString("version", version)));
    }

    // Most questions are about the text of the one before.
    private StudioCheck CheckOf(ObjectReader asked, CancellationToken cancellation)
    {
        var text = TextOf(asked);
        if (Volatile.Read(ref last) is { } known && known.Document.Text == text)
            return known;
        var check = StudioCheck.Of(file.Path, text, cancellation);
        Volatile.Write(ref last, check);
        return check;
    }

    private static string TextOf(ObjectReader asked) =>
        asked.Required("text") is { IsText: true } text ? text.Text : "";

    private static Instant? InstantOf(string? text, Policy policy) =>
        text is null
            ? null
            : InstantText.Read(text, policy.TimeZone, out var cause)
                ?? throw new ToolException(ToolErrors.InstantInvalid, "the slider", cause, InstantText.Remedy);

    private ToolException Unusable(StudioCheck check) =>
        new(
            ToolErrors.PolicyInvalid,
            file.Path,
            check.Findings.First(finding => finding.Severity == FindingSeverity.Error).Problem.Message,
            "Correct what is marked in the file first."
        );
}

/// <summary>A text with everything that is wrong with it. Immutable.</summary>
/// <param name="Document">The text, and the policy when it can be read.</param>
/// <param name="Findings">What the reader or the checker has to say, in the order of the file.</param>
internal sealed record StudioCheck(PolicyDocument Document, ImmutableArray<Finding> Findings)
{
    /// <summary>The policy, where nothing is wrong that would keep a desk from loading it; else null.</summary>
    public Policy? Usable =>
        Findings.Any(finding => finding.Severity == FindingSeverity.Error) ? null : Document.Policy;

    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public static StudioCheck Of(string path, string text, CancellationToken cancellation)
    {
        var document = PolicyDocument.Parse(path, text);
        cancellation.ThrowIfCancellationRequested();
        return new StudioCheck(document, [.. document.Findings(cancellation)]);
    }
}
