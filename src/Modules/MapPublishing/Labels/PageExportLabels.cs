using System.Globalization;
using System.Text.RegularExpressions;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Labels;

/// <summary>
/// Labels of what the map's pages export themselves: a comparison, named <c>LAYER.FROM-TO</c>, has those of both revisions, a profile, named
/// <c>RASTER.REVISION</c>, that of its raster.
/// </summary>
internal sealed partial class PageExportLabels(IPublishedLayers layers, IPublishedRasters rasters) : IPageExportLabels
{
    public async Task<Result<SecurityLabel>?> OfAsync(Caller caller, string kind, string objectId, CancellationToken ct) => kind switch
    {
        "comparison" => await ComparisonAsync(caller, objectId, ct),
        "profile" => await ProfileAsync(caller, objectId, ct),
        _ => (Result<SecurityLabel>?)null,
    };

    private async Task<Result<SecurityLabel>> ComparisonAsync(Caller caller, string objectId, CancellationToken ct)
    {
        if (Comparison().Match(objectId) is not { Success: true } named)
        {
            return Unnamed("图层代码.版本-版本");
        }

        var from = await layers.OpenAsync(caller, named.Groups[1].Value, Number(named.Groups[2]), ct);
        var to = await layers.OpenAsync(caller, named.Groups[1].Value, Number(named.Groups[3]), ct);
        return (from.Error ?? to.Error) is { } unseen ? unseen : from.Value.Label.Join(to.Value.Label);
    }

    private async Task<Result<SecurityLabel>> ProfileAsync(Caller caller, string objectId, CancellationToken ct)
    {
        if (Profile().Match(objectId) is not { Success: true } named)
        {
            return Unnamed("栅格代码.版本");
        }

        return (await rasters.OpenAsync(caller, named.Groups[1].Value, Number(named.Groups[2]), ct)).Map(r => r.Label);
    }

    private static Error Unnamed(string form) => new(KernelErrors.FieldInvalid, ("field", "objectId"), ("reason", "写成 " + form)) { Field = "objectId" };

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([A-Za-z0-9_]{1,40})\\.([0-9]{1,8})-([0-9]{1,8})$")]
    private static partial Regex Comparison();

    [GeneratedRegex("^([A-Za-z0-9_]{1,40})\\.([0-9]{1,8})$")]
    private static partial Regex Profile();
}
