using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Policies;

/// <summary>The facts the desk itself states; their domains come from the policy's other sections.</summary>
public static class BuiltInFacts
{
    /// <summary>What the request is about.</summary>
    public const string Category = DeskFactNames.Category;

    /// <summary>How it came in.</summary>
    public const string Channel = "channel";

    /// <summary>The requester's language; one the desk speaks.</summary>
    public const string Language = "language";

    /// <summary>The requester's plan, which the host's directory states; declared when the policy has plans.</summary>
    public const string Plan = "plan";

    /// <summary>How urgent it is; known once decided, so to routing and promises.</summary>
    public const string Priority = DeskFactNames.Priority;

    /// <summary>Who gets it; known once decided, so to promises.</summary>
    public const string Queue = DeskFactNames.Queue;

    private static readonly ImmutableArray<string> Weekdays =
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];

    /// <summary>The day's name as the fact <see cref="DerivedFacts.Weekday"/> has it.</summary>
    internal static string NameOf(NodaTime.IsoDayOfWeek day) => Weekdays[(int)day - 1];

    /// <summary>Declares the choices; an empty domain declares nothing.</summary>
    internal static IEnumerable<FactDeclaration> Declare(
        IEnumerable<string> channels,
        IEnumerable<string> categories,
        IEnumerable<string> languages,
        IEnumerable<string> priorities,
        IEnumerable<string> queues
    ) =>
        [
            Choice(Category, categories),
            Choice(Channel, channels),
            Choice(Language, languages),
            Choice(Priority, priorities),
            Choice(Queue, queues),
            Choice(DerivedFacts.Weekday, Weekdays),
        ];

    /// <summary>Declares what plans, switches and calendars bring.</summary>
    internal static IEnumerable<FactDeclaration> Declare(
        ImmutableArray<Plan> plans,
        ImmutableArray<Switch> switches,
        IEnumerable<string> calendars
    )
    {
        if (!plans.IsEmpty)
            yield return Choice(Plan, plans.Select(plan => plan.Id)) with
            {
                Source = FactSource.Requester,
            };
        foreach (var entitlement in plans.SelectMany(plan => plan.Entitlements).Distinct())
            yield return YesNo(DerivedFacts.Entitled(entitlement), LocalizedText.Invariant(entitlement));
        foreach (var calendar in calendars)
        {
            yield return YesNo(DerivedFacts.During(calendar), LocalizedText.Invariant(calendar));
            yield return Choice(DerivedFacts.BusinessDay(calendar), Weekdays);
        }
        foreach (var declared in switches)
        {
            yield return YesNo(declared.Id, declared.Label);
            foreach (var subject in declared.Subjects)
                yield return YesNo(declared.FactOf(subject), subject.Label);
        }
    }

    private static FactDeclaration Choice(string name, IEnumerable<string> values) =>
        new(name, FactType.Choice, FactSource.Desk, [.. values], LocalizedText.Invariant(name));

    private static FactDeclaration YesNo(string name, LocalizedText label) =>
        new(name, FactType.Boolean, FactSource.Desk, [], label);
}
