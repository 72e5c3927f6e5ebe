using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SupportKit.Mail;

/// <summary>Where mails are picked up as files. Checked when the host starts.</summary>
public sealed class PickupFolderOptions
{
    /// <summary>
    /// The folder; it must be given, and is made where it is missing. Whoever puts a mail there writes it under another name and renames it to one that ends
    /// with <c>.eml</c>, as mail servers do.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>How often the folder is looked at: every 2 seconds, unless set; more than none.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);
}

/// <summary>
/// Picks mails up from a folder. What was taken goes to <c>taken</c> in it, and what waits for a person to <c>set-aside</c>, each with its
/// reason beside it. A mail is moved once what became of it is committed; one that fails stays, and is tried again.
/// </summary>
internal sealed partial class PickupFolder(
    InboundMail mail,
    IOptions<PickupFolderOptions> options,
    TimeProvider time,
    ILogger<PickupFolder> logger
) : BackgroundService
{
    private readonly string folder = Path.GetFullPath(options.Value.Path);

    /// <summary>Takes every mail that is there; tells how many were moved.</summary>
    public async Task<int> ProcessAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var moved = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                var result = await ReceiveAsync(file, cancellationToken).ConfigureAwait(false);
                Move(file, result);
                moved++;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // whatever the store throws, the other mails are taken, and this one later
            catch (Exception error)
#pragma warning restore CA1031
            {
                Failed(logger, Path.GetFileName(file), error);
            }
        }
        return moved;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        try
        {
            do await ProcessAsync(stoppingToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task<InboundMailResult> ReceiveAsync(string file, CancellationToken cancellationToken)
    {
        var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using (content.ConfigureAwait(false))
            return await mail.ReceiveAsync(content, null, cancellationToken).ConfigureAwait(false);
    }

    private void Move(string file, InboundMailResult result)
    {
        var isSetAside = result.Outcome == InboundMailOutcome.SetAside;
        var target = Directory.CreateDirectory(Path.Combine(folder, isSetAside ? "set-aside" : "taken")).FullName;
        var name = Path.GetFileName(file);
        // A mail of the same name may be there from before; neither replaces the other.
        for (var i = 2; File.Exists(Path.Combine(target, name)); i++)
            name = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(file)}-{i}.eml");
        var reason = $"{result.Outcome} {result.Code} {result.Ticket}".TrimEnd();
        File.WriteAllText(Path.Combine(target, Path.ChangeExtension(name, ".txt")), $"{reason}\n");
        File.Move(file, Path.Combine(target, name));
        Taken(logger, name, reason);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail {File}: {Outcome}.")]
    private static partial void Taken(ILogger logger, string file, string outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail {File} could not be taken, and is tried again.")]
    private static partial void Failed(ILogger logger, string file, Exception error);
}
