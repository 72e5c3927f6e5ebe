using EmbeddedHost;
using Microsoft.EntityFrameworkCore;
using SupportKit;

var builder = WebApplication.CreateBuilder(args);
var database = builder.Configuration["database"] ?? "embedded-host.db";
builder.Services.AddDbContext<AppDbContext>(options => options.UseSqlite($"Data Source={database}"));
builder.Services.AddIdentityApiEndpoints<Customer>().AddEntityFrameworkStores<AppDbContext>();
builder.Services.AddAuthorization();
builder.Services.AddHealthChecks().AddSupportKit();
builder
    .Services.AddSupportKit(builder.Configuration.GetSection("SupportKit"))
    .AddPolicyFile(Path.Combine(AppContext.BaseDirectory, "policy.json"), reloadOnChange: true)
    .UseEntityFrameworkStore<AppDbContext>()
    .ConfigureNotifications(options => options.TicketLink = "https://acme.example/support/{ticket}")
    .UseTransport((mail, _) => Console.Out.WriteLineAsync($"to {mail.To.Id}: {mail.Subject}"))
    .UseRequesters(
        async (services, _, id, stop) =>
            await services.GetRequiredService<AppDbContext>().Users.FindAsync([id], stop) is { } customer
                ? new Requester(customer.Id, customer.Language, FactSet.Empty.With("plan", customer.Plan))
                : null
    )
    .AddEndpoints();

var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
    await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureCreatedAsync();

app.MapIdentityApi<Customer>();
app.MapHealthChecks("/health");
app.MapGroup("/support").MapSupportKitRequesters().RequireAuthorization();
app.Run();
