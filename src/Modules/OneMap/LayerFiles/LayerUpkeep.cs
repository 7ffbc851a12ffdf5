using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.CompareRevisions;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.DeclareEmpty;
using Guotu.OneMap.Domain;
using Guotu.OneMap.ImportLayer;
using Guotu.OneMap.PublishLayers;
using Guotu.OneMap.ReadLayers;
using Guotu.OneMap.VerifyLayer;

namespace Guotu.OneMap.LayerFiles;

/// <summary>What the command line does with layers, gathered for it.</summary>
internal sealed class LayerUpkeep(
    LayerContent content, ILayerImport importer, RevisionComparison comparison, LayerVerification verification, EmptyLayerDeclaration declaration,
    IDatumShifts shifts, PublishedLayers published, IPositionDoubts positions)
    : ILayerUpkeep
{
    private const int MostSource = 200;
    private const int MostReason = 100;

    public async Task<Result<LayerImported>> ImportFileAsync(CommandContext context, LayerImport import, string path, CancellationToken ct)
    {
        if (import.PositionsChecked is { } reason && reason.Trim().Length is 0 or > MostReason)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "位置核对的理由"), ("reason", $"要写明怎样核对的,1 到 {MostReason} 个字")) { Field = "positionsChecked" };
        }

        if (!Path.Exists(path))
        {
            return new Error(OneMapErrors.FileUnreadable, ("name", Path.GetFileName(path)), ("reason", "没有这个文件"));
        }

        var named = import with { FileName = Path.GetFileName(path) };
        if (SecretDataMustNotComeIn.Check(named.Source, named.FileName) is not null)
        {
            // Refused as an act before the file is opened, so that it is on record.
            return (await importer.ImportAsync(context, named, Array.Empty<NewFeature>().AsStream(ct), ct)).Map(r => new LayerImported(r, []));
        }

        var opened = await FeatureFiles.OpenAsync(path, import.Choices, ct);
        if (opened.Error is { } unreadable)
        {
            return unreadable;
        }

        await using var reader = opened.Value;
        DatumConversion? shift = null;
        if (reader.Detection.Crs?.Legacy is { } legacy)
        {
            var conversion = await shifts.ConversionAsync(legacy, content.Zone, ct);
            if (conversion.Error is { } unconverted)
            {
                return unconverted;
            }

            shift = conversion.Value;
        }

        var file = new LayerFileFeatures(reader, content.Zone, shift);
        if (await file.CheckAsync(ct) is { } refused)
        {
            return refused;
        }

        var position = await positions.AgainstCountyAsync(file.Examined, ct);
        if ((position.Error ?? (import.PositionsChecked is null ? position.Value.Doubt : null)) is { } doubtful)
        {
            return doubtful;
        }

        Error[] doubts = position.Value.Doubt is { } doubt ? [doubt] : [];
        var asChecked = doubts.Length == 0 ? named : named with { Source = Vouched(import) };
        var imported = await importer.ImportAsync(context, asChecked, file.ReadAsync(ct), ct);
        return imported.Map(revision => new LayerImported(revision, [.. reader.Warnings, .. file.NotCarried(), .. doubts]));
    }

    /// <summary>Stands in the list of revisions and in the audit beside the person who imported.</summary>
    private static string Vouched(LayerImport import)
    {
        var mark = $"(疑似偏移,位置经核对:{import.PositionsChecked!.Trim()})";
        return import.Source[..Math.Min(import.Source.Length, MostSource - mark.Length)] + mark;
    }

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
