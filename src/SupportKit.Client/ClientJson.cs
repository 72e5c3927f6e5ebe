using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SupportKit.Client;

/// <summary>The JSON of what is sent and read, without reflection. What a newer desk says beside it is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(RequestForm))]
[JsonSerializable(typeof(RequestPreview))]
[JsonSerializable(typeof(GuestBody))]
[JsonSerializable(typeof(NewRequest))]
[JsonSerializable(typeof(NewRequestOnBehalf))]
[JsonSerializable(typeof(OpenedTicket))]
[JsonSerializable(typeof(TicketPage))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(TicketReceipt))]
[JsonSerializable(typeof(AttachedFile))]
[JsonSerializable(typeof(QueueSummary[]))]
[JsonSerializable(typeof(TicketCount))]
[JsonSerializable(typeof(WhyBody))]
[JsonSerializable(typeof(SuppressedPage))]
[JsonSerializable(typeof(CountBody))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ClientJson : JsonSerializerContext;

internal sealed record ProblemBody(
    string? Code,
    string? Detail,
    Dictionary<string, string[]>? Errors,
    string? RedirectTo
);

internal sealed record GuestBody(string Token);

internal sealed record WhyBody(IReadOnlyList<PromiseReasons> Promises);

internal sealed record HistoryBody(IReadOnlyList<JsonElement> Events);

internal sealed record TicketPage(IReadOnlyList<TicketSummary> Tickets, string? Next);

internal sealed record SuppressedPage(IReadOnlyList<SuppressedAddress> Addresses, bool HasMore);

internal sealed record CountBody(int Count);
