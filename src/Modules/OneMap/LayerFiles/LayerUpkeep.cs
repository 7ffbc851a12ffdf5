using Guotu.Database.Work;
using Guotu.Geo.Formats;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.OneMap.CompareRevisions;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.DeclareEmpty;
using Guotu.OneMap.PublishLayers;
using Guotu.OneMap.VerifyLayer;

namespace Guotu.OneMap.LayerFiles;

/// <summary>What is done with whole layers from the command line and the page of imports, gathered for them.</summary>
internal sealed class LayerUpkeep(
    LayerFileImport files, RevisionComparison comparison, LayerVerification verification, EmptyLayerDeclaration declaration, PublishedLayers published)
    : ILayerUpkeep
{
    public Task<Result<LayerImported>> ImportFileAsync(CommandContext context, LayerImport import, string path, CancellationToken ct) => files.FromPathAsync(context, import, path, ct);

    public Task<Result<LayerImported>> ImportStreamAsync(CommandContext context, LayerImport import, Stream content, CancellationToken ct) =>
        files.FromStreamAsync(context, import, content, ct);

    public async Task<Result<LayerExport>> ExportAsync(LayerExportOrder order, Caller caller, Stream target, CancellationToken ct)
    {
        var opened = await published.OpenAsync(caller, order.LayerCode, order.Revision, ct);
        if (opened.Error is { } error)
        {
            return error;
        }

        // GeoJSON has a writer of its own, whose numbers are those of the grid.
        var layer = opened.Value;
        if (order.Format == FileFormat.GeoJson)
        {
            return (await GeoJsonExport.WriteAsync(layer, target, ct)).Error is { } damaged ? damaged : new LayerExport(layer.Revision, [], !layer.IsWhole) { Label = layer.Label };
        }

        var written = await LayerFileExport.WriteAsync(layer, order, target, ct);
        return written.Map(report => new LayerExport(layer.Revision, report.Losses, !layer.IsWhole) { Label = layer.Label, Beside = report.Beside });
    }

    public Task<Result<RevisionDifference>> DiffAsync(string layerCode, int from, int to, CancellationToken ct) =>
        comparison.CompareAsync(layerCode, from, to, ct);

    public Task<Result<LayerRevision>> VerifyAsync(string layerCode, int? revision, CancellationToken ct) =>
        verification.VerifyAsync(layerCode, revision, ct);

    public Task<Result<LayerRevision>> DeclareEmptyAsync(CommandContext context, LayerDeclaration declared, CancellationToken ct) =>
        declaration.DeclareAsync(context, declared, ct);
}
