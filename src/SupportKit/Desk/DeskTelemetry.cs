using System.Diagnostics;
using System.Diagnostics.Metrics;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>
/// Metrics and traces of the desk, all under one name; docs/observability.md lists them. They hold ids of tickets and
/// tenants, and names from the code and the policy; never who asked, or anything that anybody wrote.
/// </summary>
internal static class DeskTelemetry
{
    public const string Name = "SupportKit";
    public const string Command = "supportkit.command";
    public const string Outcome = "supportkit.outcome";
    public const string Refusal = "supportkit.refusal";
    public const string Tenant = "supportkit.tenant";
    public const string Ticket = "supportkit.ticket";
    public const string Error = "error.type";

    public static readonly ActivitySource Activities = new(Name);
    public static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Commands = Meter.CreateCounter<long>(
        "supportkit.commands",
        "{command}",
        "Commands that came to an end."
    );

    private static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>(
        "supportkit.commit.duration",
        "s",
        "How long the store took to commit."
    );

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "supportkit.commit.conflicts",
        "{commit}",
        "Commits that lost a race and were decided again."
    );

    private static readonly Counter<long> Swept = Meter.CreateCounter<long>(
        "supportkit.attachments.swept",
        "{file}",
        "Files whose content a worker deleted, as no ticket names them."
    );

    private static readonly Counter<long> LeftAside = Meter.CreateCounter<long>(
        "supportkit.facts.unknown",
        "{fact}",
        "Facts and plans of the host's that a policy does not know, each once."
    );

    private static readonly Counter<long> NotKept = Meter.CreateCounter<long>(
        "supportkit.secrets.not_kept",
        "{message}",
        "Messages whose masked secrets the policy has kept, and that could not be."
    );

    /// <summary>What was masked could not be kept; it is lost, as it is without <c>redaction.keep</c>.</summary>
    public static void SecretsNotKept(string tenant, Exception error) =>
        NotKept.Add(1, new(Tenant, tenant), new(Error, error.GetType().FullName));

    /// <summary>The host states what the tenant's policy does not know.</summary>
    public static void FactLeftAside(string tenant, string fact) =>
        LeftAside.Add(1, new(Tenant, tenant), new("supportkit.fact", fact));

    /// <summary>Content was deleted that no ticket names.</summary>
    public static void AttachmentSwept() => Swept.Add(1);

    /// <summary>Counts a command by what became of it, inside an activity of its own.</summary>
    /// <param name="activity">The activity's name.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="ticket">The ticket; null when it is yet to be.</param>
    /// <param name="run">Carries it out.</param>
    public static async Task<DeskResult> RunAsync(
        string activity,
        string command,
        string tenant,
        TicketId? ticket,
        Func<Task<DeskResult>> run
    )
    {
        using var doing = Activities.StartActivity(activity);
        doing?.SetTag(Command, command).SetTag(Tenant, tenant).SetTag(Ticket, ticket?.ToString());
        try
        {
            var result = await run().ConfigureAwait(false);
            var refusal = (result as DeskResult.Refused)?.Refusal.Code;
            var outcome = result switch
            {
                DeskResult.Succeeded { Decision: null } => "repeated",
                DeskResult.Succeeded => "accepted",
                DeskResult.Refused => "refused",
                _ => throw new UnreachableException("A result is accepted or refused."),
            };
            if (result is DeskResult.Succeeded { Ticket.Id: var id })
                doing?.SetTag(Ticket, id.ToString());
            doing?.SetTag(Outcome, outcome).SetTag(Refusal, refusal);
            Count(command, outcome, refusal);
            return result;
        }
        catch (Exception error)
        {
            Fail(doing, error);
            Count(command, "failed", null);
            throw;
        }
    }

    /// <summary>Counts a command that ended.</summary>
    public static void Count(string command, string outcome, string? refusal)
    {
        var tags = new TagList { { Command, command }, { Outcome, outcome } };
        if (refusal is not null)
            tags.Add(Refusal, refusal);
        Commands.Add(1, tags);
    }

    /// <summary>Records one call of the store and what became of the commits in it.</summary>
    public static void Committed(TimeSpan took, params ReadOnlySpan<CommitOutcome> outcomes)
    {
        CommitDuration.Record(took.TotalSeconds);
        foreach (var outcome in outcomes)
        {
            if (outcome == CommitOutcome.Conflict)
                Conflicts.Add(1);
        }
    }

    /// <summary>An activity failed. Only the kind of error is told: its words may be somebody's.</summary>
    public static void Fail(Activity? activity, Exception error) =>
        activity?.SetTag(Error, error.GetType().FullName).SetStatus(ActivityStatusCode.Error);
}
