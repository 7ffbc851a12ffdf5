using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.Operations;

/// <summary>Label of the tables that the system administrator's pages save: that of records, and only for who may see the page.</summary>
internal sealed class PageExportLabels : IPageExportLabels
{
    private const string Settings = "settings";
    private const string State = "node-state";

    public Task<Result<SecurityLabel>?> OfAsync(Caller caller, string kind, string objectId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var isShown = (kind == Settings && caller.May(OperationsPermissions.Settings)) || (kind == State && caller.May(WatchPermission.Code));
        return Task.FromResult(isShown ? Result<SecurityLabel>.Of(LabelScheme.Shipped.Records) : default(Result<SecurityLabel>?));
    }
}
