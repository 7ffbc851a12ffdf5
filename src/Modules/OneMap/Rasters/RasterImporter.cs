using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.StoredRasters;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Rasters;

/// <summary>
/// Takes a raster in (栅格入库): tiled file and original are written and synced first, then one unit of work names them. What is refused is recorded, and
/// no revision is left.
/// </summary>
internal sealed class RasterImporter(IRasterCatalogue catalogue, RasterFolder folder, IFileStore files, IUnitsOfWork units, RasterTable table, CountySettings county) : IRasterImport
{
    public const string Kind = "onemap.raster.import";
    public const long LargestFile = 16L << 30;
    private const int LongestSource = 200;

    public async Task<Result<RasterRevision>> ImportFileAsync(CommandContext context, RasterImport import, string path, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(import);
        var prepared = await PreparedAsync(import, path, ct);
        return prepared.Error is { } refused
            ? await units.RunAsync<RasterRevision>(context, (_, _) => Task.FromResult<Result<RasterRevision>>(refused), ct)
            : await CommitAsync(context, import, prepared.Value, ct);
    }

    /// <summary>A source of our own making; its tiled file is its original too.</summary>
    public async Task<Result<RasterRevision>> ImportSourceAsync(CommandContext context, RasterImport import, IRasterSource source, CancellationToken ct)
    {
        var definition = catalogue.Find(import.RasterCode) ?? throw new InvalidOperationException($"No raster {import.RasterCode}");
        var stored = await folder.StoreAsync(source, import.Progress, ct);
        if (stored.Error is { } refused)
        {
            return refused;
        }

        await using var file = File.OpenRead(RasterStoring.PathOf(folder.Folder, stored.Value.Name));
        var original = await files.SaveAsync(file, "application/x-guotu-raster", LargestFile, ct);
        return original.Error is { } unsaved ? unsaved : await CommitAsync(context, import, new Prepared(definition, source.Place, stored.Value, original.Value), ct);
    }

    private async Task<Result<Prepared>> PreparedAsync(RasterImport import, string path, CancellationToken ct)
    {
        if (catalogue.Find(import.RasterCode) is not { } definition)
        {
            return new Error(KernelErrors.NotFound, ("what", "栅格 " + import.RasterCode));
        }

        if ((SecretDataMustNotComeIn.Check(import.Source, Path.GetFileName(path)) ?? Refusal(definition, import)) is { } refusal)
        {
            return refusal;
        }

        var reader = await RasterFiles.OpenAsync(path, ct);
        if (reader.Error is { } unreadable)
        {
            return unreadable;
        }

        await using (reader.Value)
        {
            var source = await RasterSources.OfAsync(reader.Value, definition.Kind, GaussKrugerZone.ThreeDegree(county.Zone), ct);
            if (source.Error is { } unfit)
            {
                return unfit;
            }

            var stored = await folder.StoreAsync(source.Value, import.Progress, ct);
            if (stored.Error is { } refused)
            {
                return refused;
            }

            await using var file = File.OpenRead(path);
            var original = await files.SaveAsync(file, "image/tiff", LargestFile, ct);
            return original.Map(o => new Prepared(definition, source.Value.Place, stored.Value, o) { Conversion = source.Value.Conversion });
        }
    }

    private static Error? Refusal(RasterDefinition definition, RasterImport import)
    {
        if (import.Source.Trim().Length is 0 or > LongestSource)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "数据来源"), ("reason", $"要填,不超过 {LongestSource} 个字符")) { Field = "source" };
        }

        return definition.Kind == RasterKind.Elevation && VerticalDatums.OfName(import.VerticalDatum) != VerticalDatum.China1985
            ? new Error(OneMapErrors.VerticalDatumRefused, ("datum", string.IsNullOrWhiteSpace(import.VerticalDatum) ? "没有写明" : "“" + import.VerticalDatum + "”"))
            : null;
    }

    private Task<Result<RasterRevision>> CommitAsync(CommandContext context, RasterImport import, Prepared prepared, CancellationToken ct) => units.RunAsync<RasterRevision>(
        context,
        async (work, token) =>
        {
            var before = await RasterTable.LockAsync(work, prepared.Definition, county, token);
            var found = before > 0 ? await table.FindAsync(work, prepared.Definition, before, token) : Result<RasterRow?>.Of(null);
            if (found.Error is { } notProved)
            {
                return notProved;
            }

            var current = found.Value;
            if (before > 0 && current is null)
            {
                return new Error(LayerErrors.Damaged, ("layer", prepared.Definition.Name), ("revision", before), ("reason", RevisionTable.NotAsCommitted));
            }

            if (current is not null && import.AsOf < current.AsOfDate)
            {
                return new Error(OneMapErrors.AsOfGoesBack, ("layer", prepared.Definition.Name), ("asOf", Text(import.AsOf)), ("current", Text(current.AsOfDate)));
            }

            await work.AttachAsync(prepared.Original, token);
            var revision = RevisionOf(work, import, prepared, before + 1);
            revision = revision with { Label = revision.Label.Join(SecurityLabel.OfRow(current?.LabelLevel ?? 0, current?.LabelCategory)) };
            if ((await table.InsertAsync(work, revision, county, token)).Error is { } refused)
            {
                return refused;
            }

            work.Audit(EntryOf(prepared.Definition, revision));
            return revision;
        },
        ct);

    private static RasterRevision RevisionOf(IUnitOfWork work, RasterImport import, Prepared prepared, int number) => new()
    {
        RasterCode = prepared.Definition.Code,
        Number = number,
        CommittedAt = work.At,
        AsOf = import.AsOf,
        Source = prepared.SourceOf(import.Source.Trim()),
        Kind = prepared.Definition.Kind,
        Place = prepared.Place,
        FilledCells = prepared.Stored.FilledCells,
        ContentDigest = prepared.Stored.Name,
        FileDigest = prepared.Original.Digest,
        FileSize = prepared.Original.Size,
        CommittedBy = work.Context.Actor.Name,
        Demonstration = import.Demonstration,
        Label = import.Label,
    };

    private static AuditEntry EntryOf(RasterDefinition definition, RasterRevision revision)
    {
        var summary = string.Create(
            CultureInfo.InvariantCulture, $"栅格 {definition.Name} 入库第 {revision.Number} 版,{revision.Place.Columns} × {revision.Place.Rows} 格,数据时点 {revision.AsOf:yyyy-MM-dd},密级标志 {LabelScheme.Shipped.NameOf(revision.Label)}");
        return new AuditEntry(Kind, "raster", definition.Code, summary)
        {
            After = JsonSerializer.Serialize(new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["content"] = revision.ContentDigest.ToString(),
                ["file"] = revision.FileDigest,
                ["revision"] = revision.Number.ToString(CultureInfo.InvariantCulture),
            }),
        };
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Prepared(RasterDefinition Definition, RasterPlace Place, StoredRasterName Stored, StoredFile Original)
    {
        public string? Conversion { get; init; }

        /// <summary>The source as told, with what was made of the file behind it.</summary>
        public string SourceOf(string told)
        {
            var mark = Conversion is null ? string.Empty : $"({Conversion})";
            return told[..Math.Min(told.Length, LongestSource - mark.Length)] + mark;
        }
    }
}
