using HelpDesk;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;

// --speed 1 is real time; 60, the default, lets a minute pass each second so that promises can be seen to break.
var speed = settings.GetValue("speed", 60.0);
var database = settings["database"] ?? Path.Combine(AppContext.BaseDirectory, "helpdesk-demo.db");
if (speed != 1)
{
    // A demonstration starts afresh, whatever an earlier one left behind, SQLite's log of a run that was cut off included.
    foreach (var file in (string[])[database, $"{database}-wal", $"{database}-shm"])
        File.Delete(file);
}

builder.Services.AddSingleton<TimeProvider>(speed == 1 ? TimeProvider.System : new DemoClock(speed));
builder
    .Services.AddSupportKit()
    .AddPolicyFile(Path.Combine(AppContext.BaseDirectory, "digibee.json"))
    .UseEntityFrameworkStore(options => options.UseSqlite($"Data Source={database}"))
    .CreateSchemaOnStart()
    .UseRequesters<People>()
    .UseTransport<Mailbox>(ServiceLifetime.Singleton)
    .ConfigureNotifications(options => options.TicketLink = "http://localhost:5000/#{ticket}");

if (settings.GetValue("tour", true))
    builder.Services.AddHostedService<Tour>();
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapHelpDesk();
app.Run();
