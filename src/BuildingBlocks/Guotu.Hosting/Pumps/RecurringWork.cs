using System.Data.Common;
using Guotu.Hosting.Watching;
using Microsoft.Extensions.Hosting;

namespace Guotu.Hosting.Pumps;

/// <summary>
/// Something done over and over while the node runs, and once more when it stops (定时工作). A database that does not take it is told of, and the next turn
/// tries again; any other fault ends the host, as a fault of the program should.
/// </summary>
/// <param name="every">Between two turns.</param>
/// <param name="board">Where it says that it runs.</param>
/// <param name="pump">What it says it is.</param>
public abstract class RecurringWork(TimeSpan every, PumpBoard board, Pump pump) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await LastAsync(cancellationToken);
    }

    protected abstract Task WorkAsync(CancellationToken ct);

    /// <summary>When the node stops.</summary>
    protected virtual Task LastAsync(CancellationToken ct) => WorkAsync(ct);

    protected abstract void NotDone(DbException exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every);
        board.Turned(pump);
        while (await NextAsync(timer, stoppingToken))
        {
            board.Turned(pump);
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (DbException exception)
            {
                board.Failed(pump, exception);
                NotDone(exception);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
