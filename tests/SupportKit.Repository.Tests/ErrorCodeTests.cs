using System.Reflection;
using System.Text.RegularExpressions;
using SupportKit.AspNetCore;
using SupportKit.BusinessTime;
using SupportKit.Mail;

namespace SupportKit.Repository.Tests;

/// <summary>A code that a host may meet is a constant, and a host can look up what it means and what to do.</summary>
public partial class ErrorCodeTests
{
    private static readonly IReadOnlyList<ErrorCode> Codes =
    [
        .. Declared(typeof(SupportKitErrors), prefix: ""),
        .. Declared(typeof(BusinessCalendarErrors), prefix: "Calendar"),
        .. Declared(typeof(ICalendarErrors), prefix: "Ical"),
        .. Declared(typeof(WebErrors), prefix: "Web"),
        .. Declared(typeof(MailErrors), prefix: "Mail"),
    ];

    private static readonly string Areas = string.Join('|', Codes.Select(code => code.Area).Distinct());

    [Fact]
    public void Every_code_is_an_area_a_noun_and_an_adjective_and_its_constant_has_the_same_words()
    {
        Assert.True(Codes.Count > 150, "Reflection finds the codes.");
        Assert.All(
            Codes,
            code =>
            {
                Assert.Matches("^[a-z]+\\.[a-z]+(_[a-z]+)+$", code.Value);
                Assert.Equal(code.Pascal, code.Prefix + code.Field.Name);
            }
        );
        Assert.Equal(Codes.Count, Codes.Select(code => code.Value).Distinct().Count());
    }

    [Fact]
    public void Every_code_is_listed_with_what_carries_it_what_it_means_and_what_to_do()
    {
        var rows = Rows().ToList();

        Assert.Empty(Codes.Select(code => code.Value).Except(rows.Select(row => row.Code)));
        Assert.Equal(rows.Select(row => row.Code).Distinct(), rows.Select(row => row.Code));
        Assert.All(
            rows,
            row =>
            {
                Assert.All(row.Carriers, carrier => Assert.Contains(carrier, Types));
                Assert.NotEmpty(row.Carriers);
                Assert.Matches("^\\S.+[.]$", row.Meaning);
                Assert.Matches("^\\S.+[.]$", row.Remedy);
            }
        );
    }

    [Fact]
    public void The_documents_name_no_code_that_is_not_a_constant()
    {
        var documents = Repository
            .Files("*.md", "docs", "src")
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Append(Path.Combine(Repository.Root, "ARCHITECTURE.md"));

        Assert.All(
            documents,
            file => Assert.Empty(CodesIn(File.ReadAllText(file)).Except(Codes.Select(code => code.Value)))
        );
    }

    [Fact]
    public void Every_constant_is_used()
    {
        var sources = string.Join('\n', Sources().Select(Code));

        Assert.Empty(
            Codes
                .Where(code => !Regex.IsMatch(sources, $@"\b{code.Field.DeclaringType!.Name}\.{code.Field.Name}\b"))
                .Select(code => code.Field.Name)
        );
    }

    [Fact]
    public void No_source_writes_a_code_as_text() =>
        Assert.All(Sources(), file => Assert.Empty(CodesIn(Code(file)).Select(code => $"{code} in {file}")));

    [Fact]
    public void No_source_puts_a_code_together_from_parts() =>
        Assert.All(Sources(), file => Assert.DoesNotMatch(Interpolated(), Code(file)));

    private sealed record ErrorCode(FieldInfo Field, string Value, string Prefix)
    {
        public string Area => Value.Split('.')[0];

        public string Pascal =>
            string.Concat(Value.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static IEnumerable<ErrorCode> Declared(Type type, string prefix) =>
        type.GetFields().Select(field => new ErrorCode(field, (string)field.GetRawConstantValue()!, prefix));

    /// <summary>All sources of all packages but those that declare the codes.</summary>
    private static IEnumerable<string> Sources() =>
        Repository.Files("*.cs", "src").Where(file => !DeclaresCodes().IsMatch(Path.GetFileName(file)));

    private static string Code(string file) => Comment().Replace(File.ReadAllText(file), "");

    private static IEnumerable<string> CodesIn(string text) =>
        Regex.Matches(text, $@"(?<![\w.])(?:{Areas})\.[a-z]+(?:_[a-z]+)+(?![\w.])").Select(match => match.Value);

    private static IEnumerable<(string Code, IReadOnlyList<string> Carriers, string Meaning, string Remedy)> Rows() =>
        Repository
            .Read("docs", "errors.md")
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Select(cells =>
            {
                Assert.Equal(4, cells.Length);
                var code = Assert.Single(Quoted().Matches(cells[0]));
                return (
                    code.Groups[1].Value,
                    (IReadOnlyList<string>)[.. Quoted().Matches(cells[1]).Select(type => type.Groups[1].Value)],
                    cells[2],
                    cells[3]
                );
            });

    private static readonly IReadOnlySet<string> Types = Repository
        .Packages.SelectMany(package => Repository.Load(package).GetExportedTypes())
        .Select(type => type.Name)
        // The form in which ASP.NET Core tells of them.
        .Append("ProblemDetails")
        .ToHashSet();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("Errors(?:\\.\\w+)?\\.cs$")]
    private static partial Regex DeclaresCodes();

    [GeneratedRegex("^\\s*//.*$|\\s//\\s.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\\$\"[a-z]+\\.(?:[a-z]+_)*\\{[a-z]+\\}_[a-z]+\"")]
    private static partial Regex Interpolated();
}
