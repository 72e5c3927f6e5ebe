using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Texts;

namespace SupportKit.Policies;

/// <summary>
/// Something that is so for the whole desk, for a time: an incident is published, a busy period is on. An operator turns
/// it on and off, or a calendar does. What holds for a ticket is what held when it was opened. Immutable.
/// </summary>
/// <param name="Id">Unique in the policy; the name of the yes/no fact that rules use.</param>
/// <param name="During">The calendar that turns it on while it is open; null when only an operator does.</param>
/// <param name="Label">What people call it.</param>
public sealed record Switch(string Id, string? During, LocalizedText Label)
{
    /// <summary>Reads <c>switches</c>: an object with <c>{ "label": …, "during": calendar }</c> per id.</summary>
    internal static ImmutableArray<Switch> Read(
        ObjectReader policy,
        ProblemList problems,
        IReadOnlyCollection<string> calendars
    )
    {
        var switches = ImmutableArray.CreateBuilder<Switch>();
        foreach (var (id, node) in policy.MembersOf("switches"))
        {
            var reader = ObjectReader.Of(node, problems);
            var during = reader.OptionalText("during");
            if (during is not null && !calendars.Contains(during))
                problems.Add(
                    "policy.calendar_unknown",
                    node,
                    $"There is no calendar \"{during}\".",
                    $"Declare it under \"calendars\", or write \"{Spelling.Nearest(during, calendars)}\" if that was meant."
                );
            switches.Add(new Switch(id, during, reader.OptionalLocalized("label") ?? LocalizedText.Of(id)));
            reader.RefuseOthers();
        }
        return switches.ToImmutable();
    }
}
