using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>Terms of use, sharing, attachments, access and approved changes.</content>
public abstract partial record TicketCommand
{
    /// <summary>Accept the terms of use.</summary>
    public sealed record AcceptTerms(Actor By, string Version) : TicketCommand(By);

    /// <summary>Share the ticket with a person, who may then read and write it.</summary>
    /// <param name="By">Who asks for it.</param>
    /// <param name="With">The host's id of the person.</param>
    public sealed record Share(Actor By, string With) : TicketCommand(By)
    {
        /// <summary>The host's id of the person; never empty.</summary>
        public string With
        {
            get;
            init => field = HostId.Require(value);
        } = HostId.Require(With);

        /// <summary>Whether the host's directory knows an account of that id; the desk looks it up.</summary>
        internal bool HasAccount { get; init; }

        /// <summary>The language they read; the desk looks it up.</summary>
        internal string? Language { get; init; }

        /// <summary>Their own time zone; the desk looks it up.</summary>
        internal string? TimeZone { get; init; }
    }

    /// <summary>Accept the invitation to a ticket: from now on the person is told what happens.</summary>
    public sealed record AcceptInvitation(Actor By) : TicketCommand(By);

    /// <summary>Decline the invitation to a ticket, to which nobody can invite the person again.</summary>
    public sealed record DeclineInvitation(Actor By) : TicketCommand(By);

    /// <summary>Stop sharing the ticket with a person.</summary>
    public sealed record Unshare(Actor By, string With) : TicketCommand(By)
    {
        /// <summary>The host's id of the person; never empty.</summary>
        public string With
        {
            get;
            init => field = HostId.Require(value);
        } = HostId.Require(With);
    }

    /// <summary>A file was stored with the attachment store; note it.</summary>
    /// <param name="By">Who attaches it.</param>
    /// <param name="Attachment">The store's id of it.</param>
    /// <param name="Name">The name to show.</param>
    /// <param name="ContentType">The media type the uploader claims.</param>
    /// <param name="Length">Its size in bytes.</param>
    /// <param name="Sha256">The hash of its bytes, lower-case hexadecimal; null leaves its content unchecked.</param>
    internal sealed record Attach(
        Actor By,
        string Attachment,
        WrittenText Name,
        WrittenName ContentType,
        long Length,
        string? Sha256 = null
    ) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("attachment", Name, out var name) | map.Changes("media type", ContentType, out var contentType)
                ? this with
                {
                    Name = name,
                    ContentType = contentType,
                }
                : this;
    }

    /// <summary>Take a file back.</summary>
    internal sealed record WithdrawAttachment(Actor By, string Attachment) : TicketCommand(By);

    /// <summary>Ask the requester whether a third party may get a file.</summary>
    public sealed record RequestApproval(Actor By, string Attachment, WrittenName ThirdParty) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("third party", ThirdParty, out var thirdParty) ? this with { ThirdParty = thirdParty } : this;
    }

    /// <summary>Agree that a third party gets a file.</summary>
    public sealed record ApproveAttachment(Actor By, string Attachment, WrittenName ThirdParty) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("third party", ThirdParty, out var thirdParty) ? this with { ThirdParty = thirdParty } : this;
    }

    /// <summary>Withdraw the approval, or refuse it when the desk asks.</summary>
    public sealed record WithdrawApproval(Actor By, string Attachment, WrittenName ThirdParty) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("third party", ThirdParty, out var thirdParty) ? this with { ThirdParty = thirdParty } : this;
    }

    /// <summary>Give a file to a third party; only with the requester's approval.</summary>
    internal sealed record Disclose(Actor By, string Attachment, WrittenName ThirdParty) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("third party", ThirdParty, out var thirdParty) ? this with { ThirdParty = thirdParty } : this;
    }

    /// <summary>Let the desk into an environment until an instant. What the directory says of the person decides whether they may.</summary>
    public sealed record GrantAccess(
        Actor By,
        WrittenName Environment,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Until
    ) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("environment", Environment, out var environment)
                ? this with
                {
                    Environment = environment,
                }
                : this;
    }

    /// <summary>Take a grant back.</summary>
    public sealed record RevokeAccess(Actor By, long Grant) : TicketCommand(By);

    /// <summary>Propose a small adjustment of an environment.</summary>
    public sealed record ProposeChange(Actor By, WrittenName Environment, WrittenText What) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("environment", Environment, out var environment) | map.Changes("change", What, out var what)
                ? this with
                {
                    Environment = environment,
                    What = what,
                }
                : this;
    }

    /// <summary>Approve a proposed change.</summary>
    public sealed record ApproveChange(Actor By, long Change) : TicketCommand(By);

    /// <summary>Record that an approved change was made, which is possible only while access is granted.</summary>
    public sealed record MakeChange(Actor By, long Change) : TicketCommand(By);
}
