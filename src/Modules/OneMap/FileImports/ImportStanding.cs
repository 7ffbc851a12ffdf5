using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.FileImports;

/// <summary>
/// The person of an import as the rows stand when it is run (办理时的身份): it may have waited for hours, and whoever was disabled, lost the use case, the
/// clearance or the sight of the whole layer meanwhile replaces nothing.
/// </summary>
internal sealed class ImportStanding(ICallers callers, ImportTarget target)
{
    public async Task<Result<Caller>> OfAsync(ImportOrder order, CancellationToken ct)
    {
        var (row, asked) = order;
        var caller = await callers.OfAccountAsync(asked.UserId, asked.Channel, asked.Address, ct);
        if (caller.Error is { } gone)
        {
            return gone;
        }

        if (!caller.Value.May(OneMapModule.ImportPermission))
        {
            return new Error(AccessErrors.NotPermitted, ("use", "图层入库"));
        }

        var layer = await target.FindAsync(caller.Value, row.LayerCode, ct);
        return (layer.Error ?? SubjectMustDominateLabel.Breach(caller.Value.Clearance, row.Label, "入库的数据")) is { } refused ? refused : caller;
    }
}
