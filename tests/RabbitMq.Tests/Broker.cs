using SupportKit.Tests.Shared;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(RabbitMq.Tests.Broker))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace RabbitMq.Tests;

/// <summary>One broker for all tests, started when a test first asks for it.</summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly Lazy<Task<BrokerNode>> node = new(async () =>
    {
        var started = new BrokerNode();
        await started.StartAsync();
        return started;
    });

    /// <summary>The running broker; skips the test where RabbitMQ is missing.</summary>
    public Task<BrokerNode> StartedAsync()
    {
        if (BrokerNode.Program is null || Component.Find("epmd") is null)
            Component.Missing("RabbitMQ", "apt-get install --no-install-recommends rabbitmq-server");
        return node.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (node.IsValueCreated)
            await (await node.Value).DisposeAsync();
    }
}
