using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Hosting;

namespace SupportKit.Repository.Tests;

/// <summary>What docs/mail.md and the manual of SupportKit.Mail show, so that it is compiled.</summary>
internal static class MailSnippets
{
    public static void Page(SupportKitBuilder desk, IConfiguration configuration, Users users)
    {
        desk.UseMail(mail =>
        {
            mail.SigningKeys = [configuration["MailKey"]!]; // openssl rand -base64 32
            mail.Addresses =
            [
                new()
                {
                    Address = "support@acme.example",
                    Channel = "email",
                    Category = "question",
                },
                new()
                {
                    Address = "escalate@acme.example",
                    Channel = "escalation",
                    IsEscalation = true,
                },
            ];
            mail.RequesterOf = (tenant, address, stop) => users.IdOfAsync(tenant, address, stop);
        });
    }

    public static void Manual(IServiceCollection services, Users users, string key)
    {
        services
            .AddSupportKit()
            .UseMail(mail =>
            {
                mail.SigningKeys = [key]; // openssl rand -base64 32
                mail.Addresses =
                [
                    new()
                    {
                        Address = "support@acme.example",
                        Channel = "email",
                        Category = "question",
                    },
                ];
                mail.RequesterOf = (tenant, address, stop) => users.IdOfAsync(tenant, address, stop);
            })
            .UsePickupFolder(pickup => pickup.Path = "/var/mail/support")
            .UseSmtp(smtp =>
            {
                (smtp.Host, smtp.From) = ("mail.acme.example", "support@acme.example");
                smtp.AddressOf = (tenant, to, stop) => users.AddressOfAsync(tenant, to.Id, stop);
            });
    }

    internal abstract class Users
    {
        public abstract Task<string?> IdOfAsync(string tenant, string address, CancellationToken stop);

        public abstract Task<string?> AddressOfAsync(string tenant, string id, CancellationToken stop);
    }
}
