using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>What a version to come may bring: a column that may be empty, and an index that begins with the tenant.</summary>
[Migration(Id)]
public sealed class LaterMigration : Migration
{
    public const string Id = "29990101000000_Later";
    public const string Column = "follow_up_at";
    public const string Index = "IX_supportkit_tickets_follow_up_at";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>(name: Column, table: "supportkit_tickets", nullable: true);
        migrationBuilder.CreateIndex(name: Index, table: "supportkit_tickets", columns: ["tenant", Column]);
    }

    protected override void BuildTargetModel(ModelBuilder modelBuilder) =>
        modelBuilder.Entity(
            typeof(TicketRow).FullName!,
            tickets =>
            {
                tickets.Property<string>("Tenant").HasColumnName("tenant");
                tickets.Property<long?>("FollowUpAt").HasColumnName(Column);
                tickets.HasIndex("Tenant", "FollowUpAt").HasDatabaseName(Index);
                tickets.ToTable("supportkit_tickets", (string?)null);
            }
        );

    /// <summary>Makes a context's process one of that version.</summary>
    public static void Bring(DbContextOptionsBuilder options) =>
        options.ReplaceService<IMigrationsAssembly, WithLater>();

#pragma warning disable EF1001 // The only list of migrations that can be added to is Entity Framework's own.
    private sealed class WithLater(
        ICurrentDbContext context,
        IDbContextOptions options,
        IMigrationsIdGenerator ids,
        IDiagnosticsLogger<DbLoggerCategory.Migrations> logger
    ) : MigrationsAssembly(context, options, ids, logger)
    {
        public override IReadOnlyDictionary<string, TypeInfo> Migrations =>
            new SortedDictionary<string, TypeInfo>(base.Migrations.ToDictionary())
            {
                [Id] = typeof(LaterMigration).GetTypeInfo(),
            };
    }
#pragma warning restore EF1001
}
