using Guotu.Database.Nodes;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Nodes;

/// <summary>
/// Leases the node number before anything else runs and renews it. When another has it the process stops: two processes with one number
/// could give one id twice. When it only could not be renewed in time, the platform stops too, and a process that reads waits (<see cref="LeaseLapse"/>).
/// </summary>
public sealed class NodeLeaseKeeper(
    NodeLease lease, LeaseStanding standing, LeasedIdSource ids, IUnitsOfWork units, IClock clock, NodeEnd end, IHostApplicationLifetime lifetime, ILogger<NodeLeaseKeeper> log)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _renewing = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var began = clock.Now;
        var notBefore = await units.RunUpkeepAsync("node-lease", lease.AcquireAsync, cancellationToken);
        standing.HeldFrom(began);
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

    /// <summary>Renews once; answers whether it goes on: no longer where the process is to stop.</summary>
    public async Task<bool> RenewOnceAsync(CancellationToken ct)
    {
        var began = clock.Now;
        try
        {
            if (!await units.RunUpkeepAsync("node-lease", lease.RenewAsync, ct))
            {
                StopBecause("the lease is held by another process");
                return false;
            }

            if (standing.HasRunOut)
            {
                log.RenewedAgain();
            }

            standing.HeldFrom(began);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.RenewalFailed(exception);
            if (standing is { HasRunOut: true, Lapse: LeaseLapse.Stop })
            {
                StopBecause("the lease ran out while the database was away");
                return false;
            }

            return true;
        }
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        try
        {
            do
            {
                await Task.Delay(NodeLease.Length / 4, clock.TimeProvider, ct);
            }
            while (await RenewOnceAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The process stops; the number is given back.
        }
    }

    private void StopBecause(string reason)
    {
        log.LeaseLost(reason);
        end.Lost();
        lifetime.StopApplication();
    }
}

internal static partial class NodeLeaseLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The node number could not be renewed; it is tried again")]
    public static partial void RenewalFailed(this ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node number is renewed again; nobody had taken it")]
    public static partial void RenewedAgain(this ILogger log);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The node number is lost: {Reason}; this process stops")]
    public static partial void LeaseLost(this ILogger log, string reason);
}
