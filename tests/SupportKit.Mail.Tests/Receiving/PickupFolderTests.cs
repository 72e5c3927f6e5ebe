using Microsoft.Extensions.DependencyInjection;

namespace SupportKit.Mail.Tests.Receiving;

/// <summary>Mails that are put into a folder.</summary>
public sealed class PickupFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pickup").FullName;
    private readonly MailDesk desk;

    public PickupFolderTests() =>
        desk = new MailDesk(null, builder => builder.UsePickupFolder(options => options.Path = folder));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<int> ProcessAsync() =>
        desk.Fixture.Host.Services.GetRequiredService<PickupFolder>().ProcessAsync(default);

    private IEnumerable<string> In(string inner) =>
        Directory.Exists(Path.Combine(folder, inner))
            ? Directory
                .GetFiles(Path.Combine(folder, inner))
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
            : [];

    [Fact]
    public async Task A_mail_becomes_a_ticket_and_stands_with_what_was_taken()
    {
        File.WriteAllText(Path.Combine(folder, "one.eml"), MailDesk.Mail("Hello", "Text."));
        File.WriteAllText(Path.Combine(folder, "half-written.tmp"), "From: ");

        Assert.Equal(1, await ProcessAsync());
        Assert.Equal(0, await ProcessAsync());

        Assert.Single(await desk.TicketsAsync());
        Assert.Equal(["one.eml", "one.txt"], In("taken"));
        Assert.StartsWith(
            "Opened",
            File.ReadAllText(Path.Combine(folder, "taken", "one.txt")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_no_mail_stands_apart_with_its_reason_and_holds_up_nothing()
    {
        File.WriteAllText(Path.Combine(folder, "0.eml"), "");
        File.WriteAllText(Path.Combine(folder, "1.eml"), MailDesk.Mail("Hello", "Text."));

        Assert.Equal(2, await ProcessAsync());

        Assert.Equal(
            "SetAside mail.message_unreadable\n",
            File.ReadAllText(Path.Combine(folder, "set-aside", "0.txt"))
        );
        Assert.Single(await desk.TicketsAsync());
    }

    [Fact]
    public async Task The_same_file_again_opens_nothing_and_replaces_nothing()
    {
        for (var i = 0; i < 2; i++)
        {
            File.WriteAllText(Path.Combine(folder, "one.eml"), MailDesk.Mail("Hello", "Text."));
            await ProcessAsync();
        }

        Assert.Single(await desk.TicketsAsync());
        Assert.Equal(["one-2.eml", "one-2.txt", "one.eml", "one.txt"], In("taken"));
    }
}
