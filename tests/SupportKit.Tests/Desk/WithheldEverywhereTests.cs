using System.Collections;
using System.Reflection;
using System.Text;
using NodaTime;
using SupportKit.Decisions;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>What reading withholds from a person, no way out of the desk shows to them: each public method is walked, and all it gives back.</summary>
public class WithheldEverywhereTests
{
    private const string Marked = "secret";

    private static readonly Viewer Member = Viewer.OfRequester("ana");

    private readonly TicketLifeDeskFixture life = new(
        TicketLifePolicies.With(
            """
            "privacy": { "withhold": { "visibleIf": { "role": "admin" }, "facts": ["environment", "contact"], "messages": true } },
            "switches": { "busy": {} }
            """
        )
    );

    // Each gives what one method says; all are asked as the requester, who is a member only.
    private static readonly Dictionary<string, Func<SupportDesk, Ticket, Actor, Task<object?[]>>> Ways = new()
    {
        ["OpenAsync"] = async (desk, _, _) =>
            [
                await desk.OpenAsync(Full() with { CommandId = "again" }),
                await desk.OpenAsync(Full() with { CommandId = "again" }),
                await desk.OpenAsync(Full() with { Category = "none", Answers = FactSet.Empty }),
            ],
        ["ApplyAsync"] = async (desk, ticket, by) =>
            [
                await desk.ApplyAsync(ticket.Key, new TicketCommand.Reply(by, "My words."), commandId: "reply"),
                await desk.ApplyAsync(ticket.Key, new TicketCommand.Reply(by, "My words."), commandId: "reply"),
                await desk.ApplyAsync(ticket.Key, new TicketCommand.Acknowledge(by)),
                await desk.ApplyAsync(ticket.Key, new TicketCommand.Share(by, "rui")),
                await desk.ApplyAsync(ticket.Key, new TicketCommand.Escalate(by, "stuck", "web", FactSet.Empty)),
            ],
        ["AttachAsync"] = async (desk, ticket, by) =>
            [await AttachAsync(desk, ticket, by, "notes.txt"), await AttachAsync(desk, ticket, by, "notes.txt")],
        ["WithdrawAttachmentAsync"] = async (desk, ticket, by) =>
            [await desk.WithdrawAttachmentAsync(ticket.Key, by, ticket.Attachments[0].Id)],
        ["DiscloseAsync"] = async (desk, ticket, by) =>
            [await desk.DiscloseAsync(ticket.Key, by, ticket.Attachments[0].Id, "maker")],
        ["OpenAttachmentAsync"] = async (desk, ticket, by) =>
            [await desk.OpenAttachmentAsync(ticket.Key, Viewer.Of(by), ticket.Attachments[0].Id)],
        ["MergeAsync"] = async (desk, ticket, by) =>
            [await desk.MergeAsync(ticket.Key, (await desk.OpenAsync(Full())).OrThrow().Ticket.Id, by)],
        ["SplitAsync"] = async (desk, ticket, by) => [await desk.SplitAsync(ticket.Key, by, Full())],
        ["MigratePolicyAsync"] = async (desk, ticket, by) =>
            [await desk.MigratePolicyAsync(ticket.Key, by, SupportKit.Tickets.PolicyMigrationMode.Keep)],
        ["RecountPromisesAsync"] = async (desk, ticket, by) =>
            [await desk.RecountPromisesAsync(ticket.Key, by, keep: true)],
        ["RevealSecretsAsync"] = async (desk, ticket, by) => [await desk.RevealSecretsAsync(ticket.Key, by, 1)],
        ["ReviewAsync"] = async (desk, _, by) =>
            [(await Assert.ThrowsAsync<SupportKitException>(() => desk.ReviewAsync(by, Tenant))).Message],
        ["FindAsync"] = async (desk, ticket, by) => [await desk.FindAsync(ticket.Key, Viewer.Of(by))],
        ["FindByNumberAsync"] = async (desk, ticket, by) =>
            [await desk.FindByNumberAsync(ticket.Number!.Value, Viewer.Of(by), Tenant)],
        ["ReadAsync"] = async (desk, ticket, by) => [await desk.ReadAsync(ticket.Key, Viewer.Of(by), by)],
        ["GetHistoryAsync"] = async (desk, ticket, by) => [await desk.GetHistoryAsync(ticket.Key, Viewer.Of(by))],
        ["ListAsync"] = async (desk, _, by) => [await desk.ListAsync(new TicketQuery(Tenant, Viewer.Of(by)))],
        ["ListQueueAsync"] = async (desk, _, by) => [await desk.ListQueueAsync("desk", Viewer.Of(by))],
        ["CountAsync"] = async (desk, _, by) => [await desk.CountAsync(new TicketQuery(Tenant, Viewer.Of(by)))],
        ["GetAvailableActionsAsync"] = async (desk, ticket, by) =>
            [await desk.GetAvailableActionsAsync(ticket.Key, by)],
        ["CompareSlaAsync"] = async (desk, ticket, by) => [await desk.CompareSlaAsync(ticket.Key, Viewer.Of(by))],
        ["ReportAsync"] = async (desk, ticket, by) =>
            [
                (
                    await Assert.ThrowsAsync<SupportKitException>(() =>
                        desk.ReportAsync(by, ticket.OpenedAt, ticket.OpenedAt + Duration.FromDays(1), tenant: Tenant)
                    )
                ).Message,
            ],
        ["SwitchesAsync"] = async (desk, _, _) => [await desk.SwitchesAsync()],
        ["EndSwitchAsync"] = async (desk, _, _) => [await desk.EndSwitchAsync("busy", Actor.Agent("bia"))],
        ["TakeNextAsync"] = async (desk, _, by) => [await desk.TakeNextAsync("desk", by)],
        ["TakeNextFromQueuesAsync"] = async (desk, _, by) =>
            [await desk.TakeNextFromQueuesAsync(by with { Queues = ["desk"] })],
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    [Fact]
    public void Every_public_method_that_gives_something_back_is_walked() =>
        Assert.Equal(
            typeof(SupportDesk)
                .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.ReturnType.IsGenericType)
                .Select(method => method.Name)
                .Distinct()
                .Order(StringComparer.Ordinal),
            Ways.Keys.Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_withheld_comes_out(string way)
    {
        var ticket = await FullTicketAsync();

        var told = new StringBuilder();
        foreach (var given in await Ways[way](life.Desk, ticket, Ana))
            Write(told, given, []);

        Assert.DoesNotContain(Marked, told.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("PROD", told.ToString(), StringComparison.Ordinal);
    }

    // Without this, a walk that sees nothing would find nothing.
    [Theory]
    [InlineData("ApplyAsync")]
    [InlineData("FindAsync")]
    [InlineData("FindByNumberAsync")]
    [InlineData("GetHistoryAsync")]
    [InlineData("ReadAsync")]
    [InlineData("ListAsync")]
    public async Task The_desk_itself_is_shown_all_by_the_same_walk(string way)
    {
        var ticket = await FullTicketAsync();

        var told = new StringBuilder();
        foreach (var given in await Ways[way](life.Desk, ticket, Bia))
            Write(told, given, []);

        Assert.Contains(Marked, told.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static OpenRequest Full() =>
        Question() with
        {
            Title = "A secret title",
            Body = "A secret body",
            Answers = FactSet.Empty.With("environment", "PROD"),
        };

    private static async Task<DeskResult> AttachAsync(SupportDesk desk, Ticket ticket, Actor by, string name)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("a log"));
        return await desk.AttachAsync(ticket.Key, by, name, "text/plain", content, $"attach {name}");
    }

    private async Task<Ticket> FullTicketAsync()
    {
        var ticket = await life.OpenAsync(Full());
        await AttachAsync(life.Desk, ticket, Ana, "secret.txt");
        foreach (
            var command in (TicketCommand[])
                [
                    new TicketCommand.Note(Bia, "A secret note."),
                    new TicketCommand.Reply(Bia, "A secret answer."),
                    new TicketCommand.SetNextStep(Bia, "A secret step."),
                    new TicketCommand.ChangeFacts(Ana, Facts(("contact", "secret telephone"))),
                ]
        )
            await life.DoAsync(ticket, command);
        return await life.ReadAsync(ticket);
    }

    // Whatever a host could read of it, its reasons and messages included.
    private static void Write(StringBuilder told, object? value, HashSet<object> seen)
    {
        switch (value)
        {
            case null:
                return;
            case string or Enum or Guid or Type or NodaTime.Instant or NodaTime.Duration:
                told.AppendLine(value.ToString());
                return;
            case FactSet facts:
                foreach (var (name, known) in facts)
                    told.Append(name).Append('=').AppendLine(known.ToString());
                return;
            case IEnumerable many:
                foreach (var one in many)
                    Write(told, one, seen);
                return;
        }
        if (value.GetType().IsPrimitive || (!value.GetType().IsValueType && !seen.Add(value)))
            return;
        told.AppendLine(value.ToString());
        if (value is Decision decision)
            told.AppendLine(decision.Explain().ToJson()).AppendLine(decision.Explain().ToText());
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && value is not (Stream or Policy))
                Write(told, property.GetValue(value), seen);
        }
        foreach (var field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
            Write(told, field.GetValue(value), seen);
    }
}
