using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Grants;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Labels;

/// <summary>Why a person can or cannot see a layer or raster: asked of the one check itself.</summary>
internal sealed class LayerTerms(LayerAccess access, ILayerCatalogue layers, IRasterCatalogue rasters, IClock clock) : IObjectTerms
{
    public ObjectKind Kind { get; } = new("layer", "图层或栅格", "图层代码");

    public string Permission => MapPublishingModule.ReadPermission;

    public async Task<IReadOnlyList<TermAnswer>> JudgeAsync(Caller caller, string objectId, CancellationToken ct)
    {
        var label = await LabelOfRevisionAsync(objectId, ct);
        return label.Error is { } notProved ? [new TermAnswer(AccessTerm.Label, false, notProved.Text)]
            : label.Value is { } known ? await access.ExplainAsync(caller, objectId, known, ct)
            : [];
    }

    /// <summary>Label that the current revision brings with it; null where there is no such layer, refused where its record does not prove.</summary>
    private async Task<Result<SecurityLabel?>> LabelOfRevisionAsync(string code, CancellationToken ct)
    {
        if (layers.Find(code) is not null)
        {
            return (await layers.StateAsync(code, clock.Today, ct)).Map(s => (SecurityLabel?)(s.Current?.Label ?? SecurityLabel.Lowest));
        }

        if (rasters.Find(code) is { } raster)
        {
            var state = (await rasters.StatesAsync(clock.Today, ct)).First(s => s.Definition.Code == code);
            return state.Damaged
                ? new Error(LayerErrors.Damaged, ("layer", raster.Name), ("revision", "现行"), ("reason", "版本记录在平台之外被改动过,与校验码不符"))
                : state.Current?.Label ?? SecurityLabel.Lowest;
        }

        return Result<SecurityLabel?>.Of(code == LayerCodes.ApplicationParcels ? SecurityLabel.Lowest : null);
    }
}
