using NodaTime;

namespace HelpDesk.Tests;

/// <summary>What the README promises of <c>--mail FOLDER</c>.</summary>
public sealed class MailFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("helpdesk-mail").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_mail_that_is_dropped_into_the_folder_becomes_a_ticket_of_who_wrote_it()
    {
        using var host = new HelpDeskFixture { MailFolder = folder };
        var ana = await Visitor.SignInAsync(host, "ana");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "hello.part"),
            """
            From: Ana <ana@people.example>
            To: support@desk.example
            Subject: Nothing loads
            Message-ID: <nothing-loads@people.example>

            Since noon, the page stays white.
            """
        );
        File.Move(Path.Combine(folder, "hello.part"), Path.Combine(folder, "hello.eml"));

        var taken = Path.Combine(folder, "taken", "hello.eml");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(taken))
        {
            patience.Token.ThrowIfCancellationRequested();
            host.Time.Advance(Duration.FromSeconds(2));
            await ana.GetAsync("/support/tickets"); // the workers go on meanwhile
        }

        var ticket = Assert.Single((await ana.GetAsync("/support/tickets"))["tickets"]!.AsArray())!;
        Assert.Equal("Nothing loads", (string?)ticket["title"]);
    }
}
