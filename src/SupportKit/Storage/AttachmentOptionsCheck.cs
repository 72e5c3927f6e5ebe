namespace SupportKit.Storage;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class AttachmentOptionsCheck : OptionsCheck<AttachmentOptions>
{
    protected override IEnumerable<string> Faults(AttachmentOptions options)
    {
        if (options.MaxBytes < 1)
            yield return Fault(nameof(options.MaxBytes), "is under 1", "26214400, which is 25 MiB, serves most");
        if (options.MaxPerTicket < 0)
            yield return Fault(nameof(options.MaxPerTicket), "is under 0", "50 serves most; 0 takes no files");
        if (options.SweepAfter < TimeSpan.FromHours(1) || options.SweepAfter > TimeSpan.FromDays(30))
            yield return Fault(
                nameof(options.SweepAfter),
                "is under an hour, so that uploads could be deleted while they are under way, or over 30 days",
                "A day serves most"
            );
        if (options.MediaTypes is not { Count: > 0 })
            yield return Fault(
                nameof(options.MediaTypes),
                "is empty",
                "Name what is taken, and set MaxPerTicket to 0 where no files are"
            );
        else if (options.MediaTypes.FirstOrDefault(IsNone) is { } none)
            yield return Fault(
                nameof(options.MediaTypes),
                $"has \"{none}\", which is not a valid media type",
                "Write for example text/plain or image/*"
            );
    }

    private static bool IsNone(string type) => AttachmentOptions.MediaTypeOf(type) != type || type.StartsWith('*');
}
