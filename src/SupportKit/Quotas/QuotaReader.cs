using NodaTime;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Quotas;

/// <summary>
/// Reads <c>quotas</c>: rules whose <c>then</c> is <c>"unlimited"</c>, or <c>{ "tickets": 5, "within": "month", "open": 2, "per":
/// "organization" }</c>. Without the section, and for requests that no rule covers, nothing is limited.
/// </summary>
internal sealed class QuotaReader(ProblemList problems)
{
    private const string Unlimited = "unlimited";
    private const int MostDays = 366;

    private static readonly Dictionary<string, QuotaPeriod> Periods = new(StringComparer.Ordinal)
    {
        ["day"] = QuotaPeriod.Day,
        ["week"] = QuotaPeriod.Week,
        ["month"] = QuotaPeriod.Month,
        ["year"] = QuotaPeriod.Year,
    };

    private static readonly Dictionary<string, bool> Holders = new(StringComparer.Ordinal)
    {
        ["requester"] = false,
        ["organization"] = true,
    };

    /// <summary>Reads the section <c>quotas</c> of a policy.</summary>
    public static RuleSet<Quota> Read(ObjectReader policy, ConditionReader conditions, ProblemList problems) =>
        RuleSetReader.Read(
            "quotas",
            policy.ItemsOf("quotas"),
            conditions,
            problems,
            new QuotaReader(problems).ReadOutcome
        );

    private Quota ReadOutcome(ObjectReader rule)
    {
        var node = rule.Required("then");
        if (node is null or { IsText: true, Text: Unlimited })
            return Quota.Unlimited;
        if (!node.IsObject)
        {
            problems.AddWrongKind(node, "\"unlimited\", or an object with \"tickets\" and \"within\", or \"open\"");
            return Quota.Unlimited;
        }
        var then = new ObjectReader(node, problems);
        var (open, tickets) = (Count(then, "open"), Count(then, "tickets"));
        var within = then.Optional("within");
        var isOfOrganization = then.OptionalChoice("per", Holders, false);
        then.RejectUnknownProperties();
        if (!then.Has("open") && !then.Has("tickets"))
            problems.Add(
                SupportKitErrors.PolicyPropertyMissing,
                node,
                "This quota limits nothing.",
                "Write \"tickets\": 5 with \"within\": \"month\" for example, or \"open\": 3; or \"then\": \"unlimited\"."
            );
        else if (then.Has("tickets") != within is not null)
            problems.Add(
                SupportKitErrors.PolicyPropertyMissing,
                within ?? node,
                "\"tickets\" says how many may be opened, \"within\" in which span, and one of them is missing.",
                "Write both, such as \"tickets\": 5 and \"within\": \"month\", or neither."
            );
        return new Quota(open, tickets, within is null ? null : Span(within), isOfOrganization);
    }

    private QuotaSpan Span(SourceNode within)
    {
        if (within.IsText && Periods.TryGetValue(within.Text, out var period))
            return new QuotaSpan(period, Duration.Zero);
        if (
            within.IsText
            && DurationText.TryParse(within.Text, out var span)
            && span >= Duration.FromHours(1)
            && span <= Duration.FromDays(MostDays)
            && span.TotalHours % 1 == 0
        )
            return new QuotaSpan(null, span);
        problems.Add(
            SupportKitErrors.PolicyTimeUnreadable,
            within,
            $"{within.Describe()} is not a valid span of a quota.",
            $"Write day, week, month or year, or a span of whole hours such as 12h or 30d; at most {MostDays} days."
        );
        return new QuotaSpan(QuotaPeriod.Year, Duration.Zero);
    }

    // That a quota of 0 refuses everybody, the checker says.
    private int? Count(ObjectReader then, string name) => CountReader.Read(then, name, 0, Quota.Most, problems);
}
