using System.Diagnostics.CodeAnalysis;
using SupportKit.Decisions;

namespace SupportKit;

/// <summary>The desk's answer to a command. Immutable.</summary>
[SuppressMessage(
    "Design",
    "CA1034",
    Justification = "The cases of a closed hierarchy stand in it, as those of a union do."
)]
public abstract record DeskResult
{
    private DeskResult() { }

    /// <summary>The command was carried out and stored.</summary>
    /// <param name="Ticket">The ticket as it now stands, as far as the actor is shown it.</param>
    /// <param name="Decision">
    /// The decision, as far as the actor is shown it; null when the command's id shows that it was carried out before, and when the
    /// policy withholds something from an actor outside the desk.
    /// </param>
    public sealed record Succeeded(Ticket Ticket, Decision.Accepted? Decision) : DeskResult;

    /// <summary>The command was refused, and nothing was stored.</summary>
    /// <param name="Refusal">Why, with a stable code.</param>
    /// <param name="Decision">
    /// The decision; null when the request did not come as far as one, and when the policy withholds something from an actor outside
    /// the desk.
    /// </param>
    public sealed record Refused(Refusal Refusal, Decision.Refused? Decision) : DeskResult;

    /// <summary>For code that knows the command to be right: the acceptance, or an exception that names the refusal.</summary>
    /// <exception cref="SupportKitException">It was refused; <see cref="SupportKitException.Code"/> is the refusal's.</exception>
    public Succeeded OrThrow() =>
        this switch
        {
            Succeeded accepted => accepted,
            Refused refused => throw new SupportKitException(
                refused.Refusal.Code,
                refused.Refusal.Reason,
                "See the refusal."
            ),
            _ => throw new InvalidOperationException("A result is accepted or refused."),
        };
}
