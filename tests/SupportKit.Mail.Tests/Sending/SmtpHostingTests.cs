using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Tests;
using SupportKit.Tests.Delivery;
using static SupportKit.Tests.Delivery.Transports;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>How a host chooses mail, in code and in its configuration.</summary>
public sealed class SmtpHostingTests
{
    [Fact]
    public async Task Mails_and_webhooks_stand_side_by_side_in_whatever_order_they_were_chosen()
    {
        await using var crm = new LoopbackWebServer();
        var transport = Make(desk =>
            desk.UseWebhook(webhook =>
                    webhook.Endpoints.Add(new WebhookEndpoint(crm.Url, [Secret], Internal: true, "crm"))
                )
                .UseSmtp(smtp =>
                {
                    (smtp.Host, smtp.From) = ("mail.example", "desk@desk.example");
                    smtp.AddressOf = (_, _, _) => Task.FromResult<string?>(null);
                })
        );

        Assert.Equal(["crm", "mail"], transport.Destinations);
        await transport.SendAsync(Sample with { Destination = "crm" }, default);
        Assert.Single(crm.Posts);
        await Assert.ThrowsAsync<UndeliverableException>(() =>
            transport.SendAsync(Sample with { Destination = "mail" }, default)
        );
    }

    [Fact]
    public void Options_say_whom_a_transport_is_for()
    {
        var transport = Make(desk =>
            desk.UseSmtp(smtp =>
            {
                (smtp.Host, smtp.From) = ("mail.example", "desk@desk.example");
                smtp.AddressOf = (_, _, _) => Task.FromResult<string?>(null);
                smtp.Recipients = [RecipientKind.Requester, RecipientKind.Agent];
            })
        );
        var message = new OutboundMessage(
            "1",
            default,
            1,
            new Recipient(RecipientKind.Queue, "helpers"),
            "routed",
            "en",
            ImmutableSortedDictionary<string, string>.Empty
        );

        Assert.False(transport.Takes(message, "default", ""));
        Assert.True(transport.Takes(message with { To = new(RecipientKind.Agent, "bo") }, "default", ""));
    }

    [Fact]
    public async Task The_address_of_a_mail_is_found_in_a_scope_of_its_own()
    {
        var scopes = new List<object>();
        var host = new DeskFixture(desk =>
        {
            desk.Services.AddScoped<object>();
            desk.UseTransport((_, _) => Task.CompletedTask)
                .UseSmtp(
                    smtp => (smtp.Host, smtp.From) = ("mail.invalid", "desk@desk.example"),
                    (scope, _, _, _) =>
                    {
                        scopes.Add(scope.GetRequiredService<object>());
                        return Task.FromResult<string?>(null);
                    }
                );
        });
        await host.OpenAsync();

        while (await host.Outbox.ProcessAsync() > 0) { }

        Assert.Equal(2, scopes.Distinct().Count());
        var dead = await host.Store.DeadLettersAsync(new("default"), 10, default);
        Assert.All(dead, letter => Assert.Equal("delivery.address_missing", letter.Code));
    }

    [Fact]
    public void The_sections_of_the_configuration_set_the_options_and_the_code_counts_before_them()
    {
        using var services = From(
            ("Smtp:Host", "mail.acme.example"),
            ("Smtp:Security", "ImplicitTls"),
            ("Smtp:From", "desk@acme.example"),
            ("Smtp:Credentials:UserName", "desk"),
            ("Smtp:Recipients:0", "Agent"),
            ("Smtp:Port", "26"),
            ("Mail:SigningKeys:0", MailDesk.Key),
            ("Mail:Addresses:0:Address", "support@acme.example"),
            ("Mail:Addresses:0:Tenant", "acme"),
            ("Mail:MaxPerHour", "10")
        );

        var smtp = services.GetRequiredService<IOptions<SmtpOptions>>().Value;
        Assert.Equal(
            ("mail.acme.example", SmtpSecurity.ImplicitTls, "desk", 25),
            (smtp.Host, smtp.Security, smtp.Credentials!.UserName, smtp.Port)
        );
        Assert.Equal([RecipientKind.Agent], smtp.Recipients);
        var mail = services.GetRequiredService<IOptions<MailOptions>>().Value;
        Assert.Equal(
            ("support@acme.example", "acme", 10),
            (mail.Addresses[0].Address, mail.Addresses[0].Tenant, mail.MaxPerHour)
        );
    }

    [Theory]
    [InlineData("Smtp:UseTls", "false", "hosting.option_unknown")]
    [InlineData("Smtp:Timeout", "20", "hosting.option_impossible")]
    [InlineData("Mail:Adresses:0:Address", "a@b.example", "hosting.option_unknown")]
    public void What_is_not_understood_is_refused_where_the_host_calls(string key, string value, string code) =>
        Assert.Equal(code, Assert.Throws<SupportKitException>(() => From((key, value))).Code);

    [Fact]
    public void Options_of_incoming_mail_that_cannot_work_are_all_told()
    {
        var desk = new MailDesk(options =>
        {
            options.SigningKeys = ["short"];
            options.RequesterOf = null;
            options.MaxParts = 0;
            options.Addresses =
            [
                new()
                {
                    Address = "support+x@desk.example",
                    Channel = "pigeon",
                    Category = "weather",
                },
                new()
                {
                    Address = "b@desk.example",
                    Channel = "email",
                    Category = "question",
                },
                new()
                {
                    Address = "B@desk.example",
                    Channel = "email",
                    Category = "question",
                },
            ];
        });

        var error = Assert.Throws<SupportKitException>(() =>
            desk.Fixture.Host.Services.GetRequiredService<IOptions<MailOptions>>().Value
        );

        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
        Assert.All(
            ["SigningKeys", "RequesterOf", "MaxParts", "without a plus", "pigeon", "weather", "twice"],
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal)
        );
    }

    private static ServiceProvider From(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(one => KeyValuePair.Create($"SupportKit:{one.Key}", (string?)one.Value))
            )
            .Build()
            .GetSection("SupportKit");
        services
            .AddSupportKit(configuration)
            .UseMail(mail => mail.RequesterOf = (_, _, _) => Task.FromResult<string?>(null))
            .UseSmtp(smtp =>
            {
                smtp.Port = 25;
                smtp.AddressOf = (_, _, _) => Task.FromResult<string?>(null);
            });
        return services.BuildServiceProvider();
    }
}
