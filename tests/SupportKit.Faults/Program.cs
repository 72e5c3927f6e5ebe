using SupportKit.Faults.Machines;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.None)]

return args switch
{
    [LoadedProcess.Name, .. var rest] => await LoadedProcess.RunAsync(rest),
    [DeadlineProcess.Name, .. var rest] => await DeadlineProcess.RunAsync(rest),
    [MigratingProcess.Name, .. var rest] => await MigratingProcess.RunAsync(rest),
    [MachineProcess.Name, .. var rest] => await MachineProcess.RunAsync(rest),
    [MailingProcess.Name, .. var rest] => await MailingProcess.RunAsync(rest),
    // As the entry point that xunit generates: asked by `dotnet test`, or started by hand.
    _ when args.Contains("--server") => await TestPlatformTestFramework.RunAsync(
        args,
        SupportKit.Faults.SelfRegisteredExtensions.AddSelfRegisteredExtensions
    ),
    _ => await ConsoleRunner.Run(args),
};
