namespace IncidentReplay;

/// <summary>Tells how far the reading is: on a terminal in one line that changes, elsewhere a line each tenth.</summary>
internal sealed class Progress(TextWriter error, bool terminal)
{
    private int told = -1;

    public void Report(double share)
    {
        var percent = (int)(share * 100);
        if (!terminal)
            percent -= percent % 10;
        if (percent == told)
            return;
        told = percent;
        error.Write(terminal ? $"\rReplaying: {percent} %" : $"Replaying: {percent} %{Environment.NewLine}");
    }

    public void End()
    {
        if (terminal && told >= 0)
            error.WriteLine();
    }
}
