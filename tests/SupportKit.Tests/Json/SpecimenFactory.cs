using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Tests.Decisions;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Json;

/// <summary>A value of any public type in which no member is left out, and all that can be read of it.</summary>
internal static class SpecimenFactory
{
    private static readonly Instant When = At("2026-03-02T11:00:00.123456Z");

    public static object Make(Type type)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Known(type) is { } known)
            return known;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var element = type.GetGenericArguments()[0];
            var one = Array.CreateInstance(element, 1);
            one.SetValue(Make(element), 0);
            return typeof(ImmutableArray)
                .GetMethods()
                .Single(method =>
                    method.Name == nameof(ImmutableArray.Create)
                    && method.GetParameters() is [{ ParameterType.IsArray: true }]
                )
                .MakeGenericMethod(element)
                .Invoke(null, [one])!;
        }
        if (type.IsAbstract)
            throw new InvalidOperationException($"Nothing here makes a {type.Name}.");
        var constructor =
            type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).FirstOrDefault()
            ?? throw new InvalidOperationException($"{type.Name} has no public constructor.");
        var made = constructor.Invoke([.. constructor.GetParameters().Select(one => Make(one.ParameterType))]);
        foreach (var member in type.GetProperties().Where(one => one.SetMethod is { IsPublic: true }))
        {
            if (constructor.GetParameters().All(one => one.Name != member.Name))
                member.SetValue(made, Make(member.PropertyType));
        }
        return made;
    }

    /// <summary>Every public property, however deep; but not the queues of an actor, who is the same without them.</summary>
    public static string AllOf(object? value)
    {
        var told = new StringBuilder();
        Tell(told, value, "");
        return told.ToString();
    }

    private static object? Known(Type type) =>
        type switch
        {
            _ when type == typeof(string) => "an-id",
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 7L,
            _ when type == typeof(double) => 0.5,
            _ when type == typeof(bool) => true,
            _ when type == typeof(Guid) => Id.Value,
            _ when type == typeof(TicketId) => Id,
            _ when type == typeof(TicketNumber) => new TicketNumber("ACME", 1042),
            _ when type == typeof(Instant) => When,
            _ when type == typeof(Duration) => Duration.FromHours(36) + Duration.FromSeconds(1),
            _ when type == typeof(WrittenText) => (WrittenText)"Olá – “words”.",
            _ when type == typeof(WrittenName) => (WrittenName)"BUG-1",
            _ when type == typeof(FactValue) => (FactValue)"PROD",
            _ when type == typeof(FactSet) => Facts(("environment", "PROD"), ("seats", 3), ("workaround", false)),
            _ when type == typeof(SlaDuration) => SlaDuration.Parse("4h"),
            _ when type == typeof(Ticket) => Specimens.FullTicket(TicketLifePolicies.Plain, "open"),
            _ when type == typeof(TicketEvent) => new TicketEvent.AgentReplied("Some words."),
            _ when type == typeof(TicketCommand) => new TicketCommand.Acknowledge(Ana),
            _ when type == typeof(ImmutableSortedDictionary<string, string>) => ImmutableSortedDictionary<
                string,
                string
            >.Empty.Add("title", "A title"),
            _ when type == typeof(ImmutableSortedDictionary<StateCategory, long>) => ImmutableSortedDictionary<
                StateCategory,
                long
            >.Empty.Add(StateCategory.Pending, 7),
            _ when type == typeof(LocalizedText) => LocalizedText.Invariant("A text."),
            _ => null,
        };

    private static void Tell(StringBuilder told, object? value, string path)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case null:
                return;
            case string or Enum or Guid or Instant or Duration or FactValue:
                told.Append(path).Append(" = ").Append(value).AppendLine();
                return;
            case FactSet facts:
                foreach (var (name, known) in facts)
                    told.Append(path).Append('.').Append(name).Append(" = ").Append(known).AppendLine();
                return;
            case IEnumerable many:
                var i = 0;
                foreach (var one in many)
                    Tell(told, one, $"{path}[{i++}]");
                return;
        }
        if (value.GetType().IsPrimitive)
        {
            told.Append(path).Append(" = ").Append(value).AppendLine();
            return;
        }
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (
                property.GetIndexParameters().Length == 0
                && (value, property.Name) is not (Actor, nameof(Actor.Queues) or nameof(Actor.Organization))
            )
                Tell(told, property.GetValue(value), $"{path}.{property.Name}");
        }
    }
}
