using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Hosting;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Desk;

/// <summary>An argument that is missing is refused by its name, whichever method it was given to.</summary>
public class ArgumentTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static TheoryData<string, string> Required =>
        [
            .. new[] { typeof(SupportDesk), typeof(TenantDesk), typeof(PersonalDataService) }
                .SelectMany(type =>
                    type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                )
                .Where(method => !method.IsSpecialName)
                .SelectMany(method =>
                    method.GetParameters().Where(IsRequired).Select(missing => (Of(method), missing.Name!))
                ),
        ];

    [Theory]
    [MemberData(nameof(Required))]
    public async Task A_missing_argument_is_named(string method, string missing)
    {
        var host = new DeskFixture();
        var found = (MethodInfo)Methods[method];
        object target =
            found.DeclaringType == typeof(SupportDesk) ? host.Desk
            : found.DeclaringType == typeof(TenantDesk) ? host.Desk.ForTenant(SupportDesk.DefaultTenant)
            : host.Host.Services.GetRequiredService<PersonalDataService>();

        var error = await Record.ExceptionAsync(() =>
        {
            try
            {
                var given = found.GetParameters().Select(p => p.Name == missing ? Missing(p) : Given(p)).ToArray();
                return found.Invoke(target, given) as Task ?? Task.CompletedTask;
            }
            catch (TargetInvocationException thrown)
            {
                return Task.FromException(thrown.InnerException!);
            }
        });

        Assert.Equal(missing, Assert.IsAssignableFrom<ArgumentException>(error).ParamName);
    }

    public static TheoryData<string> Builders =>
        [
            .. typeof(SupportKitBuilder)
                .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method is { IsSpecialName: false, IsGenericMethod: false })
                .Where(method => method.GetParameters() is [var first, ..] && IsRequired(first))
                .Select(Of),
        ];

    [Theory]
    [MemberData(nameof(Builders))]
    public void What_the_host_leaves_out_is_named_where_it_is_written(string method)
    {
        var found = (MethodInfo)Methods[method];
        var first = found.GetParameters()[0];
        var rest = found
            .GetParameters()
            .Skip(1)
            .Select(p =>
                p.HasDefaultValue ? p.DefaultValue
                : p.ParameterType == typeof(string) ? "x"
                : null
            );

        var error = Assert
            .Throws<TargetInvocationException>(() =>
                found.Invoke(new ServiceCollection().AddSupportKit(), [null, .. rest])
            )
            .InnerException;

        Assert.Equal(first.Name, Assert.IsAssignableFrom<ArgumentException>(error).ParamName);
    }

    [Fact]
    public void A_request_names_what_it_lacks()
    {
        var error = Assert.Throws<ArgumentNullException>(() =>
            new OpenRequest
            {
                Requester = "ana",
                Category = null!,
                Channel = "web",
                Title = "T",
                Body = "B",
            }
        );
        Assert.Equal("Category", error.ParamName);
        Assert.Equal(
            "by",
            Assert.Throws<ArgumentNullException>(() => new TicketCommand.Reply(null!, "Hello.")).ParamName
        );
    }

    private static readonly Dictionary<string, MethodBase> Methods = new[]
    {
        typeof(SupportDesk),
        typeof(TenantDesk),
        typeof(PersonalDataService),
        typeof(SupportKitBuilder),
    }
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method is { IsSpecialName: false, IsGenericMethod: false })
        .ToDictionary(Of, method => (MethodBase)method);

    private static string Of(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => $"{p.ParameterType} {p.Name}"))})";

    private static bool IsRequired(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TicketKey)
        || (
            !parameter.ParameterType.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.NotNull
        );

    private static object? Missing(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TicketKey) ? default(TicketKey) : null;

    private static object? Given(ParameterInfo parameter) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(TicketKey) => new TicketKey(SupportDesk.DefaultTenant, Id),
            var type when type == typeof(TicketId) => Id,
            var type when type == typeof(TicketCommand) => new TicketCommand.Note(Agent, "A note."),
            var type when type == typeof(Actor) => Agent,
            var type when type == typeof(Viewer) => Viewer.Desk,
            var type when type == typeof(OpenRequest) => DeskFixture.Request(),
            var type when type == typeof(TicketQuery) => new TicketQuery(SupportDesk.DefaultTenant, Viewer.Desk),
            var type when type == typeof(Stream) => new MemoryStream(),
            var type when type == typeof(string) => parameter.Name == "tenant" ? SupportDesk.DefaultTenant : "x",
            var type when type == typeof(PolicyMigrationMode) => default(PolicyMigrationMode),
            var type when type == typeof(int) => 1,
            var type when type == typeof(bool) => true,
            var type when type == typeof(CancellationToken) => CancellationToken.None,
            _ => null,
        };
}
