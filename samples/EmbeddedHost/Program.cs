using System.Security.Claims;
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
    );

var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
    await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureCreatedAsync();

app.MapIdentityApi<Customer>();
app.MapHealthChecks("/health");
var desk = app.Services.GetRequiredService<SupportDesk>().ForTenant(SupportDesk.DefaultTenant);
var support = app.MapGroup("/support").RequireAuthorization();
support.MapPost(
    "/",
    async (ClaimsPrincipal user, Question asked) => Answer(await desk.OpenAsync(asked.From(user.Id())))
);
support.MapGet("/", (ClaimsPrincipal user) => desk.ListAsync(desk.Query(Viewer.OfRequester(user.Id()))));
support.MapGet(
    "/{ticket}",
    async (ClaimsPrincipal user, TicketId ticket) =>
        await desk.ReadAsync(ticket, Viewer.OfRequester(user.Id())) is { } found
            ? Results.Ok(found)
            : Results.NotFound()
);
support.MapPost(
    "/{ticket}/replies",
    async (ClaimsPrincipal user, TicketId ticket, Reply reply) =>
        Answer(await desk.ApplyAsync(ticket, new TicketCommand.Reply(Actor.Requester(user.Id()), reply.Body)))
);
app.Run();

static IResult Answer(DeskResult result) =>
    result switch
    {
        DeskResult.Succeeded done => Results.Ok(new { done.Ticket.Id, done.Ticket.Number }),
        DeskResult.Refused { Refusal: var no } => Results.Problem(no.ToRequesterText("en"), null, 422, type: no.Code),
        _ => throw new InvalidOperationException("A result is one of these two."),
    };
