using BenchmarkDotNet.Running;
using SupportKit.Benchmarks;

if (args is ["megabyte"])
    await Megabyte.ReportAsync(Console.Out);
else if (args is ["policies"])
    PolicyFigures.Report(Console.Out);
else if (args is ["facts"])
    FactFigures.Report(Console.Out);
else if (args is ["redaction"])
    RedactionSpeed.Report(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(ReplayBenchmarks).Assembly).Run(args);
