using System.Collections.Immutable;

namespace SupportKit.AspNetCore;

/// <summary>Who somebody is at the desk, and what of the policy they choose from. Immutable.</summary>
/// <param name="Id">The host's id of them.</param>
/// <param name="IsLead">Whether they lead agents.</param>
/// <param name="Desk">What people call the desk.</param>
/// <param name="TimeZone">The tz database's id of the desk's zone.</param>
/// <param name="Priorities">The priorities, the most urgent first.</param>
/// <param name="Categories">What requests can be about.</param>
/// <param name="Channels">How requests come in.</param>
/// <param name="Escalation">What an escalation asks; null when the policy has none.</param>
internal sealed record MeView(
    string Id,
    bool IsLead,
    string Desk,
    string TimeZone,
    ImmutableArray<string> Priorities,
    ImmutableArray<NamedView> Categories,
    ImmutableArray<NamedView> Channels,
    EscalationView? Escalation
)
{
    public static MeView Of(Call call)
    {
        var (policy, language) = (call.Policy, call.Language);
        return new MeView(
            call.Actor.Id,
            call.Actor.Kind == ActorKind.Lead,
            policy.Name.Get(language),
            policy.TimeZone.Id,
            policy.Priorities,
            [.. policy.Intake.Categories.Select(one => new NamedView(one.Id, one.Title.Get(language)))],
            [.. policy.Channels.Select(one => new NamedView(one.Id, one.Title.Get(language)))],
            EscalationView.OfDesk(policy.Escalation, policy.Channels[0].Id, language)
        );
    }
}

/// <summary>Something of the policy, and what people call it.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What people call it.</param>
internal sealed record NamedView(string Id, string Title);
