using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Policies;

/// <summary>Reads the section <c>macros</c>: an object with <c>{ "title": …, "text": …, "acknowledges": true }</c> per id.</summary>
internal static class MacroReader
{
    public static ImmutableArray<Macro> Read(ObjectReader policy, ProblemList problems)
    {
        var macros = ImmutableArray.CreateBuilder<Macro>();
        foreach (var (id, node) in policy.MembersOf("macros"))
        {
            var reader = ObjectReader.Of(node, problems);
            var title = reader.OptionalLocalized("title") ?? LocalizedText.Invariant(id);
            var text = reader.Required("text") is { } written
                ? TextReading.Localized(written, problems)
                : LocalizedText.Invariant("");
            macros.Add(new Macro(id, title, text, reader.OptionalFlag("acknowledges") ?? false));
            reader.RejectUnknownProperties();
        }
        return macros.ToImmutable();
    }
}
