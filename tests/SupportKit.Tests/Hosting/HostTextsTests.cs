using Microsoft.Extensions.DependencyInjection;
using SupportKit.Localization;

namespace SupportKit.Tests.Hosting;

/// <summary>A host says things in its own words, and in languages that SupportKit does not speak.</summary>
public class HostTextsTests
{
    [Fact]
    public async Task What_a_host_replaces_is_what_leaves_and_what_it_resolves()
    {
        var host = new DeskFixture(desk =>
            desk.ReplaceText("en", "mail.opened-with-promise.subject", "Got it: {title}")
                .AddTexts("ja", """{ "state.open": "対応中" }""")
        );
        await host.Host.StartAsync();
        var first = host.Transport.Next;
        await host.OpenAsync();

        Assert.StartsWith("Got it: ", (await first.WaitAsync(TimeSpan.FromSeconds(30))).Heading());
        var texts = host.Host.Services.GetRequiredService<TextCatalog>();
        Assert.Equal("対応中", texts.Get("ja", "state.open"));
        await host.Host.StopAsync();
    }

    [Fact]
    public void A_text_that_would_never_be_said_is_refused_where_the_host_writes_it() =>
        Assert.Equal(
            "texts.key_unknown",
            Assert
                .Throws<SupportKitException>(() =>
                    new DeskFixture(desk => desk.ReplaceText("en", "mail.opend.subject", ""))
                )
                .Code
        );
}
