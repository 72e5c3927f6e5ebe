using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Breaks off before the first command that says a word; the connection ends as that of a dead process does.</summary>
internal sealed class BreaksAt(string word) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) =>
        command.CommandText.Contains(word, StringComparison.Ordinal)
            ? throw new IOException("Gone.")
            : base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
}
