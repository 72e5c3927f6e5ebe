using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportKit;
using SupportKit.Conversations;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Localization;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace HostContext;

/// <summary>The JSON context of a host that is published ahead of time: what it sends to its pages.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(TicketPage))]
[JsonSerializable(typeof(RecordedEvent))]
[JsonSerializable(typeof(ImmutableArray<RecordedEvent>))]
[JsonSerializable(typeof(OpenRequest))]
[JsonSerializable(typeof(TicketId))]
[JsonSerializable(typeof(TicketNumber))]
[JsonSerializable(typeof(TicketKey))]
[JsonSerializable(typeof(TicketCursor))]
[JsonSerializable(typeof(SlaPromise))]
[JsonSerializable(typeof(FactSet))]
[JsonSerializable(typeof(FactValue))]
[JsonSerializable(typeof(LocalizedText))]
[JsonSerializable(typeof(WrittenText))]
[JsonSerializable(typeof(DeskBacklog))]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(ConversationMessage))]
[JsonSerializable(typeof(ConversationPromise))]
[JsonSerializable(typeof(TicketCommand.Reply))]
[JsonSerializable(typeof(TicketCommand.RecordCall))]
public sealed partial class HostJsonContext : JsonSerializerContext;
