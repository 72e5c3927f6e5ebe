using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Texts;

namespace SupportKit.Intake;

/// <summary>A way in, or a place the desk may point to. Immutable.</summary>
/// <param name="Id">Unique in the policy; the value of the fact <c>channel</c> when requests come in by it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Official">Whether requests may come in by it; false for a place people are only sent to.</param>
public sealed record Channel(string Id, LocalizedText Title, bool Official)
{
    /// <summary>Reads <c>channels</c>: an object with <c>{ "title": …, "official": false }</c> per id.</summary>
    internal static ImmutableArray<Channel> Read(ObjectReader policy, ProblemList problems)
    {
        var channels = ImmutableArray.CreateBuilder<Channel>();
        foreach (var (id, node) in policy.MembersOf("channels"))
        {
            var channel = ObjectReader.Of(node, problems);
            var title = channel.OptionalLocalized("title") ?? LocalizedText.Of(id);
            channels.Add(new Channel(id, title, channel.OptionalFlag("official") ?? true));
            channel.RefuseOthers();
        }
        if (!channels.Any(channel => channel.Official))
            problems.Add(
                "policy.channels_missing",
                policy.Node,
                "No request can ever come in: there is no official channel.",
                "Declare one under \"channels\"."
            );
        return channels.ToImmutable();
    }
}
