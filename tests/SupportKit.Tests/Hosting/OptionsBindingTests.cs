using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Tests.Delivery;

namespace SupportKit.Tests.Hosting;

/// <summary>Options come from the host's configuration, and what is not understood there is refused.</summary>
public class OptionsBindingTests
{
    [Fact]
    public void Each_section_sets_its_options()
    {
        using var services = Make(
            ("Delivery:SendTimeout", "00:00:20"),
            ("Delivery:BatchSize", "10"),
            ("Attachments:SweepAfter", "2.00:00:00"),
            ("Texts:MaxTitleLength", "80"),
            ("Clock:MaxSkew", "00:00:10"),
            ("Webhook:Endpoints:0:Url", "https://crm.acme.example/hook"),
            ("Webhook:Endpoints:0:Secrets:0", Transports.Secret),
            ("Webhook:Endpoints:0:Name", "crm")
        );

        Assert.Equal(
            (TimeSpan.FromSeconds(20), 10),
            (Of<DeliveryOptions>().SendTimeout, Of<DeliveryOptions>().BatchSize)
        );
        Assert.Equal(60, Of<DeliveryOptions>().MaxAttempts); // what is not said keeps its default
        Assert.Equal(TimeSpan.FromDays(2), Of<AttachmentOptions>().SweepAfter);
        Assert.Equal(80, Of<TextOptions>().MaxTitleLength);
        Assert.Equal(TimeSpan.FromSeconds(10), Of<ClockOptions>().MaxSkew);
        var crm = Assert.Single(Of<WebhookOptions>().Endpoints);
        Assert.Equal(("https://crm.acme.example/hook", "crm", false), (crm.Url.AbsoluteUri, crm.Name, crm.Internal));
        Assert.Equal([Transports.Secret], crm.Secrets);

        T Of<T>()
            where T : class => services.GetRequiredService<IOptions<T>>().Value;
    }

    [Fact]
    public void A_list_replaces_the_default()
    {
        using var services = Make(("Attachments:MediaTypes:0", "image/*"), ("Webhook:Recipients:0", "Queue"));

        Assert.Equal(["image/*"], services.GetRequiredService<IOptions<AttachmentOptions>>().Value.MediaTypes);
        Assert.Equal([RecipientKind.Queue], services.GetRequiredService<IOptions<WebhookOptions>>().Value.Recipients);
    }

    [Fact]
    public void What_the_code_sets_counts_before_the_configuration()
    {
        var services = new ServiceCollection();
        services
            .AddSupportKit(From(("Delivery:BatchSize", "10")))
            .ConfigureDelivery(delivery => delivery.BatchSize = 20);

        Assert.Equal(
            20,
            services.BuildServiceProvider().GetRequiredService<IOptions<DeliveryOptions>>().Value.BatchSize
        );
    }

    [Theory]
    [InlineData("Delivery:SendTimout", "00:00:20", "hosting.option_unknown", "SendTimeout")]
    [InlineData("Delivry:SendTimeout", "00:00:20", "hosting.option_unknown", "Delivery")]
    [InlineData("Delivery:BatchSize", "many", "hosting.option_impossible", "Delivery:BatchSize")]
    [InlineData("Delivery:SendTimeout", "20", "hosting.option_impossible", "00:00:30")] // .NET reads 20 days
    public void What_is_not_understood_is_refused_where_the_host_calls(
        string key,
        string value,
        string code,
        string told
    )
    {
        var error = Assert.Throws<SupportKitException>(() => Make((key, value)));

        Assert.Equal(code, error.Code);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Delivery:MaxPollingInterval", "2.00:00:00")]
    [InlineData("Clock:MaxSkew", "2.00:00:00")]
    [InlineData("Attachments:SweepAfter", "100.00:00:00")] // half of it is longer than a timer can wait
    public void A_value_outside_its_range_is_refused(string key, string value)
    {
        using var services = Make((key, value));

        var error = Assert.Throws<SupportKitException>(() =>
        {
            _ = services.GetRequiredService<IOptions<DeliveryOptions>>().Value;
            _ = services.GetRequiredService<IOptions<ClockOptions>>().Value;
            _ = services.GetRequiredService<IOptions<AttachmentOptions>>().Value;
        });
        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
    }

    [Fact]
    public async Task The_desks_health_is_one_of_the_hosts_checks()
    {
        var host = new DeskFixture(desk => desk.Services.AddHealthChecks().AddSupportKit(tags: ["ready"]));
        await host.OpenAsync();
        var checks = host.Host.Services.GetRequiredService<HealthCheckService>();
        var ready = await checks.CheckHealthAsync(check => check.Tags.Contains("ready"));
        Assert.Equal(HealthStatus.Healthy, ready.Entries["supportkit"].Status);

        host.Time.Advance(NodaTime.Duration.FromMinutes(15)); // nobody delivers

        var late = await checks.CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, late.Entries["supportkit"].Status);
    }

    private static ServiceProvider Make(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSupportKit(From(settings));
        return services.BuildServiceProvider();
    }

    private static IConfigurationSection From(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create($"SupportKit:{setting.Key}", (string?)setting.Value))
            )
            .Build()
            .GetSection("SupportKit");
}
