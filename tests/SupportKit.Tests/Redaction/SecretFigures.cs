using System.Globalization;
using System.Text;
using SupportKit.Redaction;

namespace SupportKit.Tests.Redaction;

/// <summary>
/// How often masking is wrong, measured. The report is benchmarks/results/secrets.md; to write it anew, run this test with
/// UPDATE_FIGURES=true. The bounds asserted are what was measured, with a little room.
/// </summary>
[Trait("Requirement", "JSD-2")]
public class SecretFigures
{
    private const int Seed = 20260302;

    private static readonly string Root = FindRoot();

    // They show what a secret looks like on purpose.
    private static readonly string[] Deliberate =
    [
        "benchmarks/results/secrets.md",
        "tests/SupportKit.Tests/Scenarios/DigibeeLeaderTests.cs",
    ];

    [Fact]
    public void Few_ordinary_texts_and_no_code_are_masked_and_few_secrets_are_missed()
    {
        var messages = OrdinaryTexts.All(Seed);
        var code = Code().ToList();
        var wrongMessages = messages.Where(text => Found(text).Count > 0).ToList();
        var wrongCode = code.SelectMany(file => Found(file.Text).Select(found => (file.Name, found))).ToList();
        var recall = SecretSamples
            .All(Seed)
            .GroupBy(sample => sample.Kind)
            .OrderBy(kind => kind.Key)
            .Select(kind => (kind.Key, All: kind.Count(), Missed: kind.Where(sample => !IsHidden(sample)).ToList()))
            .ToList();

        var classes = Classes();

        if (Environment.GetEnvironmentVariable("UPDATE_FIGURES") == "true")
            File.WriteAllText(
                Path.Combine(Root, "benchmarks", "results", "secrets.md"),
                Report(messages, wrongMessages, code, wrongCode, recall, classes)
            );

        Assert.All(
            classes,
            score =>
            {
                var missed = string.Join('\n', score.Missed.Take(40).Select(text => $"[{text.Form}] {text.Text}"));
                Assert.True(
                    score.Found >= score.Target * score.All,
                    $"{score.Class} {score.Found}/{score.All}:\n{missed}"
                );
            }
        );
        Assert.True(OrdinaryTexts.Kinds >= 100, "There are a hundred kinds of ordinary texts.");
        Assert.True(messages.Count > 900 && code.Count > 100, "The corpus is there.");
        Assert.True(wrongMessages.Count <= messages.Count * 0.005, string.Join('\n', wrongMessages));
        Assert.True(wrongCode.Count == 0, string.Join('\n', wrongCode));
        Assert.All(
            recall,
            kind =>
            {
                var least = kind.Key is SecretKind.Password ? 0.94 : 0.99;
                var missed = string.Join('\n', kind.Missed.Select(sample => sample.Text).Take(40));
                Assert.True(kind.All - kind.Missed.Count >= least * kind.All, $"{kind.Key}:\n{missed}");
            }
        );
    }

    private sealed record Score(string Class, double Target, int All, int Kinds, List<CorpusText> Missed)
    {
        public int Found => All - Missed.Count;
    }

    private static List<Score> Classes() =>
        [
            .. SecretCorpus
                .All(Seed)
                .GroupBy(text => text.Class)
                .Select(texts => new Score(
                    texts.Key,
                    TargetOf(texts.Key),
                    texts.Count(),
                    texts.Select(text => text.Form).Distinct().Count(),
                    [.. texts.Where(text => !IsHidden(text))]
                )),
        ];

    // What was promised of each class.
    private static double TargetOf(string name) =>
        name switch
        {
            "tokens alone" => 0.95,
            "tokens announced" => 0.99,
            "repeated" => 0.95,
            _ when name.StartsWith("structured", StringComparison.Ordinal) => 0.95,
            _ => 0.85,
        };

    // No occurrence of any of them is left.
    private static bool IsHidden(CorpusText text)
    {
        var masked = SecretRedactor.Redact(text.Text).Text;
        return text.Secrets.All(secret => !masked.Contains(secret, StringComparison.Ordinal));
    }

