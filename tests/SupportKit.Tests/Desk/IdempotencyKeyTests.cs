using System.Text;
using SupportKit.Storage;
using SupportKit.Testing;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>A command's id stands for that command on that ticket; with anything else it is refused, and nothing is done.</summary>
public class IdempotencyKeyTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    public static TheoryData<TicketCommand> Others =>
        [
            new TicketCommand.Reply(Bia, "Another answer."),
            new TicketCommand.Reply(Bia, "An answer.", AsksBack: true),
            new TicketCommand.Reply(Caio, "An answer."),
            new TicketCommand.Note(Bia, "An answer."),
            new TicketCommand.Acknowledge(Bia),
        ];

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task With_another_command_it_is_refused(TicketCommand other)
    {
        var ticket = await life.OpenAsync();
        var command = new TicketCommand.Reply(Bia, "An answer.");
        var first = (await SendAsync(ticket, command)).OrThrow();

        Assert.Equal("command.id_in_use", CodeOf(await SendAsync(ticket, other)));
        Assert.Equal(first.Ticket.Version, (await life.ReadAsync(ticket)).Version);
        Assert.Equal(first.Ticket.Version, (await SendAsync(ticket, command)).OrThrow().Ticket.Version);
    }

    [Fact]
    public async Task With_the_same_command_on_another_ticket_it_is_refused()
    {
        var (one, other) = (await life.OpenAsync(), await life.OpenAsync());
        var command = new TicketCommand.Acknowledge(Bia);
        (await SendAsync(one, command)).OrThrow();

        Assert.Equal("command.id_in_use", CodeOf(await SendAsync(other, command)));
        Assert.Equal(other.Version, (await life.ReadAsync(other)).Version);
    }

    [Fact]
    public async Task An_opening_is_told_by_what_was_asked_and_not_by_what_the_host_states()
    {
        var request = Question() with { CommandId = "once" };
        var opened = await life.OpenAsync(request);

        Assert.Equal(opened.Id, (await life.OpenAsync(request)).Id);
        foreach (
            var other in (OpenRequest[])
                [
                    request with
                    {
                        Title = "Another title",
                    },
                    request with
                    {
                        Body = "Other words.",
                    },
                    request with
                    {
                        Category = "billing",
                    },
                    request with
                    {
                        Requester = "rui",
                    },
                    request with
                    {
                        OnBehalf = Bia,
                    },
                ]
        )
            Assert.Equal("command.id_in_use", CodeOf(await life.Desk.OpenAsync(other)));
        Assert.Equal("command.id_in_use", CodeOf(await SendAsync(opened, new TicketCommand.Acknowledge(Bia))));
    }

    [Fact]
    public async Task A_race_that_is_lost_to_another_command_of_the_same_id_is_refused()
    {
        var (one, other) = (await life.OpenAsync(), await life.OpenAsync());
        var rival = new TicketCommand.Acknowledge(Bia);
        var desk = life.NewDesk(new Racing(life.Store, async () => (await SendAsync(other, rival)).OrThrow()));

        Assert.Equal("command.id_in_use", CodeOf(await desk.ApplyAsync(Key(one), rival, commandId: "once")));
        Assert.Equal(one.Version, (await life.ReadAsync(one)).Version);
    }

    [Fact]
    public async Task A_file_is_attached_once_and_another_under_its_id_is_refused()
    {
        var (ticket, other) = (await life.OpenAsync(), await life.OpenAsync());
        (await AttachAsync(ticket, "hello", "a.txt")).OrThrow();

        var again = (await AttachAsync(ticket, "hello", "a.txt")).OrThrow();
        Assert.Single(again.Ticket.Attachments);
        Assert.Equal("command.id_in_use", CodeOf(await AttachAsync(ticket, "hallo", "a.txt")));
        Assert.Equal("command.id_in_use", CodeOf(await AttachAsync(ticket, "hello", "b.txt")));
        Assert.Equal("command.id_in_use", CodeOf(await AttachAsync(other, "hello", "a.txt")));
        Assert.Single((await life.ReadAsync(ticket)).Attachments);
        Assert.Empty((await life.ReadAsync(other)).Attachments);
    }

    [Fact]
    public async Task Eight_uploads_of_one_id_at_once_attach_one_file()
    {
        var ticket = await life.OpenAsync();

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => AttachAsync(ticket, "hello", "a.txt")))
        );

        var file = Assert.Single((await life.ReadAsync(ticket)).Attachments);
        Assert.All(results, result => Assert.Equal(file.Id, Assert.Single(result.OrThrow().Ticket.Attachments).Id));
        using var content = await life.Desk.OpenAttachmentAsync(Key(ticket), Viewer.Desk, file.Id);
        Assert.NotNull(content);
    }

    private Task<DeskResult> SendAsync(Ticket ticket, TicketCommand command) =>
        life.Desk.ApplyAsync(Key(ticket), command, commandId: "once");

    private async Task<DeskResult> AttachAsync(Ticket ticket, string text, string name)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await life.Desk.AttachAsync(Key(ticket), Ana, name, "text/plain", content, "upload");
    }

    /// <summary>A store in which somebody else's commit comes just before the first.</summary>
    private sealed class Racing(ITicketStore inner, Func<Task> rival) : DelegatingTicketStore(inner)
    {
        private bool raced;

        public override async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken)
        {
            if (!raced)
            {
                raced = true;
                await rival();
            }
            return await base.CommitAsync(commit, cancellationToken);
        }
    }
}
