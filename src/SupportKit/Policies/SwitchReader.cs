using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Policies;

/// <summary>Reads the section <c>switches</c>.</summary>
internal static class SwitchReader
{
    /// <summary>Reads <c>switches</c>: an object with <c>{ "label": …, "during": calendar }</c> per id.</summary>
    public static ImmutableArray<Switch> Read(ObjectReader policy, ProblemList problems, IReadOnlySet<string> calendars)
    {
        var switches = ImmutableArray.CreateBuilder<Switch>();
        foreach (var (id, node) in policy.MembersOf("switches"))
        {
            var reader = ObjectReader.Of(node, problems);
            var during = reader.OptionalText("during");
            if (during is not null && !calendars.Contains(during))
                problems.Add(
                    SupportKitErrors.PolicyCalendarUnknown,
                    node,
                    $"There is no calendar \"{during}\".",
                    $"Declare it under \"calendars\"{problems.OrWrite(during, calendars)}."
                );
            switches.Add(new Switch(id, during, reader.OptionalLocalized("label") ?? LocalizedText.Invariant(id)));
            reader.RejectUnknownProperties();
        }
        return switches.ToImmutable();
    }
}
