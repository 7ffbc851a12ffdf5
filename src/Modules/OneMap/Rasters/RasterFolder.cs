using System.Collections.Concurrent;
using Guotu.Crypto;
using Guotu.Database.Files;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.StoredRasters;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Rasters;

/// <summary>
/// Tiled files of the node, named by their content (栅格分块文件夹). One that is missing or damaged is made again from the original in the file store and must
/// come out under the recorded name; otherwise there is no answer.
/// </summary>
internal sealed class RasterFolder(NodeSettings node, IFileStore files, IIdSource ids, CountySettings county) : IDisposable
{
    private const int MostOpen = 16;
    private static readonly byte[] OwnMagic = "GUOTURS1"u8.ToArray();
    private readonly ConcurrentDictionary<Sm3Digest, StoredRaster> _open = new();
    private readonly SemaphoreSlim _making = new(1, 1);

    public string Folder => Path.Combine(node.Home, "rasters");

    public async Task<Result<StoredRaster>> OpenAsync(RasterDefinition definition, RasterRevision revision, CancellationToken ct)
    {
        if (_open.TryGetValue(revision.ContentDigest, out var open))
        {
            return open;
        }

        var path = RasterStoring.PathOf(Folder, revision.ContentDigest);
        var opened = StoredRaster.Open(path, revision.ContentDigest);
        if (opened.IsSuccess)
        {
            return Kept(opened.Value);
        }

        await _making.WaitAsync(ct);
        try
        {
            opened = StoredRaster.Open(path, revision.ContentDigest);
            return opened.IsSuccess ? Kept(opened.Value) : await RemakeAsync(definition, revision, ct);
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>Writes a source's tiled file.</summary>
    public Task<Result<StoredRasterName>> StoreAsync(IRasterSource source, IProgress<double>? progress, CancellationToken ct) =>
        RasterStoring.WriteAsync(source, Folder, $"{ids.Next():D}.partial", progress, ct);

    /// <summary>A block failed its digest: the file is put out of the way, so that the next opening makes it again.</summary>
    public void PutAway(StoredRaster raster)
    {
        if (_open.TryRemove(raster.Name, out _))
        {
            File.Delete(RasterStoring.PathOf(Folder, raster.Name));
        }
    }

    public void Dispose()
    {
        _making.Dispose();
        foreach (var raster in _open.Values)
        {
            raster.Dispose();
        }
    }

    private async Task<Result<StoredRaster>> RemakeAsync(RasterDefinition definition, RasterRevision revision, CancellationToken ct)
    {
        var original = await files.OpenAsync(revision.FileDigest, ct);
        if (original.Error is { } missing)
        {
            return Damaged(definition, revision, missing.Text);
        }

        Directory.CreateDirectory(Folder);
        var copy = Path.Combine(Folder, $"{ids.Next():D}.original");
        try
        {
            await using (original.Value)
            {
                await using var target = new FileStream(copy, FileMode.CreateNew, FileAccess.Write);
                await original.Value.CopyToAsync(target, ct);
            }

            var made = await RemadeAsync(copy, revision, ct);
            return made.Error is { } unmade ? Damaged(definition, revision, unmade.Text)
                : made.Value != revision.ContentDigest ? Damaged(definition, revision, "按原始文件重做的内容摘要与入库时记录的不同")
                : StoredRaster.Open(RasterStoring.PathOf(Folder, revision.ContentDigest), revision.ContentDigest).Map(Kept);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private async Task<Result<Sm3Digest>> RemadeAsync(string copy, RasterRevision revision, CancellationToken ct)
    {
        if (await IsOwnAsync(copy, ct))
        {
            // A demonstration has no other original than the tiled file itself.
            File.Copy(copy, RasterStoring.PathOf(Folder, revision.ContentDigest), overwrite: true);
            return revision.ContentDigest;
        }

        var reader = await RasterFiles.OpenAsync(copy, ct);
        if (reader.Error is { } unreadable)
        {
            return unreadable;
        }

        await using (reader.Value)
        {
            var source = await RasterSources.OfAsync(reader.Value, revision.Kind, GaussKrugerZone.ThreeDegree(county.Zone), ct);
            return source.Error is { } unfit ? unfit : (await StoreAsync(source.Value, null, ct)).Map(s => s.Name);
        }
    }

    private static async Task<bool> IsOwnAsync(string path, CancellationToken ct)
    {
        var head = new byte[OwnMagic.Length];
        await using var stream = File.OpenRead(path);
        return await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) == head.Length && head.AsSpan().SequenceEqual(OwnMagic);
    }

    private static Error Damaged(RasterDefinition definition, RasterRevision revision, string reason) =>
        new(LayerErrors.Damaged, ("layer", definition.Name), ("revision", revision.Number), ("reason", reason.TrimEnd('。')));

    private StoredRaster Kept(StoredRaster raster)
    {
        if (_open.Count >= MostOpen)
        {
            // Readers may still hold them: their handles close when no one does.
            _open.Clear();
        }

        return _open[raster.Name] = raster;
    }
}
