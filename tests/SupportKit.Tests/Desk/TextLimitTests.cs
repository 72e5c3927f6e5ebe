using SupportKit.Desk;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Texts have limits, and what is longer is refused before anything else is done with it.</summary>
public class TextLimitTests
{
    private static readonly TextOptions Limits = new();
    private static readonly string Long = new('x', Limits.MaxTextLength + 1);

    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    public static TheoryData<string> Fields => ["title", "body", "environment"];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_request_with_too_long_a_text_opens_nothing(string field)
    {
        var request = field switch
        {
            "title" => Question() with { Title = new string('x', Limits.MaxTitleLength + 1) },
            "body" => Question() with { Body = Long },
            _ => Question() with { Answers = FactSet.Empty.With(field, Long) },
        };

        var refused = Assert.IsType<DeskResult.Refused>(await life.Desk.OpenAsync(request));

        Assert.Equal(SupportKitErrors.CommandTextOversized, refused.Refusal.Code);
        Assert.Contains(field, refused.Refusal.Reason);
        Assert.Empty((await life.Desk.ListAsync(new TicketQuery(Tenant, Viewer.Desk))).Tickets);
    }

    [Fact]
    public async Task A_text_of_exactly_the_limit_is_taken()
    {
        var ticket = await life.OpenAsync(
            Question() with
            {
                Title = new string('x', Limits.MaxTitleLength),
                Body = Long[1..],
            }
        );
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, Long[1..]));
    }

    [Fact]
    public async Task No_command_takes_a_longer_text()
    {
        var ticket = await life.OpenAsync();
        TicketCommand[] commands =
        [
            new TicketCommand.Reply(Bia, Long),
            new TicketCommand.Note(Bia, Long),
            new TicketCommand.SetNextStep(Bia, Long),
            new TicketCommand.ChangePriority(Bia, "high", Long),
            new TicketCommand.ChangeFacts(Ana, Facts(("contact", Long))),
        ];
        foreach (var command in commands)
            Assert.Equal(SupportKitErrors.CommandTextOversized, await life.RefusedAsync(ticket, command));
        Assert.Equal(ticket.Version, (await life.ReadAsync(ticket)).Version);
    }

    /// <summary>Whatever a megabyte is made of: decided and stored within fifty megabytes.</summary>
    [Theory]
    [InlineData('x')]
    [InlineData('\u0301')]
    [InlineData('日')]
    [InlineData('1')]
    [InlineData('-')]
    [InlineData('@')]
    public async Task A_request_of_any_size_is_answered_within_a_budget(char one)
    {
        foreach (var length in (int[])[Limits.MaxTextLength, 1_000_000])
        {
            var request = Question() with { Body = new string(one, length) };
            await life.Desk.OpenAsync(Question()); // what is made once is made
            var before = GC.GetAllocatedBytesForCurrentThread();
            await life.Desk.OpenAsync(request);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
        }
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1_001, 100)]
    [InlineData(100, 0)]
    [InlineData(100, 1_000_001)]
    public void Limits_that_cannot_work_are_refused(int title, int text)
    {
        var error = Assert.Throws<SupportKitException>(() =>
            new TextOptionsCheck().Validate(null, new TextOptions { MaxTitleLength = title, MaxTextLength = text })
        );
        Assert.Equal(SupportKitErrors.HostingOptionImpossible, error.Code);
    }
}
