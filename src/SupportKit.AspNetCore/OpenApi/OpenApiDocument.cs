using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SupportKit.Decisions;

namespace SupportKit.AspNetCore;

/// <summary>
/// OpenAPI 3.1 of the desk's endpoints, made of the endpoints that are mapped and of the JSON they are written with, so that it cannot say
/// anything else than what they do.
/// </summary>
internal static class OpenApiDocument
{
    public static JsonObject Of(IReadOnlyList<Endpoint> endpoints)
    {
        var schemas = new OpenApiSchemas();
        var paths = new JsonObject();
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<EndpointDescription>() is not { } description)
                continue;
            var method = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
            foreach (var (path, command) in PathsOf(endpoint, description))
            {
                if (paths[path] is not JsonObject operations)
                    paths[path] = operations = [];
#pragma warning disable CA1308 // OpenAPI names methods in lower case
                operations[method.ToLowerInvariant()] = Operation(endpoint, description, command, schemas);
#pragma warning restore CA1308
            }
        }
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "SupportKit",
                ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3),
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.Components },
        };
    }

    // The operations differ in their bodies, and so each has a path of its own.
    private static IEnumerable<(string Path, Operation? Command)> PathsOf(
        RouteEndpoint endpoint,
        EndpointDescription description
    )
    {
        var path = $"/{endpoint.RoutePattern.RawText!.Trim('/')}".Replace("//", "/", StringComparison.Ordinal);
        return description.Body == typeof(TicketCommand)
            ? TicketEndpoints
                .Operations.Values.OrderBy(row => row.Name, StringComparer.Ordinal)
                .Select(row => (path.Replace("{operation}", row.Name, StringComparison.Ordinal), (Operation?)row))
            : [(path, null)];
    }

    private static JsonObject Operation(
        RouteEndpoint endpoint,
        EndpointDescription description,
        Operation? command,
        OpenApiSchemas schemas
    )
    {
        var operation = new JsonObject
        {
            ["operationId"] = command is null ? description.Name : $"{description.Name}.{command.Name}",
            ["summary"] = description.Summary,
            ["tags"] = new JsonArray(description.Audience.ToString()),
            ["parameters"] = Parameters(endpoint, description, command is not null),
        };
        if (description.TakesFile)
            operation["requestBody"] = Content(
                "*/*",
                new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" }
            );
        else if (description.Body is { } body)
            operation["requestBody"] = Content(
                "application/json",
                command is null ? schemas.Of(body) : schemas.OfCommand(command.Command),
                OpenApiExamples.Of(command?.Command ?? body)
            );
        operation["responses"] = Responses(description, schemas);
        return operation;
    }

    private static JsonArray Parameters(RouteEndpoint endpoint, EndpointDescription description, bool isCommand)
    {
        var all = new List<JsonNode?>();
        foreach (var part in endpoint.RoutePattern.Parameters.Where(part => !(isCommand && part.Name == "operation")))
            all.Add(Parameter(part.Name, "path", $"The {part.Name}.", isRequired: true));
        foreach (var known in description.Query)
            all.Add(Parameter(known.Name, "query", known.Summary, known.IsRequired));
        if (description.IsWrite)
            all.Add(
                Parameter(
                    Headers.IdempotencyKey,
                    "header",
                    "The command's own id; the same again does nothing more.",
                    isRequired: true
                )
            );
        if (description.TakesVersion)
            all.Add(
                Parameter(
                    "If-Match",
                    "header",
                    "The ETag that was read; another version is refused with 412.",
                    isRequired: false
                )
            );
        if (description.AnswerMediaType == TicketStream.MediaType)
            all.Add(Parameter(Headers.LastEventId, "header", "The last event that is known.", isRequired: false));
        if (description.Audience == Audience.Requesters)
            all.Add(Parameter(GuestTokens.Header, "header", "The token of a guest.", isRequired: false));
        return new JsonArray([.. all]);
    }

    private static JsonObject Parameter(string name, string place, string summary, bool isRequired) =>
        new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["description"] = summary,
            ["required"] = isRequired,
            ["schema"] = new JsonObject { ["type"] = "string" },
        };

    private static JsonObject Responses(EndpointDescription description, OpenApiSchemas schemas)
    {
        var well =
            description.AnswerMediaType is { } media ? Content(media, new JsonObject { ["type"] = "string" })
            : description.Answer is { } answer
                ? Content("application/json", schemas.Of(answer), OpenApiExamples.Of(answer))
            : [];
        well["description"] = "Done.";
        well.Remove("required");
        var problem = Content(
            Problem.MediaType,
            schemas.Of(typeof(ProblemView)),
            OpenApiExamples.Of(typeof(ProblemView))
        );
        problem["description"] = "Not done. Nothing was stored; the code says why.";
        problem.Remove("required");
        return new JsonObject
        {
            [description.Status.ToString(CultureInfo.InvariantCulture)] = well,
            ["default"] = problem,
        };
    }

    private static JsonObject Content(string mediaType, JsonNode schema, JsonNode? example = null)
    {
        var content = new JsonObject { ["schema"] = schema };
        if (example is not null)
            content["example"] = example;
        return new JsonObject
        {
            ["required"] = true,
            ["content"] = new JsonObject { [mediaType] = content },
        };
    }
}
