using SupportKit.Quotas;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports quotas that admit no ticket at all.</summary>
internal static class QuotaCheck
{
    public static void Report(RuleSet<Quota> quotas, FindingList findings)
    {
        foreach (var rule in quotas.Rules)
        {
            var path = rule.Path ?? "$.quotas";
            var quota = rule.Then;
            if (quota.Open == 0 || quota.Tickets == 0)
                findings.Error(
                    SupportKitErrors.PolicyQuotaZero,
                    $"{path}.then",
                    $"The quota \"{rule.Id}\" is 0, so whoever it is for can open no ticket, and is told to wait for what never comes.",
                    "Turn these requests away in \"scope\", where a rule says why; or write 1 or more."
                );
        }
    }
}
