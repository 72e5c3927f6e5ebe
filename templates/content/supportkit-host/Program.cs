using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SupportKit;

var builder = WebApplication.CreateBuilder(args);
var database = builder.Configuration["database"] ?? "DeskHost.db";
builder
    .Services.AddSupportKit()
    // A change of the file comes into force at once, unless the checker finds an error in it.
    .AddPolicyFile(Path.Combine(AppContext.BaseDirectory, "support.json"), reloadOnChange: true)
    .UseEntityFrameworkStore(options => options.UseSqlite($"Data Source={database}"))
    .CreateSchemaOnStart()
    // Your directory says who asks, in which language, and what they have bought.
    .UseRequesters(
        (_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty.With("plan", "pro")))
    )
    .ConfigureNotifications(options => options.TicketLink = "http://localhost:5000/support/{ticket}")
    // Until you have a mail server (SupportKit.Mail), notices are written to the console.
    .UseTransport((notice, _) => Console.Out.WriteLineAsync($"to {notice.To.Id}: {notice.Subject}"))
    .AddEndpoints();
builder.Services.AddAuthorization();
builder.Services.AddHealthChecks().AddSupportKit();

var app = builder.Build();
if (!app.Environment.IsDevelopment())
    throw new InvalidOperationException("Replace the sign-in for development in Program.cs by your own.");

// Stands for your sign-in: a customer, and an agent of the queue "support" on the pages of agents.
app.Use(
    (http, next) =>
    {
        var isAgent =
            http.Request.Path.StartsWithSegments("/support/agents")
            || http.Request.Path.StartsWithSegments("/support/console");
        Claim[] claims = isAgent
            ? [new("sub", "bo"), new(ClaimTypes.Role, "support-agent"), new("support-queue", "support")]
            : [new("sub", "ada")];
        http.User = new(new ClaimsIdentity(claims, "development"));
        return next(http);
    }
);
app.UseAuthorization();
app.MapHealthChecks("/health");
app.MapGroup("/support").MapSupportKit().RequireAuthorization(desk => desk.RequireAuthenticatedUser());
app.Run();
