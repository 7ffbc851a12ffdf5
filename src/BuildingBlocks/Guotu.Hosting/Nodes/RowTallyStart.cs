using Guotu.Database.Rows;
using Microsoft.Extensions.Hosting;

namespace Guotu.Hosting.Nodes;

/// <summary>Takes protected tables under a tally before the node serves anyone; registered where the schema is known to be that of the program.</summary>
public sealed class RowTallyStart(RowTallyKeeper keeper) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => keeper.RunAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
