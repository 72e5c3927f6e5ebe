using RabbitMQ.Client.Exceptions;
using SupportKit;

namespace RabbitMq;

/// <summary>
/// Publishes notifications to a RabbitMQ broker. Sending returns when the broker has confirmed the message, which it does when
/// a queue has it on its disk; whatever else happens throws, and the desk tries again. Consumers drop repeats by the message id.
/// </summary>
public sealed class RabbitMqTransport(RabbitMqOptions options, TimeProvider time)
    : INotificationTransport,
        IAsyncDisposable
{
    private readonly SemaphoreSlim linking = new(1, 1);
    private readonly SemaphoreSlim window = new(options.Window, options.Window);
    private BrokerLink? link;
    private bool closed;

    /// <inheritdoc/>
    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(options.Timeout.ToTimeSpan(), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await window.WaitAsync(stop.Token);
            try
            {
                var open = link is { IsOpen: true } ready ? ready : await LinkAsync(stop.Token);
                await open.PublishAsync(options, notification, stop.Token);
            }
            finally
            {
                window.Release();
            }
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(
                $"did not confirm within {options.Timeout}",
                "See whether it is out of memory or disk.",
                error
            );
        }
        catch (PublishException error) when (error.IsReturn)
        {
            var place = options.Exchange.Length == 0 ? "" : $" at the exchange '{options.Exchange}'";
            throw Failure($"has no queue for '{options.RoutingKey}'{place}", "Make or bind one.", error);
        }
        catch (PublishException error)
        {
            throw Failure("refused the message", "See whether the queue is full.", error);
        }
        catch (BrokerUnreachableException error)
        {
            throw Failure("cannot be reached", "See whether it runs, and whether the account is right.", error);
        }
        catch (Exception error) when (error is RabbitMQClientException or IOException)
        {
            throw Failure("closed the connection", "Its log says why.", error);
        }
    }

    /// <summary>Closes the connection; what the broker has not confirmed yet has failed and leaves after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await linking.WaitAsync();
        try
        {
            closed = true;
            if (link is not null)
                await link.DisposeAsync();
        }
        finally
        {
            linking.Release();
        }
    }

    // One connects, the others wait for it. What the client would recover by itself is left out: it keeps a channel that
    // the broker closed closed, and a new connection is the same work.
    private async Task<BrokerLink> LinkAsync(CancellationToken stop)
    {
        await linking.WaitAsync(stop);
        try
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (link is { IsOpen: true })
                return link;
            if (link is not null)
                await link.DisposeAsync();
            link = null;
            return link = await BrokerLink.OpenAsync(options, stop);
        }
        finally
        {
            linking.Release();
        }
    }

    // The address may hold an account: of it, only host and port are told.
    private IOException Failure(string what, string remedy, Exception cause) =>
        new($"The broker at {options.Broker.Host}:{options.Broker.Port} {what}. {remedy}", cause);
}
