using System.Text;
using NodaTime;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Decisions;

/// <summary>
/// A password in a name that is compared later: the command is refused, and nothing of it is stored or sent. Each of these
/// was once recorded as it was typed, and some were mailed.
/// </summary>
public class SecretNameTests
{
    // Apart from the word before it, so that the project's own sources hold nothing to mask.
    private const string Secret = "Hunter2-Hunter2";

    private static readonly string Name = $"PROD, password: {Secret}";

    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain)
    {
        People = { ["ana"] = new Requester("ana", "en", Facts(("role", "admin"))) },
    };

    [Fact]
    public Task In_the_environment_that_access_is_granted_to() =>
        RefusesAsync(_ => new TicketCommand.GrantAccess(Ana, Name, Monday + Duration.FromHours(1)));

    [Fact]
    public Task In_the_reference_of_a_link() =>
        RefusesAsync(_ => new TicketCommand.Link(Bia, LinkKind.Bug, $"BUG-7 {Name}"));

    [Fact]
    public Task In_the_environment_of_a_change() =>
        RefusesAsync(_ => new TicketCommand.ProposeChange(Bia, Name, "A longer time-out."));

    [Fact]
    public Task In_the_third_party_that_a_file_is_asked_for() =>
        RefusesAsync(file => new TicketCommand.RequestApproval(Bia, file, Name));

    [Fact]
    public Task In_the_third_party_that_may_have_a_file() =>
        RefusesAsync(file => new TicketCommand.ApproveAttachment(Ana, file, Name));

    [Fact]
    public async Task In_the_media_type_of_a_file_whose_content_is_not_kept_either()
    {
        var ticket = await life.OpenAsync();
        using var content = new MemoryStream([1]);

        var result = await life.Desk.AttachAsync(Key(ticket), Ana, "a.txt", $"text/plain; password={Secret}", content);

        Assert.Equal("command.name_secret", CodeOf(result));
        Assert.Empty((await life.ReadAsync(ticket)).Attachments);
        await AssertNowhereAsync(ticket, result);
    }

    private async Task RefusesAsync(Func<string, TicketCommand> command)
    {
        var ticket = await life.OpenAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        ticket = (await life.Desk.AttachAsync(Key(ticket), Ana, "a.txt", "text/plain", content)).OrThrow().Ticket;

        var result = await life.ApplyAsync(ticket, command(ticket.Attachments[0].Id));

        Assert.Equal("command.name_secret", CodeOf(result));
        Assert.Equal(ticket.Version, (await life.ReadAsync(ticket)).Version);
        await AssertNowhereAsync(ticket, result);
    }

    private async Task AssertNowhereAsync(Ticket ticket, DeskResult result)
    {
        var history = await life.Desk.GetHistoryAsync(Key(ticket), Viewer.Desk);
        var sent = await life.SentAsync();
        string[] kept =
        [
            .. history.Select(TicketJson.Write),
            .. sent.Select(mail => mail.Subject + mail.Body),
            Assert.IsType<DeskResult.Refused>(result).Refusal.Reason,
        ];
        Assert.All(kept, text => Assert.DoesNotContain(Secret, text));
    }
}
