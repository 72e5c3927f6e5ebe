using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SupportKit.EntityFrameworkCore;
using SupportKit.Faults.Desks;

namespace SupportKit.Faults.Machines;

/// <summary>A process that makes the tables, says when it is in the middle of that, and gets no further.</summary>
public static class MigratingProcess
{
    public const string Name = "migrating";

    public static ChildProcess Start(Database database) =>
        ChildProcess.Start([Name, database.Engine, database.Connection]);

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new DbContextOptionsBuilder<SupportKitDbContext>();
        new Database(args[0], args[1]).Use(options);
        options.AddInterceptors(new StopsHalfway());
        await using var context = new SupportKitDbContext(options.Options);
        await context.CreateSchemaAsync();
        return 0;
    }

    private sealed class StopsHalfway : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.Contains("supportkit_ticket_access", StringComparison.Ordinal))
            {
                Console.WriteLine("halfway");
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            return result;
        }
    }
}
