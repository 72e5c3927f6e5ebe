using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportKit.Delivery;
using SupportKit.EntityFrameworkCore;
using SupportKit.Hosting;
using SupportKit.Mail;
using SupportKit.Storage;

namespace SupportKit.Faults.Desks;

/// <summary>A host whose desk is written to at <c>support@desk.example</c>, and keeps tickets and files in a database.</summary>
public sealed class MailDeskFixture : IAsyncDisposable
{
    private static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "mail",
          "channels": { "email": {} },
          "categories": { "question": {} },
          "scope": [{ "id": "everybody", "then": "accept" }],
          "priority": { "levels": ["high"], "rules": [{ "id": "all", "then": "high" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] },
          "notifications": { "replies": "read" }
        }
        """
    );

    private readonly IHost host;
    private bool works;

    private MailDeskFixture(IHost host) => this.host = host;

    public SupportDesk Desk => host.Services.GetRequiredService<SupportDesk>();

    internal OutboxProcessor Outbox => host.Services.GetRequiredService<OutboxProcessor>();

    internal IPersonalDataStore Archive => host.Services.GetRequiredService<IPersonalDataStore>();

    internal T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Makes it, and its tables; its workers stand still.</summary>
    /// <param name="database">Where it keeps its tickets.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="configure">The ways of its mails; where none goes out, what it has to tell is not told.</param>
    /// <param name="arrives">Is called when a mail is looked at, before anything is stored of it.</param>
    public static async Task<MailDeskFixture> MakeAsync(
        Database database,
        TimeProvider time,
        Action<SupportKitBuilder> configure,
        Action? arrives = null
    )
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(time);
        builder.Logging.AddProvider(new ErrorLog());
        var desk = builder
            .Services.AddSupportKit()
            .AddPolicy(Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .ConfigureDelivery(options =>
            {
                // On the fast clock these are a few seconds, which no send takes.
                options.SendTimeout = TimeSpan.FromMinutes(10);
                options.LeaseDuration = TimeSpan.FromMinutes(20);
                options.MaxAttempts = 1000;
            })
            .UseEntityFrameworkStore(database.Use)
            .UseEntityFrameworkAttachments()
            .UseMail(mail =>
            {
                mail.SigningKeys = [Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)])];
                mail.Addresses =
                [
                    new()
                    {
                        Address = "support@desk.example",
                        Channel = "email",
                        Category = "question",
                    },
                ];
                mail.RequesterOf = (_, address, _) =>
                {
                    arrives?.Invoke();
                    return Task.FromResult<string?>(address.Split('@')[0]);
                };
                mail.MaxPerHour = 1_000_000;
            });
        configure(desk);
        var host = builder.Build();
        var contexts = host.Services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>();
        await using var context = await contexts.CreateDbContextAsync();
        await context.CreateSchemaAsync();
        return new MailDeskFixture(host);
    }

    /// <summary>Lets what it has to tell the people outside the desk leave to a mail server on this machine.</summary>
    public static void SendTo(SupportKitBuilder desk, int port) =>
        desk.UseSmtp(smtp =>
        {
            (smtp.Host, smtp.Port, smtp.Security) = ("127.0.0.1", port, SmtpSecurity.None);
            smtp.From = "support@desk.example";
            smtp.Timeout = TimeSpan.FromMinutes(10);
            smtp.AddressOf = (_, to, _) => Task.FromResult<string?>($"{to.Id}@people.example");
        });

    /// <summary>Lets what it has to tell be told to nobody.</summary>
    public static void SendNowhere(SupportKitBuilder desk) => desk.UseTransport((_, _) => Task.CompletedTask);

    /// <summary>Starts its workers.</summary>
    public Task StartAsync()
    {
        works = true;
        return host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (works)
            await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }
}
