using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>The description says what the endpoints do: each is in it, its examples are read, and its answers are of its schemas.</summary>
public class OpenApiTests
{
    internal static Task<HostFixture> StartAsync(Action<Hosting.SupportKitBuilder>? desk = null) =>
        HostFixture.StartAsync(
            map: app => app.MapGroup("/support").MapSupportKit(),
            environment: "Development",
            desk: desk
        );

    internal static async Task<JsonObject> DocumentAsync(HostFixture host) =>
        (await GetAsync(host.As(null), "/support/openapi.json")).Answer!.AsObject();

    internal static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value!.AsObject());

    [Fact]
    public async Task Every_endpoint_and_every_operation_is_in_the_document_once()
    {
        await using var host = await StartAsync();
        var document = await DocumentAsync(host);
        var ids = Operations(document).Select(each => (string)each.Operation["operationId"]!).ToList();

        Assert.Equal("3.1.1", (string?)document["openapi"]);
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(
            host.Endpoints.Select(EndpointMatrixTests.NameOf).Order(),
            ids.Select(id => string.Join('.', id.Split('.').Take(2))).Distinct().Order()
        );
        Assert.All(
            TicketEndpoints.Operations.Keys,
            operation =>
                Assert.Contains(
                    $"/support/agents/tickets/{{ticket}}/actions/{operation}",
                    document["paths"]!.AsObject().Select(path => path.Key)
                )
        );
    }

    [Fact]
    public async Task Instants_ids_texts_numbers_and_choices_have_their_own_schemas()
    {
        await using var host = await StartAsync();
        var schemas = (await DocumentAsync(host))["components"]!["schemas"]!;

        var ticket = schemas["TicketReceipt"]!["properties"]!;
        Assert.Equal("^[0-9a-f]{32}$", (string?)ticket["id"]!["pattern"]);
        Assert.Equal("integer", (string?)ticket["version"]!["type"]);
        var access = schemas["GrantAccess"]!["properties"]!;
        Assert.Equal("date-time", (string?)access["until"]!["format"]);
        Assert.Equal("string", (string?)access["environment"]!["type"]);
        Assert.Null(access["by"]);
        Assert.Equal(
            ["Bug", "ChangeRequest"],
            schemas["Link"]!["properties"]!["kind"]!["enum"]!.AsArray().Select(name => (string?)name).Take(2)
        );
        Assert.Equal("object", (string?)schemas["NewTicket"]!["properties"]!["answers"]!["type"]);
    }

    [Fact]
    public void Each_example_is_read_by_the_type_that_it_is_an_example_of() =>
        Assert.All(
            OpenApiExamples.Types,
            type =>
            {
                var example = OpenApiExamples.Of(type)!;
                if (type.IsSubclassOf(typeof(TicketCommand)))
                    example["by"] = new JsonObject { ["kind"] = "Agent", ["id"] = "bo" };
                // An explanation is written and never read.
                if (type == typeof(ProblemView))
                    example.AsObject().Remove("explanation");
                else
                    Assert.NotNull(example.Deserialize(WebJson.Strict.Options.GetTypeInfo(type)));
            }
        );

    [Fact]
    public async Task Examples_and_answers_are_of_the_schemas_of_the_document()
    {
        await using var host = await StartAsync();
        var document = await DocumentAsync(host);
        foreach (var (path, _, operation) in Operations(document))
        {
            foreach (var content in Contents(operation).Where(content => content["example"] is not null))
                Assert.Empty(
                    SchemaCheck
                        .Problems(document, content["schema"]!, content["example"])
                        .Select(problem => $"{path}: {problem}")
                );
        }

        var at = await EndpointMatrixTests.PlaceAsync(host);
        await PostAsync(host.Bo, $"/support/agents/tickets/{at.Ticket}/replies", new JsonObject { ["body"] = "Seen." });
        await PostAsync(
            host.Bo,
            $"/support/agents/tickets/{at.Ticket}/actions/link",
            new JsonObject { ["kind"] = "Bug", ["reference"] = "BUG-7" }
        );
        foreach (var (client, pattern) in new[] { (host.Ada, "/support/"), (host.Bo, "/support/agents/") })
        {
            foreach (
                var path in new[]
                {
                    "form",
                    "tickets",
                    "tickets/{ticket}",
                    "tickets/{ticket}/history",
                    "queues",
                    "tickets/counts",
                    "queues/{queue}/tickets",
                }
            )
            {
                if (document["paths"]![$"{pattern}{path}"]?["get"] is not JsonObject operation)
                    continue;
                var address = $"{pattern}{path}"
                    .Replace("{ticket}", at.Ticket, StringComparison.Ordinal)
                    .Replace("{queue}", "helpers", StringComparison.Ordinal);
                var (status, answer) = await GetAsync(client, address);
                Assert.Equal(200, status);
                var schema = operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
                Assert.Empty(SchemaCheck.Problems(document, schema, answer).Select(problem => $"{path}: {problem}"));
            }
        }
    }

    [Fact]
    public void The_check_of_schemas_sees_what_is_wrong()
    {
        var document = JsonNode.Parse(
            """{"a":{"type":"object","required":["x"],"properties":{"x":{"type":["string","null"],"pattern":"^a$"}},"additionalProperties":false}}"""
        )!;
        var schema = new JsonObject { ["$ref"] = "#/a" };

        Assert.Empty(SchemaCheck.Problems(document, schema, JsonNode.Parse("""{"x":"a"}""")));
        Assert.Empty(SchemaCheck.Problems(document, schema, JsonNode.Parse("""{"x":null}""")));
        foreach (var wrong in new[] { """{"x":"b"}""", """{"x":1}""", "{}", """{"x":"a","y":1}""", "[]" })
            Assert.NotEmpty(SchemaCheck.Problems(document, schema, JsonNode.Parse(wrong)));
    }

    private static IEnumerable<JsonNode> Contents(JsonObject operation) =>
        new[] { operation["requestBody"] }
            .Concat(operation["responses"]!.AsObject().Select(response => response.Value))
            .Select(holder => holder?["content"]?.AsObject())
            .OfType<JsonObject>()
            .SelectMany(content => content.Select(media => media.Value!));
}
