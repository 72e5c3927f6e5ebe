using System.Text;

namespace SupportKit.Mail.Tests;

/// <summary>
/// docs/mail.md shows the tables that the code goes by. Where it does not, the page as it should be stands beside this test program, to be copied.
/// </summary>
public sealed class MailDocumentTests
{
    [Fact]
    public void The_page_shows_the_tables_of_the_code()
    {
        var path = Path.Combine(Root(), "docs", "mail.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");

        var made = Fill(Fill(Fill(page, "rules", Rules()), "drawing", Drawing()), "signs", Signs());

        if (made != page)
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "mail.md"), made);
        Assert.Equal(made, page);
    }

    private static string Rules()
    {
        var table = new StringBuilder("| | when | what becomes of it | code |\n|---|---|---|---|\n");
        foreach (var rule in MailRules.All)
            table.Append(
                FormattableString.Invariant(
                    $"| `{rule.Id}` | {rule.Condition} | {rule.Outcome} | {Quoted(rule.Code)} |\n"
                )
            );
        return table.ToString();
    }

    private static string Signs()
    {
        var table = new StringBuilder("| header | value | source |\n|---|---|---|\n");
        foreach (var sign in AutomaticMail.All)
            table.Append(FormattableString.Invariant($"| `{sign.Header}` | {sign.When} | {sign.Source} |\n"));
        return table.ToString();
    }

    private static string Drawing()
    {
        var chart = new StringBuilder("```mermaid\nflowchart TD\n  mail([a mail]) --> r0\n");
        for (var i = 0; i < MailRules.All.Length; i++)
        {
            var rule = MailRules.All[i];
            var isLast = i == MailRules.All.Length - 1;
            var outcome = rule.Outcome.Split(',', ';')[0];
            if (isLast)
                chart.Append(FormattableString.Invariant($"  r{i}[\"{outcome}\"]\n"));
            else
                chart.Append(
                    FormattableString.Invariant(
                        $"  r{i}{{\"{rule.Id}?\"}} -- yes --> o{i}[\"{outcome}\"]\n  r{i} -- no --> r{i + 1}\n"
                    )
                );
        }
        return chart.Append("```\n").ToString();
    }

    private static string Quoted(string? code) => code is null ? "" : $"`{code}`";

    private static string Fill(string page, string name, string content)
    {
        var (open, close) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var from = page.IndexOf(open, StringComparison.Ordinal) + open.Length;
        return page[..from] + "\n" + content + "\n" + page[page.IndexOf(close, from, StringComparison.Ordinal)..];
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SupportKit.sln")))
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        return folder;
    }
}
