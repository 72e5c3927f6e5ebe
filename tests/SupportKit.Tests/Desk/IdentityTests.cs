using System.Reflection;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Desk;

/// <summary>Who is not named is nobody. Nothing takes the absence of a name for everybody, or keeps a name that a store cannot.</summary>
public class IdentityTests
{
    private static readonly string[] Names = ["id", "requester", "agent", "tenant", "with", "replacement"];

    // What is stored of a decision that was made: its names came through a command.
    private static readonly Type[] Recorded =
    [
        typeof(TicketEvent),
        typeof(TermsAcceptance),
        typeof(TicketAttachment),
        typeof(AccessGrant),
        typeof(ProposedChange),
    ];

    private static readonly string?[] Unfit = [null, "", "  ", "an\0a", "ana\ud83d", "\ude00ana"];

    public static TheoryData<Type, string> Factories =>
        [
            .. from type in typeof(SupportDesk).Assembly.GetExportedTypes()
            where !Recorded.Contains(type) && !Recorded.Contains(type.DeclaringType)
            where type.Namespace is "SupportKit"
            where
                type.IsAssignableTo(typeof(TicketCommand))
                || type == typeof(Actor)
                || type == typeof(Viewer)
                || type == typeof(TicketKey)
                || type == typeof(TicketQuery)
                || type == typeof(Requester)
            from factory in FactoriesOf(type)
            from parameter in factory.GetParameters()
            where IsIdentity(parameter)
            select new TheoryDataRow<Type, string>(type, $"{factory}|{parameter.Name}"),
        ];

    [Theory]
    [MemberData(nameof(Factories), DisableDiscoveryEnumeration = true)]
    public void A_factory_refuses_an_identity_that_is_missing_or_that_no_store_can_keep(Type type, string which)
    {
        var factory = FactoriesOf(type).Single(one => which.StartsWith($"{one}|", StringComparison.Ordinal));
        var parameters = factory.GetParameters();
        var at = Array.FindIndex(parameters, one => which.EndsWith($"|{one.Name}", StringComparison.Ordinal));
        Assert.NotNull(Made(factory, [.. parameters.Select(Sample)]));

        object?[] unfit = parameters[at].ParameterType == typeof(string) ? Unfit : [null];
        foreach (var value in unfit)
        {
            if (value is null && IsNullable(parameters[at]))
                continue;
            object?[] given = [.. parameters.Select(Sample)];
            given[at] = value;
            Assert.IsAssignableFrom<ArgumentException>(Record.Exception(() => Made(factory, given)));
        }
    }

    [Fact]
    public void The_walk_sees_the_factories_that_once_took_nobody_for_everybody() =>
        Assert.Superset(
            new HashSet<Type>
            {
                typeof(Actor),
                typeof(Viewer),
                typeof(TicketKey),
                typeof(TicketQuery),
                typeof(Requester),
                typeof(TicketCommand.Share),
                typeof(TicketCommand.Reply),
            },
            Factories.Select(row => row.Data.Item1).ToHashSet()
        );

    [Fact]
    public void An_actor_of_a_kind_that_is_not_known_sees_nothing() =>
        Assert.ThrowsAny<ArgumentException>(() => Viewer.Of(Actor.Agent("bia") with { Kind = (ActorKind)99 }));

    [Fact]
    public async Task An_export_or_an_erasure_of_nobody_is_refused_and_writes_nothing()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        await desk.OpenAsync();
        var data = new PersonalDataService(desk.Store, desk.Store, desk.Files, desk.Policies, desk.Archive, desk.Time);
        foreach (var nobody in Unfit)
        {
            using var destination = new MemoryStream();
            await Assert.ThrowsAnyAsync<ArgumentException>(() =>
                data.ExportAsync(TicketLifeDeskFixture.Tenant, nobody!, destination)
            );
            Assert.Equal(0, destination.Length);
            await Assert.ThrowsAnyAsync<ArgumentException>(() =>
                data.EraseAsync(TicketLifeDeskFixture.Tenant, nobody!, "gone")
            );
        }
    }

    [Fact]
    public async Task A_default_key_names_no_ticket_and_a_missing_viewer_sees_none()
    {
        var desk = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var ticket = await desk.OpenAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => desk.Desk.FindAsync(default, Viewer.Desk));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => desk.Desk.GetHistoryAsync(default, Viewer.Desk));
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            desk.Desk.ApplyAsync(default, new TicketCommand.Acknowledge(TicketLifeDeskFixture.Bia))
        );
        await Assert.ThrowsAnyAsync<ArgumentException>(() => desk.Desk.FindAsync(ticket.Key, null!));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => desk.Desk.GetHistoryAsync(ticket.Key, null!));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => desk.Desk.OpenAttachmentAsync(ticket.Key, null!, "a"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => desk.Store.FindAsync(ticket.Key, null!, default));
    }

    [Theory]
    [InlineData("""{"kind":"Agent"}""")]
    [InlineData("""{"kind":"Agent","id":null}""")]
    [InlineData("""{"kind":"Agent","id":""}""")]
    public void An_event_whose_actor_has_no_id_is_not_read(string actor)
    {
        var json = TicketJson.Write(
            new RecordedEvent(1, Monday, Actor.Agent("bia"), new TicketEvent.InternalNoteAdded("Seen."))
        );
        var whole = """{"kind":"Agent","id":"bia"}""";
        Assert.Contains(whole, json);

        Assert.Throws<System.Text.Json.JsonException>(() =>
            TicketJson.ReadRecordedEvent(json.Replace(whole, actor, StringComparison.Ordinal))
        );
    }

    private static bool IsIdentity(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(Actor)
        || parameter.ParameterType == typeof(Viewer)
        || (
            parameter.ParameterType == typeof(string)
            && Names.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
        );

    private static bool IsNullable(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static IEnumerable<MethodBase> FactoriesOf(Type type) =>
        [
            .. type.GetConstructors(),
            .. type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.ReturnType == type && !method.IsSpecialName),
        ];

    private static object? Made(MethodBase factory, object?[] given)
    {
        try
        {
            return factory is ConstructorInfo constructor ? constructor.Invoke(given) : factory.Invoke(null, given);
        }
        catch (TargetInvocationException error)
        {
            throw error.InnerException!;
        }
    }

    private static object? Sample(ParameterInfo parameter) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(string) => "ana",
            var type when type == typeof(Actor) => Actor.Agent("bia"),
            var type when type == typeof(Viewer) => Viewer.Desk,
            var type when type == typeof(FactSet) => FactSet.Empty,
            var type when type == typeof(SupportKit.Localization.WrittenText) => (SupportKit.Localization.WrittenText)
                "words",
            var type when type == typeof(SupportKit.Localization.WrittenName) => (SupportKit.Localization.WrittenName)
                "name",
            var type when type.IsValueType => Activator.CreateInstance(type),
            _ => null,
        };
}
