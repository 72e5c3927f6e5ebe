using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace SupportKit.AspNetCore;

/// <summary>The policy as people of the desk read it: what the checker says, the rules, the workflow, and the calendars of a year.</summary>
internal static class PolicyEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/policy", PolicyOf)
            .Describe(
                Read("policy", "The policy in force: findings of the checker, rules in order, the workflow.") with
                {
                    Answer = typeof(PolicyView),
                }
            );
        group
            .MapGet("/policy/calendars", Calendars)
            .Describe(
                Read("calendars", "The calendars of the policy day by day, with the holidays by name.") with
                {
                    Answer = typeof(CalendarView[]),
                    Query = [new("year", "The year, 1950 to 2150; this one without it.")],
                }
            );
    }

    private static EndpointDescription Read(string name, string summary) =>
        new(name.For(Audience.Agents), Audience.Agents, summary);

    private static Results<Answer<PolicyView>, Problem> PolicyOf(Call call) =>
        new Answer<PolicyView>(PolicyView.Of(call.Policy, call.Language, call.Texts));

    private static Results<Answer<CalendarView[]>, Problem> Calendars(Call call)
    {
        var policy = call.Policy;
        var year = call.Query().Number("year", 1950, 2150, without: call.Now.InZone(policy.TimeZone).Year);
        return new Answer<CalendarView[]>([
            .. policy.Calendars.Select(calendar => CalendarView.Of(calendar.Key, calendar.Value, year)),
        ]);
    }
}
