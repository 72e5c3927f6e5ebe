using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore;

namespace EmbeddedHost;

/// <summary>A customer of the application, with what support needs to know of them.</summary>
internal sealed class Customer : IdentityUser
{
    public string Language { get; set; } = "en";

    public string Plan { get; set; } = "free";
}

/// <summary>The application's one database: its customers, and the tables of the desk beside them.</summary>
internal sealed class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityDbContext<Customer>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseSupportKit();
    }
}
