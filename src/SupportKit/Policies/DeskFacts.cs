using System.Collections.Immutable;
using SupportKit.Intake;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Texts;

namespace SupportKit.Policies;

/// <summary>The facts the desk itself states; their domains come from the policy's other sections.</summary>
public static class DeskFacts
{
    /// <summary>What the request is about.</summary>
    public const string Category = "category";

    /// <summary>How it came in.</summary>
    public const string Channel = "channel";

    /// <summary>The requester's language; one the desk speaks.</summary>
    public const string Language = "language";

    /// <summary>How urgent it is; known once decided, so to routing and promises.</summary>
    public const string Priority = "priority";

    /// <summary>Who gets it; known once decided, so to promises.</summary>
    public const string Queue = "queue";

    internal static IReadOnlyList<FactDeclaration> Declare(
        ImmutableArray<Channel> channels,
        ImmutableArray<Category> categories,
        ImmutableArray<string> languages,
        ImmutableArray<string> priorities,
        ImmutableArray<Queue> queues
    ) =>
        [
            Choice(Category, [.. categories.Select(category => category.Id)]),
            Choice(Channel, [.. channels.Where(channel => channel.Official).Select(channel => channel.Id)]),
            Choice(Language, languages),
            Choice(Priority, priorities),
            Choice(Queue, [.. queues.Select(queue => queue.Id)]),
        ];

    private static FactDeclaration Choice(string name, ImmutableArray<string> values) =>
        new(name, FactType.Choice, FactSource.Desk, values, LocalizedText.Of(name));
}
