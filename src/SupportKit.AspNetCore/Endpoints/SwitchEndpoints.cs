using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace SupportKit.AspNetCore;

/// <summary>The switches of the policy: everybody at the desk sees what is on, and leads turn it on and off.</summary>
internal static class SwitchEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group
            .MapGet("/switches", ListAsync)
            .Describe(
                new(
                    "switches".For(Audience.Agents),
                    Audience.Agents,
                    "The switches of the policy and their subjects, and which are on."
                )
                {
                    Answer = typeof(SwitchView[]),
                }
            );
        group
            .MapPost("/switches/{switch}/start", StartAsync)
            .Describe(
                Write("startSwitch", "Turns a switch on for the requests that are opened from now on.") with
                {
                    Body = typeof(NewSwitchStart),
                    Answer = typeof(SwitchView[]),
                }
            );
        group
            .MapPost("/switches/{switch}/end", EndAsync)
            .Describe(
                Write("endSwitch", "Turns a switch off, and tells those who wrote about it.") with
                {
                    Body = typeof(NewSwitchEnd),
                    Answer = typeof(CountedView),
                }
            );
    }

    private static EndpointDescription Write(string name, string summary) =>
        new(name.For(Audience.Agents), Audience.Agents, summary) { IsWrite = true, IsForLeads = true };

    private static async Task<Results<Answer<SwitchView[]>, Problem>> ListAsync(Call call) =>
        new Answer<SwitchView[]>(await ReadAsync(call).ConfigureAwait(false));

    private static async Task<Results<Answer<SwitchView[]>, Problem>> StartAsync(Call call, string @switch)
    {
        var start = await JsonBody.ReadAsync<NewSwitchStart>(call.Http).ConfigureAwait(false);
        await call.Desk.StartSwitchAsync(@switch, call.Actor, start.Subject, call.Stop).ConfigureAwait(false);
        return new Answer<SwitchView[]>(await ReadAsync(call).ConfigureAwait(false));
    }

    private static async Task<Results<Answer<CountedView>, Problem>> EndAsync(Call call, string @switch)
    {
        var end = await JsonBody.ReadAsync<NewSwitchEnd>(call.Http).ConfigureAwait(false);
        var told = await call
            .Desk.EndSwitchAsync(@switch, call.Actor, end.Subject, end.Tell, null, call.Stop)
            .ConfigureAwait(false);
        return new Answer<CountedView>(new CountedView(told));
    }

    private static async Task<SwitchView[]> ReadAsync(Call call)
    {
        var on = await call.Desk.SwitchesAsync(call.Stop).ConfigureAwait(false);
        var times = call.Times();
        return [.. call.Policy.Switches.Select(declared => SwitchView.Of(declared, on, call.Language, times))];
    }
}
