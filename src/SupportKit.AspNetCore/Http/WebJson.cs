using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using SupportKit.Reports;

namespace SupportKit.AspNetCore;

/// <summary>
/// The JSON of the endpoints: strict in what it takes, and independent of the host's own options, so that a trimmed host needs to name
/// none of these types. A test walks the endpoints and finds each type here.
/// </summary>
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(FormView))]
[JsonSerializable(typeof(NewTicket))]
[JsonSerializable(typeof(NewTicketOnBehalf))]
[JsonSerializable(typeof(NewInboundTicket))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(OpenedView))]
[JsonSerializable(typeof(TicketReceipt))]
[JsonSerializable(typeof(AttachedView))]
[JsonSerializable(typeof(GuestView))]
[JsonSerializable(typeof(NewReply))]
[JsonSerializable(typeof(NewAgentReply))]
[JsonSerializable(typeof(NewInboundReply))]
[JsonSerializable(typeof(NewNote))]
[JsonSerializable(typeof(NewDisclosure))]
[JsonSerializable(typeof(NewMerge))]
[JsonSerializable(typeof(TicketListView))]
[JsonSerializable(typeof(CountView))]
[JsonSerializable(typeof(QueueView[]))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(RequesterWhyView))]
[JsonSerializable(typeof(SlaView))]
[JsonSerializable(typeof(MacroListView))]
[JsonSerializable(typeof(NewPresence))]
[JsonSerializable(typeof(PresenceView))]
[JsonSerializable(typeof(DeskReport))]
[JsonSerializable(typeof(WorkloadView))]
[JsonSerializable(typeof(DeadLetterView[]))]
[JsonSerializable(typeof(NewRequeue))]
[JsonSerializable(typeof(SuppressedAddressPage))]
[JsonSerializable(typeof(SetAsideView[]))]
[JsonSerializable(typeof(NewRetry))]
[JsonSerializable(typeof(CountedView))]
[JsonSerializable(typeof(SwitchView[]))]
[JsonSerializable(typeof(NewSwitchStart))]
[JsonSerializable(typeof(NewSwitchEnd))]
[JsonSerializable(typeof(NewReveal))]
[JsonSerializable(typeof(RevealedSecretView[]))]
[JsonSerializable(typeof(PolicyView))]
[JsonSerializable(typeof(CalendarView[]))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(RecordedEvent))]
[JsonSerializable(typeof(Actor))]
[JsonSerializable(typeof(TicketCommand.Reply))]
[JsonSerializable(typeof(TicketCommand.RecordCall))]
[JsonSerializable(typeof(TicketCommand.RejectInboundMail))]
[JsonSerializable(typeof(TicketCommand.RecordAutomaticMail))]
[JsonSerializable(typeof(TicketCommand.Note))]
[JsonSerializable(typeof(TicketCommand.Acknowledge))]
[JsonSerializable(typeof(TicketCommand.Fire))]
[JsonSerializable(typeof(TicketCommand.ImportState))]
[JsonSerializable(typeof(TicketCommand.ChangePriority))]
[JsonSerializable(typeof(TicketCommand.ChangeCategory))]
[JsonSerializable(typeof(TicketCommand.ChangeFacts))]
[JsonSerializable(typeof(TicketCommand.Assign))]
[JsonSerializable(typeof(TicketCommand.Escalate))]
[JsonSerializable(typeof(TicketCommand.DeEscalate))]
[JsonSerializable(typeof(TicketCommand.SetNextStep))]
[JsonSerializable(typeof(TicketCommand.Link))]
[JsonSerializable(typeof(TicketCommand.UpdateLinkedIssue))]
[JsonSerializable(typeof(TicketCommand.RequestFurtherHelp))]
[JsonSerializable(typeof(TicketCommand.MarkSpam))]
[JsonSerializable(typeof(TicketCommand.AcceptTerms))]
[JsonSerializable(typeof(TicketCommand.Share))]
[JsonSerializable(typeof(TicketCommand.AcceptInvitation))]
[JsonSerializable(typeof(TicketCommand.DeclineInvitation))]
[JsonSerializable(typeof(TicketCommand.Unshare))]
[JsonSerializable(typeof(TicketCommand.RequestApproval))]
[JsonSerializable(typeof(TicketCommand.ApproveAttachment))]
[JsonSerializable(typeof(TicketCommand.WithdrawApproval))]
[JsonSerializable(typeof(TicketCommand.GrantAccess))]
[JsonSerializable(typeof(TicketCommand.RevokeAccess))]
[JsonSerializable(typeof(TicketCommand.ProposeChange))]
[JsonSerializable(typeof(TicketCommand.ApproveChange))]
[JsonSerializable(typeof(TicketCommand.MakeChange))]
internal sealed partial class WebJson : JsonSerializerContext
{
    /// <summary>How deep a body may be nested; facts are two levels down.</summary>
    public const int MaxDepth = 16;

    /// <summary>The one context in use. Strict refuses members that are unknown, missing, twice there, or null where none is meant.</summary>
    public static WebJson Strict { get; } =
        new(
            new JsonSerializerOptions
            {
                AllowDuplicateProperties = false,
                UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
                RespectNullableAnnotations = true,
                RespectRequiredConstructorParameters = true,
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                MaxDepth = MaxDepth,
                NumberHandling = JsonNumberHandling.Strict,
                // The stored form keeps names that a newer version wrote; a caller has no such names, and could fill the place kept for them.
                Converters =
                {
                    new JsonStringEnumConverter<LinkKind>(null, allowIntegerValues: false),
                    new StrictFactsConverter(),
                },
            }
        );

    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Strict.Options.GetTypeInfo(typeof(T));

    /// <summary>Writes a whole answer: what cannot be written fails before anything is sent.</summary>
    public static Task WriteAsync<T>(HttpContext http, int status, T value, string mediaType)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, TypeOf<T>());
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, 0, bytes.Length, http.RequestAborted);
    }
}
