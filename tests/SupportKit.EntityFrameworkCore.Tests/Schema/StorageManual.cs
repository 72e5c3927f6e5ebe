using System.Text.RegularExpressions;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>What docs/storage.md says in SQL, so that it is carried out and not only read.</summary>
internal static partial class StorageManual
{
    /// <summary>The one block that says this.</summary>
    public static string Sql(string saying) =>
        Blocks()
            .Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "storage.md")))
            .Select(block => block.Groups[1].Value)
            .Single(sql => sql.Contains(saying, StringComparison.Ordinal));

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
