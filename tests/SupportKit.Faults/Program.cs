using SupportKit.Faults.Machines;
using Xunit.Runner.InProc.SystemConsole;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

return args switch
{
    [LoadedProcess.Name, .. var rest] => await LoadedProcess.RunAsync(rest),
    [FiringProcess.Name, .. var rest] => await FiringProcess.RunAsync(rest),
    [MigratingProcess.Name, .. var rest] => await MigratingProcess.RunAsync(rest),
    _ => await ConsoleRunner.Run(args),
};
