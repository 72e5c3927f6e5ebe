using IncidentReplay;

using var cancelled = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    cancelled.Cancel();
};
return Tool.Run(args, Console.Out, Console.Error, cancelled.Token);
