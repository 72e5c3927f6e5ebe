using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Desk;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Policies;

namespace SupportKit.AspNetCore;

/// <summary>A switch of the policy. Immutable.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="During">The calendar that turns it on by itself; null when only a person does.</param>
/// <param name="Subjects">What it can be about; empty for a switch that is about the whole desk.</param>
/// <param name="On">The times that go on now, the oldest first.</param>
internal sealed record SwitchView(
    string Id,
    string Title,
    string? During,
    ImmutableArray<NamedView> Subjects,
    ImmutableArray<SwitchOnView> On
)
{
    public static SwitchView Of(Switch declared, ImmutableArray<DeskSwitch> on, string language, TimeFormat times) =>
        new(
            declared.Id,
            declared.Label.Get(language),
            declared.During,
            [.. declared.Subjects.Select(one => new NamedView(one.Id, one.Label.Get(language)))],
            [
                .. on.Where(one => one.Name == declared.Id)
                    .Select(one => new SwitchOnView(
                        one.Subject,
                        PersonView.Of(one.StartedBy),
                        one.StartedAt,
                        times.Text(one.StartedAt)
                    )),
            ]
        );
}

/// <summary>That a switch is on.</summary>
/// <param name="Subject">What about; null for the whole desk.</param>
/// <param name="StartedBy">Who turned it on.</param>
/// <param name="StartedAt">When it was turned on, UTC.</param>
/// <param name="StartedAtText">The same as the reader is told it.</param>
internal sealed record SwitchOnView(
    string? Subject,
    PersonView StartedBy,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant StartedAt,
    string StartedAtText
);

/// <summary>What to turn on.</summary>
internal sealed record NewSwitchStart
{
    /// <summary>What about; null for a switch without subjects.</summary>
    public string? Subject { get; init; }
}

/// <summary>What to turn off.</summary>
internal sealed record NewSwitchEnd
{
    /// <summary>What about; null for a switch without subjects.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether those who wrote about it are told; true, unless said otherwise.</summary>
    public bool Tell { get; init; } = true;
}

/// <summary>How many there were.</summary>
/// <param name="Count">How many tickets were told, or messages sent again.</param>
internal sealed record CountedView(int Count);
