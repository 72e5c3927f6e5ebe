using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Policies;

/// <summary>
/// Something that is true for a time, such as a published incident or a busy period: for the whole desk, or for the requests that are about one
/// of its subjects. An operator turns it on and off, or a calendar does. A ticket keeps what was on when it was opened. Immutable.
/// </summary>
/// <param name="Id">Unique in the policy; the name of the yes/no fact that rules use.</param>
/// <param name="During">The calendar that turns it on while it is open, for the whole desk; null when only an operator does.</param>
/// <param name="Label">What people call it.</param>
public sealed record Switch(string Id, string? During, LocalizedText Label)
{
    /// <summary>What it can be about; empty for a switch that is about the whole desk. Several can be on at once.</summary>
    public ImmutableArray<SwitchSubject> Subjects { get; init; } = [];

    /// <summary>The yes/no fact that says that a request is about a subject that is on.</summary>
    internal string FactOf(SwitchSubject subject) => $"{Id}.{subject.Id}";
}

/// <summary>What a switch can be about, and how requests about it are recognized. Immutable.</summary>
/// <param name="Id">Unique in the switch.</param>
/// <param name="Label">What people call it.</param>
public sealed record SwitchSubject(string Id, LocalizedText Label)
{
    /// <summary>Of which requests it is the subject: by category, channel, language, plan, and the facts of the form and of the host.</summary>
    internal Condition When { get; init; } = Condition.Always;
}
