using System.Reflection;
using SupportKit.Decisions;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Decisions;

/// <summary>Each command is one row of the table of operations, and only whole operations are public.</summary>
public class OperationsTests
{
    private static readonly Policy Policy = Small();

    private static readonly string[] StepsOfTheDesk =
    [
        nameof(TicketCommand.Open),
        nameof(TicketCommand.MergeInto),
        nameof(TicketCommand.ReceiveMerge),
        nameof(TicketCommand.SplitOff),
        nameof(TicketCommand.ContinueIn),
        nameof(TicketCommand.TellSwitchEnded),
        nameof(TicketCommand.RevealSecrets),
        nameof(TicketCommand.Attach),
        nameof(TicketCommand.WithdrawAttachment),
        nameof(TicketCommand.Disclose),
        nameof(TicketCommand.MigratePolicy),
        nameof(TicketCommand.ProcessDeadlines),
    ];

    public static TheoryData<string> Commands => new(CommandTypes().Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_has_one_row(string command) =>
        Assert.Single(Operations.All, row => row.Command.Name == command);

    [Theory]
    [MemberData(nameof(Commands))]
    public void Only_a_step_that_the_desk_takes_itself_is_hidden_from_hosts(string command) =>
        Assert.Equal(
            !StepsOfTheDesk.Contains(command),
            CommandTypes().Single(type => type.Name == command).IsNestedPublic
        );

    [Fact]
    public void A_host_cannot_make_a_command_of_its_own() =>
        Assert.DoesNotContain(
            typeof(TicketCommand).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            // The one that copies can be inherited, but not called without a command to copy.
            constructor =>
                (constructor.IsPublic || constructor.IsFamily)
                && constructor.GetParameters()[0].ParameterType == typeof(Actor)
        );

    [Fact]
    public void An_attempt_is_the_command_of_its_row()
    {
        var ticket = Opened(Policy, SmallQuestion);
        var situation = new Situation(Policy, ticket, Agent, ticket.OpenedAt);

        Assert.All(
            Operations.All,
            row => Assert.All(row.Attempts(situation), attempt => Assert.IsType(row.Command, attempt.Command))
        );
    }

    [Fact]
    public void Operations_have_names_of_their_own() =>
        Assert.Equal(Operations.All.Length, Operations.All.Select(row => row.Name).Distinct().Count());

    private static IEnumerable<Type> CommandTypes() =>
        typeof(TicketCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TicketCommand)));
}
