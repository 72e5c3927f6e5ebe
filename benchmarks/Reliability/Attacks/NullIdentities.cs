using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace SupportKit.Reliability.Attacks;

internal sealed class NullIdentities()
    : Attack(
        "10",
        "Every factory of an actor, a viewer, a key and a query is given no identity, a blank one, and one with NUL; the export is asked for nobody.",
        "null saw every ticket with its internal notes, and exported the tenant",
        "Factories that accept, of all there are by reflection, and bytes of the export."
    )
{
    private static readonly string?[] Nobody = [null, "", "  ", "an\0a"];

    public override IReadOnlyList<string> Engines => Place.All;

    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var (tried, accepted) = (0, 0);
        foreach (var type in (Type[])[typeof(Actor), typeof(Viewer), typeof(TicketKey), typeof(TicketQuery)])
        foreach (var factory in Factories(type))
        {
            var parameters = factory.GetParameters();
            for (var at = 0; at < parameters.Length; at++)
            {
                if (parameters[at].ParameterType != typeof(string))
                    continue;
                tried++;
                accepted += Nobody.Any(id => Accepts(factory, parameters, at, id)) ? 1 : 0;
            }
        }
        var desk = place.Open();
        await Place.SeedAsync(desk, "default", stop);
        using var written = new MemoryStream();
        try
        {
            await desk.GetRequiredService<PersonalDataService>().ExportAsync("default", null!, written, stop);
            accepted++;
        }
        catch (ArgumentException)
        {
            // which is what it should be
        }
        return new(
            $"{accepted} of {tried} accept; {written.Length} bytes exported",
            accepted == 0 && tried > 4 && written.Length == 0
        );
    }

    private static IEnumerable<MethodBase> Factories(Type type) =>
        [
            .. type.GetConstructors(),
            .. type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.ReturnType == type && !method.IsSpecialName),
        ];

    private static bool Accepts(MethodBase factory, ParameterInfo[] parameters, int at, string? id)
    {
        object?[] given =
        [
            .. parameters.Select(
                object? (one) =>
                    one.ParameterType == typeof(string) ? "ana"
                    : one.ParameterType == typeof(Viewer) ? Viewer.Desk
                    : one.ParameterType == typeof(Actor) ? Actor.Agent("bia")
                    : one.ParameterType.IsValueType ? Activator.CreateInstance(one.ParameterType)
                    : null
            ),
        ];
        given[at] = id;
        try
        {
            _ = factory is ConstructorInfo constructor ? constructor.Invoke(given) : factory.Invoke(null, given);
            return true;
        }
        catch (TargetInvocationException refused) when (refused.InnerException is ArgumentException)
        {
            return false;
        }
    }
}
