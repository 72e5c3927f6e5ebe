using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace SupportKit.EntityFrameworkCore;

/// <summary>Which migrations a database has: in a table of SupportKit's own, apart from those of the host.</summary>
internal static class MigrationHistory
{
    public const string Table = "supportkit_migrations";

    /// <summary>Changes nothing where the host has named a table itself.</summary>
    public static void Name(DbContextOptionsBuilder options)
    {
        var engine = options.Options.Extensions.OfType<RelationalOptionsExtension>().SingleOrDefault();
        if (engine is { MigrationsHistoryTableName: null })
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
                engine.WithMigrationsHistoryTableName(Table)
            );
    }
}
