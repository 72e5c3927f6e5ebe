using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Intake;

/// <summary>Reads the section <c>channels</c>.</summary>
internal static class ChannelReader
{
    /// <summary>Reads <c>channels</c>: an object with <c>{ "title": …, "official": false }</c> per id.</summary>
    public static ImmutableArray<Channel> Read(ObjectReader policy, ProblemList problems)
    {
        var channels = ImmutableArray.CreateBuilder<Channel>();
        foreach (var (id, node) in policy.MembersOf("channels"))
        {
            var channel = ObjectReader.Of(node, problems);
            var title = channel.OptionalLocalized("title") ?? LocalizedText.Invariant(id);
            channels.Add(new Channel(id, title, channel.OptionalFlag("official") ?? true));
            channel.RejectUnknownProperties();
        }
        if (!channels.Any(channel => channel.Official))
            problems.Add(
                SupportKitErrors.PolicyChannelsMissing,
                policy.Node,
                "No channel accepts requests, so no ticket can be opened.",
                "Declare one under \"channels\"."
            );
        return channels.ToImmutable();
    }
}
