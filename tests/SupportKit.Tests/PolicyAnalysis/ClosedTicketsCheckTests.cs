using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using SupportKit.Workflows;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>What is wanted of closed tickets must be possible in the workflow, and what is possible must be wanted.</summary>
public class ClosedTicketsCheckTests
{
    private const string Returning = """
        "workflow": {
          "initial": "new",
          "states": {
            "new": { "category": "new", "permit": { "close": "closed", "answer": "new" }, "ignore": ["requester-reply"] },
            "closed": { "category": "closed", "permit": { "requester-reply": "new" } }
          }
        }
        """;

    [Theory]
    [InlineData("""{ "reply": "reopen" }""")]
    [InlineData("""{ "reply": "linked", "within": "2d", "later": "reopen" }""")]
    [InlineData("""{ "reply": "linked", "escalate": true }""")]
    public void Reopening_needs_a_way_out_of_every_closed_state(string section)
    {
        Assert.Contains("policy.reopening_impossible", Codes($"\"closedTickets\": {section}"));

        Assert.DoesNotContain("policy.reopening_impossible", Codes($"\"closedTickets\": {section}, {Returning}"));
    }

    [Fact]
    public void A_way_that_no_reply_takes_is_pointed_out()
    {
        Assert.Contains(
            "policy.reopening_unused",
            Codes($$""" "closedTickets": { "reply": "linked" }, {{Returning}} """)
        );
        Assert.DoesNotContain(
            "policy.reopening_unused",
            Codes($$""" "closedTickets": { "reply": "reopen" }, {{Returning}} """)
        );
        Assert.DoesNotContain("policy.reopening_unused", Codes(Returning));
    }

    [Fact]
    public void Later_needs_a_span()
    {
        var error = Assert.Throws<PolicyException>(() =>
            TicketLifePolicies.With(""" "closedTickets": { "reply": "linked", "later": "refuse" } """)
        );
        Assert.Equal("policy.property_missing", Assert.Single(error.Problems).Code);
    }

    [Fact]
    public void It_can_be_written_in_csharp_too()
    {
        var built = PolicyBuilder
            .From(TicketLifePolicies.Plain)
            .ClosedTickets(ClosedTicketReply.Linked, within: "30d", later: ClosedTicketReply.Refuse, escalate: true)
            .Build();

        var written = TicketLifePolicies.With(
            """ "closedTickets": { "reply": "linked", "within": "30d", "later": "refuse", "escalate": true } """
        );
        Assert.Equal(written.ToJson(), built.ToJson());
    }

    private static IEnumerable<string> Codes(string sections) =>
        PolicyChecker.Analyze(TicketLifePolicies.With(sections)).Select(finding => finding.Code);
}
