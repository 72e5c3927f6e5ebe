using SupportKit.Localization;

namespace SupportKit.Tickets;

/// <summary>
/// Masks, hides, erases or collects the members that a person wrote. Each command and each event
/// passes its own such members to the map, beside its declaration, and takes the results in their place.
/// </summary>
internal abstract class TextMap
{
    /// <summary>Whether the map gives another text in place of this one.</summary>
    /// <param name="field">What the text is to the person who wrote it, such as <c>title</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="mapped">What the map gives.</param>
    public bool Changes(string field, WrittenText text, out WrittenText mapped)
    {
        mapped = Map(field, text);
        return mapped != text;
    }

    /// <summary>Whether the map gives another name in place of this one.</summary>
    /// <param name="field">What the name is to the person who gave it, such as <c>environment</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="mapped">What the map gives.</param>
    /// <param name="erased">
    /// What stands in place of the name once its person is erased; null for a name of the host's systems or of whom files went to,
    /// which stays.
    /// </param>
    public bool Changes(string field, WrittenName name, out WrittenName mapped, string? erased = null)
    {
        mapped = Map(field, name, erased);
        return mapped != name;
    }

    /// <summary>Whether the map gives other facts in place of these.</summary>
    public bool Changes(FactSet facts, out FactSet mapped)
    {
        mapped = Map(facts);
        return !ReferenceEquals(mapped, facts);
    }

    /// <summary>What stands in place of a text.</summary>
    protected virtual WrittenText Map(string field, WrittenText text) => text;

    /// <summary>What stands in place of a name.</summary>
    protected virtual WrittenName Map(string field, WrittenName name, string? erased) => name;

    /// <summary>What stands in place of facts; the very set when nothing changes.</summary>
    protected virtual FactSet Map(FactSet facts) => facts;
}
