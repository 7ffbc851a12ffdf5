using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.Hosting.Exports;

/// <summary>
/// Says what label lies on a file that a page makes of what it shows (页面导出的密级标志). Implemented by the module that the shown thing belongs to, so that
/// the node, not the page, says it.
/// </summary>
public interface IPageExportLabels
{
    /// <summary>Null where the kind is not this module's; refused like something unknown where the caller does not see the object.</summary>
    /// <param name="caller">Who exports.</param>
    /// <param name="kind">Such as <c>comparison</c>.</param>
    /// <param name="objectId">The object, as the kind names it.</param>
    /// <param name="ct">Cancels.</param>
    Task<Result<SecurityLabel>?> OfAsync(Caller caller, string kind, string objectId, CancellationToken ct);
}
