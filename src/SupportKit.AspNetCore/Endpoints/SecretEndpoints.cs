using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace SupportKit.AspNetCore;

/// <summary>What was masked in a message is shown to a lead, while the policy has it kept.</summary>
internal static class SecretEndpoints
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/tickets/{ticket}/reveal-secrets", RevealAsync)
            .Describe(
                new(
                    "revealSecrets".For(Audience.Agents),
                    Audience.Agents,
                    "Shows what was masked in a message, while the policy has it kept. That it was shown is recorded."
                )
                {
                    Body = typeof(NewReveal),
                    Answer = typeof(RevealedSecretView[]),
                    IsWrite = true,
                    IsForLeads = true,
                }
            );

    private static async Task<Results<Answer<RevealedSecretView[]>, Problem>> RevealAsync(Call call, string ticket)
    {
        var id = call.TicketOf(ticket);
        var asked = await JsonBody.ReadAsync<NewReveal>(call.Http).ConfigureAwait(false);
        var result = await call
            .Desk.RevealSecretsAsync(id, call.Actor, asked.Sequence, call.Stop)
            .ConfigureAwait(false);
        return result switch
        {
            RevealResult.Revealed shown => new Answer<RevealedSecretView[]>([
                .. shown.Secrets.Select(secret => new RevealedSecretView(
                    secret.Field,
                    secret.Kind,
                    secret.Position,
                    secret.Value
                )),
            ]),
            RevealResult.Refused refused => Refusals.Of(refused.Refusal, call),
            _ => throw new UnreachableException($"RevealResult.{result.GetType().Name} is not handled."),
        };
    }
}