    private static bool IsHidden(SecretSample sample) =>
        !SecretRedactor.Redact(sample.Text).Text.Contains(sample.Secret, StringComparison.Ordinal);

    private static List<string> Found(string text) =>
        [
            .. SecretRedactor
                .Redact(text)
                .Secrets.Select(secret =>
                    $"{secret.Kind}: {text.Substring(secret.Position, Math.Min(secret.Length, 60))}"
                ),
        ];

    // The project's own sources and documents, except the tests that hold secrets on purpose.
    private static IEnumerable<(string Name, string Text)> Code() =>
        from folder in new[] { "src", "tests", "samples", "docs", "benchmarks", "build" }
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where
            Path.GetExtension(name) is ".cs" or ".md" or ".json" or ".txt" or ".csproj" or ".props" or ".html" or ".ics"
        where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
        where !name.StartsWith("tests/SupportKit.Tests/Redaction/", StringComparison.Ordinal)
        where !name.StartsWith("tests/SupportKit.Tests/Screening/", StringComparison.Ordinal)
        where !Deliberate.Contains(name)
        orderby name
        select (name, File.ReadAllText(file));

    private static string Report(
        IReadOnlyList<string> messages,
        IReadOnlyList<string> wrongMessages,
        List<(string Name, string Text)> code,
        IReadOnlyList<(string, string)> wrongCode,
        IReadOnlyList<(SecretKind Kind, int All, List<SecretSample> Missed)> recall,
        List<Score> classes
    )
    {
        var report = new StringBuilder();
        var lines = code.Sum(file => file.Text.Count(c => c == '\n'));
        report.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Masking secrets: how often it is wrong

            Measured by `tests/SupportKit.Tests/Redaction/SecretFigures.cs`, which holds the bounds on every run; written with
            `UPDATE_FIGURES=true`. Generators are seeded ({Seed}), so the figures on messages and secrets repeat exactly; those on
            code follow the repository.

            ## What is masked and should not be

            | corpus | texts | masked in error | rate |
            |---|---|---|---|
            | ordinary support messages, en/fr/pt (`OrdinaryTexts.cs`) | {messages.Count} | {wrongMessages.Count} | {Rate(
                wrongMessages.Count,
                messages.Count
            )} |
            | this repository's sources, samples and documents | {code.Count} files, {lines} lines | {wrongCode.Count} | {Rate(
                wrongCode.Count,
                code.Count
            )} |

            The messages are written for this project and dense with what is mistaken for secrets: order, parcel, tax and telephone
            numbers, bar codes, GUIDs, hashes, base64 pictures, versions, log lines, and talk about passwords, keys and tokens. What is
            masked in error there is a random number of 16 digits that a card network might have issued, with a right check digit: of
            such random numbers that is about one in fifty.

            ## What is found

            A text counts as found when none of its secrets is left in it, at any place. The forms of tokens are written down a second time in the tests
            (`IssuerTokens.cs`, {IssuerTokens.All.Count} kinds) from what issuers and public scanners say, and share nothing with the scanner's table (`TokenFormats.cs`).

            | class | forms or kinds | texts | found | rate | target |
            |---|--:|--:|--:|--:|--:|

            """
        );
        foreach (var score in classes)
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {score.Class} | {score.Kinds} | {score.All} | {score.Found} | {Rate(score.Found, score.All)} | {score.Target:P0} |"
            );
        report.Append(
            """

            By kind, in sentences of three languages (`SecretSamples.cs`):

            | kind | generated | found | rate |
            |---|---|---|---|

            """
        );
        foreach (var (kind, all, missed) in recall)
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {kind} | {all} | {all - missed.Count} | {Rate(all - missed.Count, all)} |"
            );
        // What was measured by hand stays.
        var before = File.ReadAllText(Path.Combine(Root, "benchmarks", "results", "secrets.md"));
        report.AppendLine().Append(before[before.IndexOf("## Measured by hand", StringComparison.Ordinal)..]);
        return report.ToString();
    }

    private static string Rate(int part, int whole) =>
        ((double)part / whole).ToString("P2", CultureInfo.InvariantCulture);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SupportKit.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run from inside the repository.");
    }
}
