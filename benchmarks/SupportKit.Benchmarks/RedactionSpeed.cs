using System.Globalization;
using SupportKit.Decisions;
using SupportKit.Redaction;

namespace SupportKit.Benchmarks;

/// <summary>
/// How long masking takes, in processor time of this process: <c>-- redaction</c>. Ordinary text (this repository's documents, without what
/// looks like a secret in them), texts that were made to be slow at one and at four million characters, and a whole decision to open.
/// Processor time says the same on a machine that others use, which the clock does not.
/// </summary>
internal static class RedactionSpeed
{
    private const int Million = 1_000_000;
    private const int Rounds = 7;
    private const int Decisions = 100_000;

    private static readonly (string Name, string Piece)[] Texts =
    [
        ("ordinary text", ""),
        ("`password:` without end", "password:"),
        ("prefixes of tokens", "ghp_sk-SG.dp.st.ext_"),
        ("digits", "4111111111111112"),
        ("groups of four digits", "4111 1111 1111 1112 "),
        ("beginnings of keys", "-----BEGIN PRIVATE KEY-----"),
        ("quotes that do not end", "\"password\": \""),
        ("users of URLs", "https://a:"),
        ("parts of web tokens", "eyJhbGciOi."),
        ("card numbers", string.Join(' ', "4111", "1111", "1111", "1111, ")),
        ("passwords", "password" + ": abc" + "123DEF! "),
    ];

    public static void Report(TextWriter report)
    {
        report.WriteLine("| text | 1 million characters | 4 million characters | times as long |");
        report.WriteLine("|---|--:|--:|--:|");
        foreach (var (name, piece) in Texts)
        {
            var repeated = piece.Length > 0 ? piece : SecretRedactor.Redact(Documents()).Text;
            var (small, large) = (Time(Repeat(repeated, Million)), Time(Repeat(repeated, 4 * Million)));
            report.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {small.TotalMilliseconds:F1} ms | {large.TotalMilliseconds:F1} ms | {large / small:F1} |"
                )
            );
        }
        var opening = new OpeningBenchmarks();
        opening.Setup();
        var decision = Least(() =>
        {
            for (var i = 0; i < Decisions; i++)
                _ = opening.Decide() is Decision.Accepted;
        });
        report.WriteLine();
        report.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A decision to open: {decision.TotalMicroseconds / Decisions:F2} µs"
            )
        );
    }

    private static TimeSpan Time(string text) => Least(() => _ = SecretRedactor.Redact(text));

    private static TimeSpan Least(Action action)
    {
        action();
        return Enumerable
            .Range(0, Rounds)
            .Select(_ =>
            {
                var before = Environment.CpuUsage.TotalTime;
                action();
                return Environment.CpuUsage.TotalTime - before;
            })
            .Min();
    }

    private static string Repeat(string piece, int length) =>
        string.Concat(Enumerable.Repeat(piece, length / piece.Length + 1))[..length];

    private static string Documents()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SupportKit.sln")))
            folder = folder.Parent;
        return string.Join(
            '\n',
            Directory
                .EnumerateFiles(Path.Combine(folder!.FullName, "docs"), "*.md")
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllText)
        );
    }
}
