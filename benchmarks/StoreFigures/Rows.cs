using NodaTime;
using SupportKit.Decisions;
using SupportKit.Rules;
using SupportKit.Storage;

namespace SupportKit.StoreFigures;

/// <summary>Commits to measure with: an incident of Digibee's, decided for real (6 events, 2 messages, 3 promises).</summary>
internal static class Rows
{
    public static readonly string PolicyText = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "digibee.json"));

    public static readonly Policy Policy = Policy.Parse(PolicyText);

    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 11, 0);

    private static readonly FactSet Facts = FactSet.Of([
        Fact("category", "incident"),
        Fact("channel", "platform"),
        Fact("language", "en"),
        Fact("contract", true),
        Fact("signedIn", true),
        Fact("pipelineName", "orders-sync"),
        Fact("environment", "PROD"),
        Fact("impact", "total"),
        Fact("workaround", false),
        Fact("pipelineKey", "a1b2"),
        Fact("errorMessage", "connect timed out"),
        Fact("errorAt", "2026-03-02 07:58"),
        Fact("expected", "orders arrive"),
        Fact("actual", "nothing arrives"),
        Fact("analysis", "retried three times"),
    ]);

    /// <summary>What of it the requester answers in the form.</summary>
    public static FactSet Answers { get; } = Facts.Without(["category", "channel", "language", "contract", "signedIn"]);

    /// <summary>The same incident as a host sends it.</summary>
    public static OpenRequest Request { get; } =
        new()
        {
            Requester = "ana",
            Category = "incident",
            Channel = "platform",
            Title = "Connectors down",
            Body = "Nothing arrives since eight o'clock.",
            Answers = Answers,
            Stated = FactSet.Empty.With("signedIn", true),
        };

    /// <summary>Opens a ticket.</summary>
    public static TicketCommit Open(string requester = "ana", TicketNumber? number = null)
    {
        var request = new NewTicket
        {
            Tenant = "default",
            Id = new TicketId(Guid.CreateVersion7()),
            Number = number,
            Requester = requester,
            Title = "Connectors down",
            Body = "Nothing arrives since eight o'clock.",
        };
        var accepted = (Decision.Accepted)Decider.Open(Policy, request, Facts, Start);
        return new TicketCommit(accepted.Ticket, accepted.Events, accepted.Messages, 0, null);
    }

    private static KeyValuePair<string, FactValue> Fact(string name, FactValue value) =>
        KeyValuePair.Create(name, value);
}
