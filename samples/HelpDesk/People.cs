using SupportKit;

namespace HelpDesk;

/// <summary>Stands for the host's own user table. Everybody in it is made up.</summary>
public sealed class People : IRequesterDirectory
{
    private static readonly Dictionary<string, Requester> Known = new[]
    {
        Person("ana", "pt-BR", contract: true),
        Person("tomas", "en", contract: true),
        Person("guest", "en", contract: false),
    }.ToDictionary(person => person.Id);

    public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken) =>
        Task.FromResult(Known.GetValueOrDefault(requester));

    private static Requester Person(string id, string language, bool contract) =>
        new(id, language, FactSet.Empty.With("contract", contract));
}
