using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportKit.Faults.Desks;

/// <summary>Says something to each SQLite connection as it is opened; what it says may change.</summary>
internal sealed class Pragmas : DbConnectionInterceptor
{
    public string Text { get; set; } = "";

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (Text.Length == 0)
            return;
        await using var command = connection.CreateCommand();
        command.CommandText = Text;
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
