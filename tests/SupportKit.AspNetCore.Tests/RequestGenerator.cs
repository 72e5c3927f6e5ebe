using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SupportKit.AspNetCore.Tests;

/// <summary>Makes requests of the operations of a document: of their schemas, and then broken in the ways in which requests are.</summary>
internal sealed class RequestGenerator(JsonObject document, Random random, EndpointMatrixTests.At at)
{
    private static readonly string[] Texts =
    [
        "",
        " ",
        "x",
        "ada",
        "outage",
        "question",
        "web",
        "PROD",
        "high",
        "close",
        "resolve",
        "reopen",
        "helpers",
        "en",
        "BUG-7",
        "ACME-1",
        "<script>",
        "../..",
        "\0",
        "\u202E",
        "\r\nX: y",
        "%00",
        "%2e%2e",
        "null",
        "true",
        "-1",
        "1e999",
        "2026-03-02T09:00:00Z",
        "٣",
        "ß",
        "😀",
        "\u0001",
        "'; drop table",
        "{{7*7}}",
        "password: " + "Hunter2-Hunter2",
        "4111111111" + "111111",
    ];

    private static readonly string[] Bodies =
    [
        "",
        "{",
        "[]",
        "null",
        "\"",
        "{\"a\":",
        "{\"body\":\"\\ud800\"}",
        "{\"body\":\"x\",\"body\":\"y\"}",
        "\0",
        "{\"by\":{\"kind\":\"System\",\"id\":\"x\"}}",
        "<a/>",
    ];

    private static readonly string[] MediaTypes =
    [
        "text/plain",
        "application/xml",
        "text/html",
        "application/x-www-form-urlencoded",
        "image/png",
    ];

    public string Told { get; private set; } = "";

    public HttpRequestMessage Of(string path, string method, JsonObject operation)
    {
        var parameters = operation["parameters"]!.AsArray().Select(parameter => parameter!.AsObject()).ToList();
        foreach (var part in parameters.Where(part => (string?)part["in"] == "path"))
            path = path.Replace(
                $"{{{(string)part["name"]!}}}",
                Uri.EscapeDataString(PathValue((string)part["name"]!)),
                StringComparison.Ordinal
            );
        var query = parameters
            .Where(part =>
                (string?)part["in"] == "query" && (IsRequired(part) ? random.Next(20) > 0 : random.Next(4) == 0)
            )
            .Select(part => $"{(string)part["name"]!}={Uri.EscapeDataString(QueryValue((string)part["name"]!))}")
            .Concat(random.Next(30) == 0 ? ["other=1"] : []);
        var request = new HttpRequestMessage(
            new HttpMethod(method.ToUpperInvariant()),
            $"{path}?{string.Join('&', query)}"
        );
        foreach (
            var header in parameters.Where(part =>
                (string?)part["in"] == "header" && (IsRequired(part) ? random.Next(20) > 0 : random.Next(10) == 0)
            )
        )
        {
            var name = (string)header["name"]!;
            // A client that already has a token keeps it.
            if (name != GuestTokens.Header)
                request.Headers.TryAddWithoutValidation(name, HeaderValue(name));
        }
        if (operation["requestBody"] is { } body)
            request.Content = Content(body);
        Told = request.Content is StringContent text ? text.ReadAsStringAsync().Result : "";
        return request;
    }

    private StringContent Content(JsonNode body)
    {
        var (mediaType, content) = body["content"]!.AsObject().Single();
        if (mediaType == "*/*")
            return new StringContent(Text(), Encoding.UTF8, random.Next(4) == 0 ? Pick(MediaTypes) : "text/plain");
        var text = random.Next(8) switch
        {
            0 => Pick(Bodies),
            1 => Cut(Valid(content!).ToJsonString()),
            2 => Broken(Valid(content!)).ToJsonString(),
            3 => $"{{\"a\":{new string('[', random.Next(1, 200))}",
            _ => Valid(content!).ToJsonString(),
        };
        var made = new StringContent(text, Encoding.UTF8, "application/json");
        if (random.Next(30) == 0)
            made.Headers.ContentType = new MediaTypeHeaderValue(Pick(MediaTypes));
        return made;
    }

    // The example is right for the policy of the tests; what is made of the schema alone seldom is.
    private JsonNode Valid(JsonNode content) =>
        content["example"] is { } example && random.Next(2) == 0
            ? example.DeepClone()
            : Value(content["schema"]!) ?? new JsonObject();

    private JsonNode? Value(JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Value(SchemaCheck.Resolve(document, reference));
        if (schema["enum"] is JsonArray choices)
            return choices[random.Next(choices.Count)]?.DeepClone();
        var types = schema["type"] is { } type ? SchemaCheck.TypesOf(type).ToList() : ["object"];
        return types[random.Next(types.Count)] switch
        {
            "string" when (string?)schema["format"] == "date-time" => "2026-03-02T09:00:00Z",
            "string" when (string?)schema["pattern"] is not null => at.Other,
            "string" => Text(),
            "integer" => random.Next(-1, 100),
            "number" => random.Next(100) / 10m,
            "boolean" => random.Next(2) == 0,
            "array" => new JsonArray([
                .. Enumerable.Range(0, random.Next(3)).Select(_ => Value(schema["items"] ?? new JsonObject())),
            ]),
            "object" => Members(schema),
            _ => null,
        };
    }

    private JsonObject Members(JsonNode schema)
    {
        var members = new JsonObject();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
            members[name] = Value(member!);
        if (schema["additionalProperties"] is JsonObject && random.Next(2) == 0)
            members["environment"] = random.Next(2) == 0 ? "PROD" : Text();
        return members;
    }

    private JsonNode Broken(JsonNode value)
    {
        if (value is not JsonObject members || members.Count == 0)
            return new JsonArray();
        var name = members.ElementAt(random.Next(members.Count)).Key;
        switch (random.Next(4))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                members[name] = null;
                break;
            case 2:
                members[name] = new JsonObject { ["deep"] = new JsonArray(1) };
                break;
            default:
                members["more"] = 1;
                break;
        }
        return members;
    }

    private string PathValue(string name) =>
        random.Next(10) == 0
            ? Text() is { Length: > 0 } text
                ? text
                : "x"
            : name switch
            {
                "ticket" => random.Next(10) == 0 ? Guid.NewGuid().ToString("N") : at.Ticket,
                "attachment" => at.File,
                "queue" => "helpers",
                "switch" => "incident",
                _ => "x",
            };

    private string QueryValue(string name) =>
        random.Next(3) == 0
            ? Text()
            : name switch
            {
                "state" => "Open",
                "order" => "Urgency",
                "limit" => "5",
                "unassigned" => "true",
                "queue" => "helpers",
                "number" => "ACME-1",
                "after" => TicketCursor.OpenedFrom(NodaTime.Instant.FromUnixTimeSeconds(random.Next())).ToString(),
                _ => "ada",
            };

    private string HeaderValue(string name) =>
        random.Next(8) == 0 ? new string([.. Text().Where(letter => letter is >= ' ' and < '\u007f')])
        : name == "If-Match" ? $"\"{random.Next(1, 9)}\""
        : name == "Last-Event-ID" ? "0"
        : Guid.NewGuid().ToString();

    private string Text() =>
        random.Next(5) == 0 ? new string((char)random.Next(1, 0xD000), random.Next(200)) : Pick(Texts);

    private string Cut(string text) => text[..random.Next(text.Length)];

    private T Pick<T>(T[] all) => all[random.Next(all.Length)];

    private static bool IsRequired(JsonObject parameter) => (bool)parameter["required"]!;
}
