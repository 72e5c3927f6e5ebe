using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>Serves the page of studio to this machine alone, and answers what it asks. Thread-safe.</summary>
internal sealed class StudioServer : IAsyncDisposable
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostConnections = 64;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication app;
    private readonly StudioDesk desk;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ending = new();
    private StudioGate gate = new(0, "");
    private bool isDisposed;

    private StudioServer(StudioFile file, int port, Terminal terminal)
    {
        (desk, clock) = (new StudioDesk(file), terminal.Clock);
        // An empty builder reads no variables and no settings: nothing of its surroundings opens the page to others.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(options =>
            {
                options.AddServerHeader = false;
                options.Limits.MaxRequestBodySize = MostBytes;
                options.Limits.MaxConcurrentConnections = MostConnections;
                options.Listen(IPAddress.Loopback, port);
            });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>The address that admits a browser to the page.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts to serve the page on the loopback.</summary>
    /// <exception cref="ToolException">The port is taken or not allowed.</exception>
    public static async Task<StudioServer> StartAsync(
        StudioFile file,
        int port,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (port is < 0 or > ushort.MaxValue)
            throw Unavailable(port, "There is no such port.");
        var server = new StudioServer(file, port, terminal);
        try
        {
            await server.app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw Unavailable(port, "Another program uses the port, or you may not.");
        }
        var served = new Uri(server.app.Urls.First());
        var token = StudioGate.NewToken();
        server.gate = new StudioGate(served.Port, token);
        server.Address = new Uri(served, $"/?token={token}");
        return server;
    }

    /// <summary>Ends when it is told to; what it was answering is given a moment.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellation.Register(told.SetResult).ConfigureAwait(false))
            await told.Task.ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(patience.Token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        await ending.CancelAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
        ending.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        if (!gate.Admits(http))
        {
            if (response.StatusCode == StatusCodes.Status403Forbidden)
                await WriteAsync(http, "text/plain", StudioGate.Refusal).ConfigureAwait(false);
            return;
        }
        var path = request.Path.Value![1..];
        try
        {
            if (HttpMethods.IsPost(request.Method) && desk.Find(path) is { } answer)
                await WriteAsync(http, "application/json", await AskAsync(http, answer).ConfigureAwait(false))
                    .ConfigureAwait(false);
            else if (HttpMethods.IsGet(request.Method) && path == "changes")
                await TellChangesAsync(http).ConfigureAwait(false);
            else if (HttpMethods.IsGet(request.Method) && StudioWeb.Find(path) is { } file)
                await WriteAsync(http, file.MediaType, file.Text).ConfigureAwait(false);
            else
                response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (ToolException problem)
        {
            response.StatusCode =
                problem.Code == ToolErrors.FileChanged
                    ? StatusCodes.Status409Conflict
                    : StatusCodes.Status422UnprocessableEntity;
            await WriteAsync(http, "application/json", StudioJson.Of(problem)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
            when (http.RequestAborted.IsCancellationRequested || ending.IsCancellationRequested)
        {
            // Nobody waits for the answer: a later keystroke has asked anew, or the tool ends.
        }
        catch (BadHttpRequestException wrong)
        {
            response.StatusCode = wrong.StatusCode;
        }
    }

    // A check keeps a processor busy, and must not keep the server from noticing that nobody waits for it any more.
    private static async Task<string> AskAsync(HttpContext http, StudioAnswer answer)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false);
        var problems = new InputProblems("the page");
        var asked = ObjectReader.Of(SourceText.Read(text, MostBytes, problems)!, problems);
        return await Task.Run(() => answer(asked, http.RequestAborted), http.RequestAborted).ConfigureAwait(false);
    }

    // Server-sent events: one whenever the policy or its tests are written.
    private async Task TellChangesAsync(HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending.Token);
        http.Response.ContentType = "text/event-stream";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var seen = desk.Stamp();
        await http.Response.WriteAsync("data: open\n\n", end.Token).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(end.Token).ConfigureAwait(false);
        using var timer = new PeriodicTimer(BetweenLooks, clock);
        while (await timer.WaitForNextTickAsync(end.Token).ConfigureAwait(false))
        {
            if (desk.Stamp() is var now && now == seen)
                continue;
            seen = now;
            await http.Response.WriteAsync("data: changed\n\n", end.Token).ConfigureAwait(false);
            await http.Response.Body.FlushAsync(end.Token).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(HttpContext http, string mediaType, string text)
    {
        http.Response.ContentType = $"{mediaType}; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static ToolException Unavailable(int port, string cause) =>
        new(
            ToolErrors.PortUnavailable,
            string.Create(CultureInfo.InvariantCulture, $"--port {port}"),
            cause,
            "Name another, or leave it out: one that is free is then taken."
        );
}
