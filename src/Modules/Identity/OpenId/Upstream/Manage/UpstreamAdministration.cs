using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Upstream.Manage;

/// <inheritdoc cref="IUpstreamAdministration"/>
internal sealed class UpstreamAdministration(UpstreamCommands commands, UpstreamList list) : IUpstreamAdministration
{
    public Task<Result<UpstreamView>> ReadAsync(CancellationToken ct) => list.ReadAsync(ct);

    public Task<Result> SetAsync(CommandContext context, UpstreamBody wanted, CancellationToken ct) => commands.SetAsync(context, wanted, ct);

    public Task<Result> RemoveAsync(CommandContext context, CancellationToken ct) => commands.RemoveAsync(context, ct);

    public Task<Result<UpstreamFound>> TryAsync(CancellationToken ct) => list.TryAsync(ct);
}
