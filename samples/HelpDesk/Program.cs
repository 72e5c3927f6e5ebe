using HelpDesk;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using SupportKit;

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

// --policy NAME takes another of the sample policies.
var name = settings["policy"] ?? "digibee";
var policy = Policy.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", $"{name}.json")));

builder.Services.AddSingleton(policy);
builder.Services.AddSingleton<TimeProvider>(speed == 1 ? TimeProvider.System : new DemoClock(speed));
var kit = builder
    .Services.AddSupportKit()
    .AddPolicy(policy)
    .UseEntityFrameworkStore(options => options.UseSqlite($"Data Source={database}"))
    .CreateSchemaOnStart()
    .UseRequesters<People>()
    .UseTransport<Mailbox>(ServiceLifetime.Singleton)
    .ConfigureNotifications(options => options.TicketLink = "http://localhost:5000/#{ticket}")
    .AddEndpoints(options => options.Channel = policy.Channels[0].Id);

// --mail FOLDER takes mails from a folder: an .eml that somebody drops there becomes a ticket.
if (settings["mail"] is { } folder)
    MailDemo.Use(kit, policy, folder);

// A real host has its own sign-in. The cookie is sent by this site's own pages alone.
builder
    .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(options => SignIn.Configure(options.Cookie, options.Events));
builder.Services.AddAuthorization(options =>
    options.AddPolicy("desk", desk => desk.RequireRole("support-agent", "support-lead"))
);

if (settings.GetValue("tour", name == "digibee"))
    builder.Services.AddHostedService<Tour>();
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Pages.Guard });
app.UseAuthentication();
app.UseAuthorization();

var support = app.MapGroup("/support");
support.MapSupportKitRequesters();
support.MapSupportKitConsole();
support.MapGroup("/agents").MapSupportKitAgents().RequireAuthorization("desk");
app.MapDemo();
app.Run();
