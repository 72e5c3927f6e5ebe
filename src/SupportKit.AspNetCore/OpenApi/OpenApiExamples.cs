using System.Text.Json.Nodes;

namespace SupportKit.AspNetCore;

/// <summary>Examples for the document; a test reads each with the type that it is an example of.</summary>
internal static class OpenApiExamples
{
    private const string Receipt =
        """{"id":"0195575f2b7c7a0e9b0e2f6d1c3a5b7d","number":"ACME-12","version":5,"state":"open","stateCategory":"Open","masked":[]}""";

    private static readonly Dictionary<Type, string> All = new()
    {
        [typeof(NewTicket)] =
            """{"category":"outage","title":"Nothing loads","body":"Since noon.","answers":{"environment":"PROD"},"acceptsTerms":null}""",
        [typeof(NewTicketOnBehalf)] =
            """{"requester":"ada","category":"outage","channel":"phone","title":"Nothing loads","body":"Since noon.","answers":{},"callSummary":null}""",
        [typeof(NewInboundTicket)] =
            """{"requester":"ada","category":"question","channel":"mail","title":"How do I export?","body":"I cannot find it.","answers":{}}""",
        [typeof(NewReply)] = """{"body":"It loads again."}""",
        [typeof(NewAgentReply)] = """{"body":"Which browser is it?","asksBack":true}""",
        [typeof(NewInboundReply)] = """{"requester":"ada","body":"It loads again."}""",
        [typeof(NewNote)] = """{"body":"The second time this week."}""",
        [typeof(NewDisclosure)] = """{"thirdParty":"Cloud Host"}""",
        [typeof(NewMerge)] = """{"into":"0195575f2b7c7a0e9b0e2f6d1c3a5b7d"}""",
        [typeof(NewPresence)] = """{"isHere":true,"isWriting":false}""",
        [typeof(PresenceView)] = """{"others":[{"id":"bo","isWriting":true}],"againAfterSeconds":10}""",
        [typeof(NewRequeue)] =
            $$"""{"message":null,"destination":"mail","template":null,"code":"{{SupportKitErrors.DeliveryAddressRefused}}"}""",
        [typeof(NewRetry)] = """{"ticket":null}""",
        [typeof(CountedView)] = """{"count":3}""",
        [typeof(NewSwitchStart)] = """{"subject":"login"}""",
        [typeof(NewSwitchEnd)] = """{"subject":"login","tell":true}""",
        [typeof(NewReveal)] = """{"sequence":1}""",
        [typeof(MacroListView)] =
            """{"macros":[{"id":"restart","title":"Ask to restart","text":"Hello ada, please restart it.","missing":[],"acknowledges":false}]}""",
        [typeof(TicketCommand.Reply)] = """{"body":"It loads again.","asksBack":false}""",
        [typeof(TicketCommand.Fire)] = """{"trigger":"resolve"}""",
        [typeof(TicketCommand.ChangePriority)] = """{"priority":"high","reason":"The whole office waits."}""",
        [typeof(TicketCommand.Assign)] = """{"agent":"bo"}""",
        [typeof(TicketCommand.Share)] = """{"with":"bob"}""",
        [typeof(TicketCommand.Link)] = """{"kind":"Bug","reference":"BUG-7"}""",
        [typeof(TicketReceipt)] = Receipt,
        [typeof(OpenedView)] = $$"""{"ticket":{{Receipt}},"promises":[]}""",
        [typeof(GuestView)] = """{"token":"CfDJ8…"}""",
        [typeof(ProblemView)] =
            $$"""{"type":"{{SupportKitErrors.TicketNotFound}}","title":"Not Found","status":404,"detail":"Ticket not found.","code":"{{SupportKitErrors.TicketNotFound}}","errors":null,"redirectTo":null,"explanation":null}""",
    };

    public static JsonNode? Of(Type type) => All.TryGetValue(type, out var text) ? JsonNode.Parse(text) : null;

    public static IEnumerable<Type> Types => All.Keys;
}
