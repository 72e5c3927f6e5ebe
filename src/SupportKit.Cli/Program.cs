using SupportKit.Cli;

return await Tool.RunAsync(args, Terminal.OfProcess());
