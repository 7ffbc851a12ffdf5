using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.OneMap.ImportLayer;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.LayerFiles;

/// <summary>A file of any format as a layer's new revision: read through and checked, then read again and stored in one transaction (文件入库).</summary>
internal sealed class LayerFileImport(LayerContent content, ILayerImport importer, IDatumShifts shifts, IPositionDoubts positions)
{
    private const int MostSource = 200;
    private const int MostReason = 100;

    public async Task<Result<LayerImported>> FromPathAsync(CommandContext context, LayerImport import, string path, CancellationToken ct)
    {
        if (!Path.Exists(path))
        {
            return new Error(OneMapErrors.FileUnreadable, ("name", Path.GetFileName(path)), ("reason", "没有这个文件"));
        }

        return await OpenedAsync(context, import with { FileName = Path.GetFileName(path) }, () => FeatureFiles.OpenAsync(path, import.Choices, ct), ct);
    }

    /// <summary>The name of the file is the import's.</summary>
    public Task<Result<LayerImported>> FromStreamAsync(CommandContext context, LayerImport import, Stream stream, CancellationToken ct) =>
        OpenedAsync(context, import, () => FeatureFiles.OpenAsync(stream, import.Choices, ct), ct);

    /// <summary>The features of an open file as those of a layer of this county; refused where an older system has no parameters of conversion.</summary>
    public async Task<Result<LayerFileFeatures>> FeaturesAsync(IFeatureReader reader, CancellationToken ct)
    {
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

        return new LayerFileFeatures(reader, content.Zone, shift);
    }

    private async Task<Result<LayerImported>> OpenedAsync(CommandContext context, LayerImport import, Func<Task<Result<IFeatureReader>>> open, CancellationToken ct)
    {
        if (import.PositionsChecked is { } reason && reason.Trim().Length is 0 or > MostReason)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "位置核对的理由"), ("reason", $"要写明怎样核对的,1 到 {MostReason} 个字")) { Field = "positionsChecked" };
        }

        if (SecretDataMustNotComeIn.Check(import.Source, import.FileName) is not null)
        {
            // Refused as an act before the file is opened, so that it is on record.
            return (await importer.ImportAsync(context, import, Array.Empty<NewFeature>().AsStream(ct), ct)).Map(r => new LayerImported(r, []));
        }

        var opened = await open();
        if (opened.Error is { } unreadable)
        {
            return unreadable;
        }

        await using var reader = opened.Value;
        return await ReadAsync(context, import, reader, ct);
    }

    private async Task<Result<LayerImported>> ReadAsync(CommandContext context, LayerImport import, IFeatureReader reader, CancellationToken ct)
    {
        var features = await FeaturesAsync(reader, ct);
        if (features.Error is { } unconverted)
        {
            return unconverted;
        }

        var file = features.Value;
        if (await file.CheckAsync(import.Examination, ct) is { } refused)
        {
            return refused;
        }

        var position = await positions.AgainstCountyAsync(file.Examined, ct);
        if ((position.Error ?? (import.PositionsChecked is null ? position.Value.Doubt : null)) is { } doubtful)
        {
            return doubtful;
        }

        Error[] doubts = position.Value.Doubt is { } doubt ? [doubt] : [];
        var asChecked = doubts.Length == 0 ? import : import with { Source = Vouched(import) };
        var imported = await importer.ImportAsync(context, asChecked, file.ReadAsync(ct), ct);
        return imported.Map(revision => new LayerImported(revision, [.. reader.Warnings, .. file.NotCarried(), .. doubts]));
    }

    /// <summary>Stands in the list of revisions and in the audit beside the person who imported.</summary>
    private static string Vouched(LayerImport import)
    {
        var mark = $"(疑似偏移,位置经核对:{import.PositionsChecked!.Trim()})";
        return import.Source[..Math.Min(import.Source.Length, MostSource - mark.Length)] + mark;
    }
}
