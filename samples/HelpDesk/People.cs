using SupportKit;

namespace HelpDesk;

/// <summary>Somebody who can sign in to the demonstration.</summary>
/// <param name="Id">The host's id of the person.</param>
/// <param name="About">Who they are, in a few words.</param>
/// <param name="Language">What they read.</param>
/// <param name="HasContract">Whether they are a customer with a contract.</param>
/// <param name="Roles">What they do at the desk; nothing for a customer.</param>
public sealed record Person(string Id, string About, string Language, bool HasContract, params string[] Roles)
{
    /// <summary>The zone that they are told times in; null for that of their browser.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>Stands for the host's own user table. Everybody in it is made up.</summary>
/// <param name="policy">The sample policy that asks; null for Digibee's.</param>
public sealed class People(Policy? policy = null) : IRequesterDirectory
{
    public static IReadOnlyList<Person> All { get; } =
    [
        new("ana", "customer, reads Portuguese", "pt-BR", HasContract: true) { TimeZone = "America/Sao_Paulo" },
        new("tomas", "customer, reads English", "en", HasContract: true),
        new("guest", "visitor without a contract", "en", HasContract: false),
        new("bia", "agent", "en", HasContract: false, "support-agent"),
        new("dora", "leads the agents", "en", HasContract: false, "support-agent", "support-lead"),
    ];

    public static Person? Find(string id) => All.FirstOrDefault(person => person.Id == id);

    public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken) =>
        Task.FromResult(
            Find(requester) is { } person
                ? new Requester(person.Id, person.Language, FactsOf(person)) { TimeZone = person.TimeZone }
                : null
        );

    // Each sample policy asks something else of the table; who has no contract has bought nothing, and is nobody's admin or contact.
    private FactSet FactsOf(Person person)
    {
        var isCustomer = person.HasContract;
        var plan = FactSet.Empty.With("plan", isCustomer ? "premium" : "free");
        return policy?.Id switch
        {
            "atlassian-cloud" => plan.With("admin", isCustomer),
            "gitlab" => plan.With("contact", isCustomer),
            "heroku" => FactSet.Empty.With("plan", isCustomer ? "premium" : "standard").With("registered", isCustomer),
            null or "digibee" => FactSet.Empty.With("contract", isCustomer),
            _ => FactSet.Empty,
        };
    }
}
