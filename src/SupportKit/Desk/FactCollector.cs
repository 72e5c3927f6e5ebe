using SupportKit.BusinessTime;
using SupportKit.Localization;
using SupportKit.Policies;
using SupportKit.Redaction;
using SupportKit.Rules;

namespace SupportKit.Desk;

/// <summary>Collects the facts of a request, each from the source that its declaration names.</summary>
internal static class FactCollector
{
    /// <summary>The facts; or the refusal of answers that the form may not give.</summary>
    public static (FactSet Facts, Refusal? Refusal) Gather(
        Policy policy,
        OpenRequest request,
        Requester requester,
        IReadOnlyCollection<DeskSwitch> switches,
        HostFacts? told = null
    )
    {
        var rejected = policy.Intake.For(request.Category).Reject(request.Answers);
        if (!rejected.IsEmpty)
        {
            // A refusal is shown and logged too.
            string Shown(FactValue value) =>
                policy.Redaction.Secrets ? SecretRedactor.Redact(value.ToString()).Text : value.ToString();
            return (
                FactSet.Empty,
                new Refusal.CommandRefused(
                    SupportKitErrors.IntakeAnswerRejected,
                    ("answers", Phrase.List(rejected.Select(answer => answer.Describe(Shown(answer.Value))), "; ")),
                    ("fields", Phrase.List(rejected.Select(answer => answer.Label)))
                )
            );
        }

        var facts = request
            .Answers.With(Trusted(policy, request.Stated, FactSource.Request, request.Tenant, told))
            .With(OfPerson(policy, requester, request.Tenant, told))
            .With(BuiltInFacts.Category, request.Category)
            .With(BuiltInFacts.Channel, request.Channel)
            .With(BuiltInFacts.Language, LanguageOf(policy, requester));
        return (SwitchedOn(policy, facts, switches), null);
    }

    // What is on for the whole desk, and for the subjects that the request is about.
    private static FactSet SwitchedOn(Policy policy, FactSet facts, IReadOnlyCollection<DeskSwitch> switches)
    {
        var request = facts;
        foreach (var declared in policy.Switches)
        {
            if (declared.Subjects.IsEmpty && IsOn(declared, null))
                facts = facts.With(declared.Id, true);
            foreach (var subject in declared.Subjects)
                if (IsOn(declared, subject.Id) && subject.When.Holds(request))
                    facts = facts.With(declared.Id, true).With(declared.FactOf(subject), true);
        }
        return facts;

        bool IsOn(Switch declared, string? subject) =>
            switches.Any(one => one.IsOn && one.Name == declared.Id && one.Subject == subject);
    }

    /// <summary>What the host's directory says of a person, as far as the policy declares it.</summary>
    public static FactSet OfPerson(Policy policy, Requester person, string tenant, HostFacts? told) =>
        Trusted(policy, person.Facts, FactSource.Requester, tenant, told);

    // The host may know more than a policy asks, which is told once; but its value of a declared fact must be in the fact's domain.
    private static FactSet Trusted(Policy policy, FactSet stated, FactSource source, string tenant, HostFacts? told)
    {
        var declared = FactSet.Of(stated.Where(fact => policy.Facts.Find(fact.Key)?.Source == source));
        if (declared.Count < stated.Count)
            foreach (var (name, _) in stated)
                if (policy.Facts.Find(name)?.Source != source)
                    told?.LeftAside(tenant, policy, name, source);
        declared = WithoutUnknownPlan(policy, declared, tenant, told);
        foreach (var (name, value) in declared)
        {
            if (policy.Facts.Find(name) is { } fact && !fact.Admits(value))
                throw new SupportKitException(
                    SupportKitErrors.HostFactNotAdmitted,
                    $"The host says \"{name}\" is \"{value}\", but it is {fact.DescribeDomain()}.",
                    "Correct the host, or widen the fact's declaration in the policy."
                );
        }
        return declared;
    }

    // Billing may know a plan before the policy does. Its customers are then served as those without one, rather than not at all.
    private static FactSet WithoutUnknownPlan(Policy policy, FactSet stated, string tenant, HostFacts? told)
    {
        if (
            stated[BuiltInFacts.Plan] is not { Kind: FactValueKind.Text } plan
            || policy.Facts.Find(BuiltInFacts.Plan) is not { Type: FactType.Choice } fact
            || fact.Admits(plan)
        )
            return stated;
        told?.PlanUnknown(tenant, plan.Text, string.Join(", ", fact.Values));
        return stated.Without([BuiltInFacts.Plan]);
    }

    /// <summary>The person's own time zone; null when the host states none.</summary>
    /// <exception cref="SupportKitException">There is no such zone.</exception>
    public static string? TimeZoneOf(Requester person) => TimeZoneOf(person.Id, person.TimeZone);

    /// <summary>As <see cref="TimeZoneOf(Requester)"/>, of anybody.</summary>
    public static string? TimeZoneOf(string person, string? stated) =>
        stated is not { } zone || TimeZoneData.Provider.GetZoneOrNull(zone) is not null
            ? stated
            : throw new SupportKitException(
                SupportKitErrors.HostTimeZoneUnknown,
                $"The host says that \"{person}\" is in the time zone \"{zone}\", which there is not.",
                TimeZoneData.Nearest(zone) is { } near
                    ? $"Did you mean \"{near}\"? Give a name of the tz database, or none."
                    : "Give a name of the tz database, such as Europe/Paris, or none."
            );

    /// <summary>The language that the desk writes to the person in: theirs, when the desk speaks it, or else its own.</summary>
    public static string LanguageOf(Policy policy, Requester requester) => LanguageOf(policy, requester.Language);

    /// <summary>The language, when the desk speaks it, or else the desk's own.</summary>
    public static string LanguageOf(Policy policy, string language)
    {
        var code = language.Split('-')[0];
        return policy.Languages.Contains(code) ? code : policy.Languages[0];
    }
}
