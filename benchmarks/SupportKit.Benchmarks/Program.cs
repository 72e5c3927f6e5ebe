using BenchmarkDotNet.Running;
using SupportKit.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ReplayBenchmarks).Assembly).Run(args);
