namespace SupportKit.Mail.Tests.Parsing;

/// <summary>
/// New words are told from quoted ones and from signatures. The labeled mails stand in <c>replies.txt</c>: written for these tests, in the forms
/// that the test sets of public reply parsers (GitHub's, Talon, Crisp's) and the programs of five languages show. The second set,
/// <c>replies-fresh.txt</c>, and the third, <c>replies-held-out.txt</c>, were written when the rules stood, to see what they make of forms that nobody had tuned them to; docs/mail.md
/// has those figures.
/// </summary>
public sealed class QuotedHistoryTests
{
    private const string First = "replies.txt";
    private const string Second = "replies-fresh.txt";
    private const string Third = "replies-held-out.txt";

    private static readonly Sample[] All = [.. Read(First), .. Read(Second), .. Read(Third)];

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    [InlineData(Third)]
    public void At_least_95_of_100_labeled_mails_are_split_as_a_person_splits_them(string set)
    {
        var samples = Read(set).ToList();
        var wrong = samples.Where(sample => sample.Found() != sample.Expected).ToList();
        var share = 100.0 * (samples.Count - wrong.Count) / samples.Count;

        TestContext.Current.TestOutputHelper?.WriteLine($"{set}: {share:0.0} % of {samples.Count}");
        Assert.True(
            share >= 95,
            $"{share:0.0} % of {samples.Count}:\n{string.Join("\n\n", wrong.Select(one => $"{one.Name}\nexpected {one.Expected}\nfound {one.Found()}"))}"
        );
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public void The_set_has_mails_of_five_languages(string set) =>
        Assert.Equal(
            ["de", "en", "es", "fr", "pt"],
            Read(set)
                .GroupBy(sample => sample.Name[..2])
                .Where(language => language.Count() >= 10)
                .Select(one => one.Key)
                .Order()
        );

    [Fact]
    public void Nothing_is_lost_of_any_mail() =>
        Assert.All(
            All,
            sample =>
            {
                var body = QuotedHistory.Split(sample.Text);
                Assert.Equal(Words(sample.Text), Words($"{body.New}\n{body.Quoted}\n{body.Signature}"));
            }
        );

    [Fact]
    public void A_mail_of_nothing_but_a_quotation_or_a_signature_keeps_its_text()
    {
        Assert.Equal("> When was it?", QuotedHistory.Split("> When was it?").New);
        Assert.Equal("Sent from my iPhone", QuotedHistory.Split("Sent from my iPhone").New);
        Assert.Equal("", QuotedHistory.Split("").New);
    }

    [Theory]
    [InlineData("At nine.", "> When was it?", "--\nAna")]
    [InlineData("Às nove.", "> Quando foi?", "Enviado do meu iPhone")]
    public void A_quotation_above_nothing_but_a_signature_is_not_new(string said, string quoted, string signature)
    {
        var body = QuotedHistory.Split($"{said}\n\n{quoted}\n\n{signature}");

        Assert.Equal((said, quoted, signature), (body.New, body.Quoted, body.Signature));
        // Words of somebody below it are an answer to it.
        Assert.Contains(quoted, QuotedHistory.Split($"{said}\n\n{quoted}\n\nAnd so on.").New, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Support <support@desk.example> writes:")]
    [InlineData("Support <support@desk.example> schrieb:")]
    [InlineData("Suporte <support@desk.example> escreveu:")]
    [InlineData("Soporte <support@desk.example> escribió:")]
    [InlineData("Assistance <support@desk.example> a écrit :")]
    public void A_name_and_an_address_alone_introduce_a_quotation_but_no_words(string introduction)
    {
        Assert.Equal("Yes.", QuotedHistory.Split($"Yes.\n\n{introduction}\n> Sure?").New);
        Assert.Contains(
            introduction,
            QuotedHistory.Split($"Yes.\n\n{introduction}\nSure?").New,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("On ")]
    [InlineData("> ")]
    [InlineData("From: a\n")]
    [InlineData("-- \n")]
    [InlineData("_")]
    public void A_long_text_of_such_lines_takes_no_more_time_than_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var started = System.Diagnostics.Stopwatch.StartNew();

        _ = QuotedHistory.Split(text);

        Assert.True(started.Elapsed < TimeSpan.FromSeconds(5), $"{started.Elapsed}");
    }

    private static string Words(string text) =>
        string.Join(
            ' ',
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
        );

    private static IEnumerable<Sample> Read(string set)
    {
        string? name = null;
        var lines = new List<(char Label, string Text)>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, set)).Append("=== end"))
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                if (name is not null)
                    yield return new Sample(name, [.. lines]);
                (name, lines) = (line[4..], []);
            }
            else if (name is not null)
                lines.Add((line.Length > 0 ? line[0] : ' ', line.Length > 2 ? line[2..] : ""));
        }
    }

    private sealed record Sample(string Name, (char Label, string Text)[] Lines)
    {
        public string Text => string.Join('\n', Lines.Select(line => line.Text));

        public (string New, string Quoted, string Signature) Expected => (Of('N'), Of('Q'), Of('S'));

        public (string New, string Quoted, string Signature) Found()
        {
            var body = QuotedHistory.Split(Text);
            return (Packed(body.New), Packed(body.Quoted), Packed(body.Signature));
        }

        private string Of(char label) =>
            Packed(string.Join('\n', Lines.Where(line => line.Label == label).Select(line => line.Text)));

        // Empty lines have no label.
        private static string Packed(string text) =>
            string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
    }
}
