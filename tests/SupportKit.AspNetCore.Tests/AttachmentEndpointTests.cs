using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>Files go in as they are and come out as downloads that nothing runs.</summary>
public class AttachmentEndpointTests
{
    private static ByteArrayContent File(string text, string mediaType = "text/plain") =>
        new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } };

    [Fact]
    public async Task A_file_is_attached_once_and_read_by_those_who_see_the_ticket()
    {
        await using var host = await HostFixture.StartAsync();
        using var ada = host.Ada;
        var ticket = $"/support/tickets/{await OpenAsync(ada)}";

        var (sent, answer) = await PostAsync(ada, $"{ticket}/attachments?name=log.txt", File("hello"), key: "f1");
        var (again, _) = await PostAsync(ada, $"{ticket}/attachments?name=log.txt", File("hello"), key: "f1");
        var file = $"{ticket}/attachments/{(string)answer!["attachment"]!}";
        using var download = await ada.GetAsync(file, Stop);

        Assert.Equal((201, 201), (sent, again));
        Assert.Equal("hello", await download.Content.ReadAsStringAsync(Stop));
        Assert.Single(
            (await GetAsync(ada, ticket)).Answer!["messages"]!.AsArray(),
            message => message!["attachment"] is not null
        );
        Assert.Equal(404, (await GetAsync(host.Eve, file)).Status);
        using var gone = await Delete(ada, file);
        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Equal(404, (await GetAsync(ada, file)).Status);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>.html", "text/plain")]
    [InlineData("a\"; filename=\"b.exe", "image/png")]
    [InlineData("../../etc/passwd", "text/csv")]
    [InlineData("C:\\windows\\x.txt", "text/csv")]
    [InlineData("a\r\nSet-Cookie: x=1", "text/plain")]
    [InlineData("\u202Egpj.exe", "text/plain")]
    [InlineData("...", "text/plain")]
    public async Task A_download_is_inert_whatever_it_is_called(string name, string mediaType)
    {
        await using var host = await HostFixture.StartAsync();
        using var ada = host.Ada;
        var ticket = $"/support/tickets/{await OpenAsync(ada)}";
        var content = File("<script>alert(1)</script>", mediaType);

        var (sent, answer) = await PostAsync(ada, $"{ticket}/attachments?name={Uri.EscapeDataString(name)}", content);
        Assert.Equal(201, sent);
        using var download = await ada.GetAsync($"{ticket}/attachments/{(string)answer!["attachment"]!}", Stop);

        Assert.Equal("application/octet-stream", download.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", download.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(
            "sandbox",
            download.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.False(download.Headers.Contains("Set-Cookie"));
        var shown = download.Content.Headers.ContentDisposition.FileNameStar ?? "";
        Assert.DoesNotContain(shown, letter => letter is '/' or '\\' or '<' or '"' or '\r' or '\n' or '\u202E');
        Assert.NotEqual("", shown.Trim('.', ' '));
    }

    [Fact]
    public async Task What_the_desk_does_not_take_is_refused_and_nothing_of_it_is_kept()
    {
        await using var host = await HostFixture.StartAsync(desk: desk =>
            desk.ConfigureAttachments(options => options.MaxBytes = 1_000)
        );
        using var ada = host.Ada;
        var ticket = $"/support/tickets/{await OpenAsync(ada)}";

        var (large, problem) = await PostAsync(ada, $"{ticket}/attachments?name=a", File(new string('x', 1_001)));
        var (chunked, _) = await PostAsync(
            ada,
            $"{ticket}/attachments?name=a",
            new UnknownLength(new string('x', 5_000))
        );
        var (page, _) = await PostAsync(ada, $"{ticket}/attachments?name=a", File("<p>", "text/html"));
        var (untyped, _) = await PostAsync(ada, $"{ticket}/attachments?name=a", new ByteArrayContent([1]));
        var (unnamed, _) = await PostAsync(ada, $"{ticket}/attachments", File("x"));

        Assert.Equal((413, 413, 415, 415, 400), (large, chunked, page, untyped, unnamed));
        Assert.Matches("^(attachment.size_exceeded|web.body_oversized)$", (string?)problem!["code"]);
        Assert.Single((await GetAsync(ada, ticket)).Answer!["messages"]!.AsArray());
    }

    [Fact]
    public async Task A_file_is_given_to_a_third_party_once_and_only_where_the_requester_approved_it()
    {
        await using var host = await HostFixture.StartAsync();
        using var ada = host.Ada;
        using var bo = host.Bo;
        var ticket = $"/support/tickets/{await OpenAsync(ada)}";
        var file = (string)
            (await PostAsync(ada, $"{ticket}/attachments?name=log.txt", File("hello"))).Answer!["attachment"]!;
        var agents = ticket.Replace("/support/", "/support/agents/", StringComparison.Ordinal);
        var disclosures = $"{agents}/attachments/{file}/disclosures";
        JsonObject To(string party) => new() { ["thirdParty"] = party };

        var (early, missing) = await PostAsync(bo, disclosures, To("Cloud Host"));
        var approval = new JsonObject { ["attachment"] = file, ["thirdParty"] = "Cloud Host" };
        Assert.Equal(200, (await PostAsync(ada, $"{ticket}/actions/approve-attachment", approval)).Status);
        var (given, _) = await PostAsync(bo, disclosures, To("Cloud Host"), key: "d1");
        var (again, _) = await PostAsync(bo, disclosures, To("Cloud Host"), key: "d1");
        var (other, _) = await PostAsync(bo, disclosures, To("Somebody else"));
        var (unknown, _) = await PostAsync(bo, $"{agents}/attachments/none/disclosures", To("Cloud Host"));

        Assert.Equal((422, "attachment.approval_missing"), (early, (string?)missing!["code"]));
        Assert.Equal((200, 200, 422, 404), (given, again, other, unknown));
        var events = (await GetAsync(bo, $"{agents}/history")).Answer!["events"]!.AsArray();
        var disclosed = Assert.Single(events, one => (string?)one!["event"]!["type"] == "attachment-disclosed");
        Assert.Equal("Cloud Host", (string?)disclosed!["event"]!["thirdParty"]);
    }

    internal static async Task<HttpResponseMessage> Delete(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(request, Stop);
    }

    private sealed class UnknownLength : StringContent
    {
        public UnknownLength(string text)
            : base(text, Encoding.UTF8, "text/plain") { }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
