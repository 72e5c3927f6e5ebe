using Microsoft.EntityFrameworkCore;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A host's context: orders of its own, and SupportKit's tables beside them.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.UseSupportKit(schema: Database.IsNpgsql() ? "support" : null);
}

/// <summary>Something of the host's.</summary>
public sealed class Order
{
    public int Id { get; init; }

    public required string Note { get; init; }
}
