using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SupportKit.Decisions;
using SupportKit.Workflows;

namespace SupportKit.Repository.Tests;

/// <summary>The page on operations lists every row of the table that decides; this makes the list.</summary>
public partial class OperationDocumentTests
{
    private const string Begin = "<!-- operations -->\n";
    private const string End = "<!-- end of operations -->\n";

    private static readonly Role[] Columns =
    [
        Role.Requester,
        Role.Participant,
        Role.Agent,
        Role.Lead,
        Role.Integration,
    ];

    [Fact]
    public void The_page_lists_every_operation_with_its_roles()
    {
        var page = Repository.Read("docs", "operations.md").ReplaceLineEndings("\n");
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var expected = page[..begin] + Table() + page[page.IndexOf(End, StringComparison.Ordinal)..];
        var made = Path.Combine(AppContext.BaseDirectory, "operations.md");
        File.WriteAllText(made, expected);

        Assert.True(page == expected, $"docs/operations.md is not the table of operations. Copy {made} over it.");
    }

    private static string Table()
    {
        var summaries = Summaries();
        var text = new StringBuilder(
            "\n| command | requester | participant | agent | lead | integration | closed |  |\n"
        );
        text.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (var operation in Operations.All.Where(operation => operation.Command.IsNestedPublic))
        {
            text.Append("| `").Append(operation.Command.Name).Append("` |");
            foreach (var role in Columns)
                text.Append(operation.By.HasFlag(role) ? " yes |" : "  |");
            text.Append(operation.OnClosed ? " yes | " : "  | ");
            text.Append(summaries[operation.Command.Name]).Append(" |\n");
        }
        text.Append(
            "\n| trigger | requester | participant | agent | lead | how it is fired |\n|---|---|---|---|---|---|\n"
        );
        foreach (var trigger in Workflow.Default.Triggers)
        {
            text.Append("| `").Append(trigger).Append("` |");
            foreach (var role in Columns.SkipLast(1))
                text.Append(Permissions.For(trigger).HasFlag(role) ? " yes |" : "  |");
            text.Append(Permissions.HasWords(trigger) ? " by a command of its own |\n" : " `Fire` |\n");
        }
        return text.Append('\n').ToString();
    }

    /// <summary>The first sentence of each command's documentation.</summary>
    private static Dictionary<string, string> Summaries()
    {
        const string prefix = "T:SupportKit.TicketCommand.";
        var members = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "SupportKit.xml")).Descendants("member");
        return members
            .Where(member => member.Attribute("name")!.Value.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(
                member => member.Attribute("name")!.Value[prefix.Length..],
                member => FirstSentence().Match(Blanks().Replace(member.Element("summary")!.Value, " ").Trim()).Value
            );
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^.*?\.(?= |$)")]
    private static partial Regex FirstSentence();
}
