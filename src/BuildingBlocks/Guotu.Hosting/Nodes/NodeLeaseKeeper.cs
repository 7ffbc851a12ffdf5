using Guotu.Database.Nodes;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Nodes;

/// <summary>
/// Leases the node number before anything else runs and renews it. When it is lost the process stops: two processes with one number
/// could give one id twice.
/// </summary>
public sealed class NodeLeaseKeeper(
    NodeLease lease, LeasedIdSource ids, IUnitsOfWork units, IClock clock, IHostApplicationLifetime lifetime, ILogger<NodeLeaseKeeper> log)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _renewing = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var notBefore = await units.RunUpkeepAsync("node-lease", lease.AcquireAsync, cancellationToken);
        ids.Use(new NodeIdSource(clock, lease.Node, notBefore));
        _renewing = RenewAsync(_stop.Token);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _renewing;
        await units.RunUpkeepAsync("node-lease", lease.ReleaseAsync, cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RenewAsync(CancellationToken ct)
    {
        var deadline = clock.Now.Plus(NodeLease.Length);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(NodeLease.Length / 4, clock.TimeProvider, ct);
                if (!await units.RunUpkeepAsync("node-lease", lease.RenewAsync, ct))
                {
                    StopBecause("the lease is held by another process");
                    return;
                }

                deadline = clock.Now.Plus(NodeLease.Length);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.RenewalFailed(exception);
                if (clock.Now >= deadline)
                {
                    StopBecause("the lease ran out while the database was away");
                    return;
                }
            }
        }
    }

    private void StopBecause(string reason)
    {
        log.LeaseLost(reason);
        lifetime.StopApplication();
    }
}

internal static partial class NodeLeaseLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The node number could not be renewed; it is tried again")]
    public static partial void RenewalFailed(this ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The node number is lost: {Reason}; this process stops")]
    public static partial void LeaseLost(this ILogger log, string reason);
}
