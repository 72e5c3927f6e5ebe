using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Testing;

namespace HelpDesk.Tests;

/// <summary>The sample, started as it is on a database of its own, with its clock in the test's hand.</summary>
public sealed class HelpDeskFixture(string policy) : WebApplicationFactory<Program>
{
    public HelpDeskFixture()
        : this("digibee") { }

    private readonly string database = Path.Combine(Path.GetTempPath(), $"helpdesk-{Guid.NewGuid():N}.db");

    // A Monday at eight in São Paulo.
    public ManualTimeProvider Time { get; } = new(Instant.FromUtc(2026, 3, 2, 11, 0));

    /// <summary>Where mails are taken from; null for nowhere.</summary>
    public string? MailFolder { get; init; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("database", database);
        builder.UseSetting("speed", "1");
        builder.UseSetting("tour", "false");
        builder.UseSetting("policy", policy);
        if (MailFolder is not null)
            builder.UseSetting("mail", MailFolder);
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(database)!, Path.GetFileName(database) + "*"))
            File.Delete(file);
    }
}
