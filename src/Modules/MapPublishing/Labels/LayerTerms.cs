using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Grants;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Labels;

/// <summary>Why a person can or cannot see a layer or raster: asked of the one check itself.</summary>
internal sealed class LayerTerms(LayerAccess access, ILayerCatalogue layers, IRasterCatalogue rasters, IClock clock) : IObjectTerms
{
    public ObjectKind Kind { get; } = new("layer", "图层或栅格", "图层代码");

    public string Permission => MapPublishingModule.ReadPermission;

    public async Task<IReadOnlyList<TermAnswer>> JudgeAsync(Caller caller, string objectId, CancellationToken ct) =>
        await LabelOfRevisionAsync(objectId, ct) is { } label ? await access.ExplainAsync(caller, objectId, label, ct) : [];

    /// <summary>Label that the current revision brings with it; null where there is no such layer.</summary>
    private async Task<SecurityLabel?> LabelOfRevisionAsync(string code, CancellationToken ct)
    {
        if (layers.Find(code) is not null)
        {
            var state = await layers.StateAsync(code, clock.Today, ct);
            return state.IsSuccess ? state.Value.Current?.Label ?? SecurityLabel.Lowest : SecurityLabel.Lowest;
        }

        if (rasters.Find(code) is not null)
        {
            return (await rasters.StatesAsync(clock.Today, ct)).FirstOrDefault(s => s.Definition.Code == code)?.Current?.Label ?? SecurityLabel.Lowest;
        }

        return code == LayerCodes.ApplicationParcels ? SecurityLabel.Lowest : null;
    }
}
