using System.Reflection;
using SupportKit.Tickets;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Queries;

/// <summary>Nobody in particular is an error, and never the one who sees most.</summary>
public class IdentityTests
{
    private static readonly string[] Ids = ["id", "Id", "tenant", "Tenant", "requester", "person", "replacement"];

    public static TheoryData<string?> NoIds => [(string?)null, "", " ", "\t", "a\0b", "\ud800", "a\udc00b"];

    /// <summary>Every way to make one of these, by its name and parameter; a new one that lets an absent id in fails here.</summary>
    public static TheoryData<string, string> Factories =>
        new(
            from type in (Type[])
                [typeof(Actor), typeof(Viewer), typeof(Requester), typeof(TicketKey), typeof(TicketQuery)]
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.ReturnType == type)
                .Concat<MethodBase>(type.GetConstructors())
            from parameter in method.GetParameters()
            where parameter.ParameterType == typeof(string) && Ids.Contains(parameter.Name)
            select ($"{type.Name}.{method.Name}", parameter.Name!)
        );

    [Theory]
    [MemberData(nameof(Factories))]
    public void No_identity_is_made_of_an_absent_id(string factory, string name)
    {
        var (type, method) = Find(factory);
        foreach (var id in NoIds)
        {
            var error = Assert.Throws<TargetInvocationException>(() => Make(type, method, name, id));
            Assert.Equal(
                name,
                Assert.IsAssignableFrom<ArgumentException>(error.InnerException).ParamName,
                ignoreCase: true
            );
        }
        Assert.NotNull(Make(type, method, name, "ana"));
    }

    [Fact]
    public void All_factories_are_found() => Assert.True(Factories.Count >= 10, $"{Factories.Count} were found.");

    [Fact]
    public void An_identity_does_not_lose_its_id_afterwards()
    {
        Assert.Throws<ArgumentNullException>(() => Actor.Requester("ana") with { Id = null! });
        Assert.Throws<ArgumentNullException>(() => new TicketQuery("acme", Viewer.Desk) with { Viewer = null! });
        Assert.Throws<ArgumentNullException>(() => new TicketQuery("acme", null!));
        Assert.Throws<ArgumentNullException>(() => Viewer.Of(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Viewer.Of(new Actor((ActorKind)99, "ana")));
    }

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task The_desk_takes_no_command_from_nobody(string? id)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var ticket = await life.OpenAsync();

        await ThrowsAsync(() => life.Desk.OpenAsync(Question() with { Requester = id! }));
        await ThrowsAsync(() => life.Desk.OpenAsync(Question() with { Tenant = id! }));
        await ThrowsAsync(() => life.Desk.ApplyAsync(Key(ticket), null!));
        await ThrowsAsync(() => life.Desk.FindAsync(Key(ticket), null!));
        await ThrowsAsync(() => life.Desk.GetHistoryAsync(Key(ticket), null!));
        await ThrowsAsync(() => life.Desk.CompareSlaAsync(Key(ticket), null!));
        await ThrowsAsync(() => life.Desk.OpenAttachmentAsync(Key(ticket), null!, "file"));
        await ThrowsAsync(() => life.Desk.GetAvailableActionsAsync(Key(ticket), null!));
        await ThrowsAsync(() => life.Desk.MergeAsync(Key(ticket), ticket.Id, null!));
        await ThrowsAsync(() => life.Desk.AttachAsync(Key(ticket), null!, "a.txt", "text/plain", Stream.Null));
        if (id is not null)
            await ThrowsAsync(() =>
                life.Desk.ApplyAsync(Key(ticket), new TicketCommand.Reply(Bia, "An answer."), commandId: id)
            );
    }

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task Nobody_s_data_is_neither_given_out_nor_erased(string? id)
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        await life.OpenAsync();
        var data = new PersonalDataService(life.Store, life.Store, life.Files, life.Policies, life.Archive, life.Time);
        using var document = new MemoryStream();

        await ThrowsAsync(() => data.ExportAsync(Tenant, id!, document));
        await ThrowsAsync(() => data.ExportAsync(id!, "ana", document));
        await ThrowsAsync(() => data.EraseAsync(Tenant, id!, "gone"));
        await ThrowsAsync(() => data.EraseAsync(Tenant, "ana", id!));
        Assert.Equal(0, document.Length);
    }

    [Fact]
    public void A_stored_actor_without_an_id_is_not_read_as_somebody() =>
        Assert.ThrowsAny<Exception>(() =>
            TicketJson.ReadRecordedEvent(
                """{"sequence":1,"at":"2026-03-02T09:00:00Z","by":{"kind":"Requester"},"event":{"type":"reopened"}}"""
            )
        );

    private static async Task ThrowsAsync(Func<Task> act) => await Assert.ThrowsAnyAsync<ArgumentException>(act);

    private static (Type Type, MethodBase Method) Find(string factory)
    {
        var parts = factory.Split('.', 2);
        var type = typeof(Actor).Assembly.GetType($"SupportKit.{parts[0]}", throwOnError: true)!;
        return (
            type,
            parts[1] == ".ctor"
                ? type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!
                : type.GetMethod(parts[1])!
        );
    }

    private static object? Make(Type type, MethodBase method, string name, string? id)
    {
        var values = method
            .GetParameters()
            .Select(parameter =>
                parameter.Name == name ? id
                : parameter.ParameterType == typeof(string) ? "en"
                : parameter.ParameterType == typeof(FactSet) ? FactSet.Empty
                : parameter.ParameterType == typeof(Viewer) ? Viewer.Desk
                : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
                : null
            )
            .ToArray();
        return method is ConstructorInfo constructor ? constructor.Invoke(values) : method.Invoke(null, values);
    }
}
