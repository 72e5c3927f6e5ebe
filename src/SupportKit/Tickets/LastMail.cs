using System.Collections.Immutable;

namespace SupportKit.Tickets;

/// <summary>By which mail a person last wrote, so that what they are told stands in their own thread. Immutable.</summary>
/// <param name="Person">The host's id of the person.</param>
/// <param name="Id">The mail's Message-ID, without its brackets.</param>
internal sealed record LastMail(string Person, string Id)
{
    /// <summary>The mails after one more event.</summary>
    public static ImmutableArray<LastMail> Apply(ImmutableArray<LastMail> mails, RecordedEvent recorded) =>
        recorded is { Mail: { } id, By: { Kind: ActorKind.Requester, Id: var person } }
            ? mails.RemoveAll(known => known.Person == person).Add(new LastMail(person, id))
            : mails;

    /// <summary>The id of a person's last mail; null when they never wrote by mail.</summary>
    public static string? Of(ImmutableArray<LastMail> mails, string person)
    {
        foreach (var known in mails)
        {
            if (known.Person == person)
                return known.Id;
        }
        return null;
    }
}
