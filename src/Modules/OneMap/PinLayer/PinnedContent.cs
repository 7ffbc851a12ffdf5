using System.Globalization;
using Guotu.Database.Sessions;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Snapshots;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.PinLayer;

/// <summary>
/// Features of a revision that meet an envelope, verified at each pin. Of a small layer every row is digested anew. Of a large one the
/// rows are counted, and those that meet the envelope are read back from the database and compared with the snapshot, whose blocks carry the
/// digest recorded at commit; its remaining rows are verified by <c>layer verify</c>.
/// </summary>
internal sealed class PinnedContent(SnapshotFolder snapshots, PinSettings settings)
{
    public async Task<Result<IReadOnlyList<LayerFeature>>> VerifiedAsync(
        IReadSession session, LayerDefinition layer, RevisionRow revision, GridEnvelope envelope, CancellationToken ct)
    {
        var rows = revision.FeatureCount <= settings.DigestWholeUpTo
            ? await WholeAsync(session, layer, revision, envelope, ct)
            : await CountedAsync(session, layer, revision, envelope, ct);
        if (!rows.IsSuccess)
        {
            return rows;
        }

        var opened = await snapshots.OpenAsync(session, layer, revision, ct);
        if (!opened.IsSuccess)
        {
            return opened.Error!;
        }

        if (Agree(opened.Value, envelope, rows.Value, ct))
        {
            return rows;
        }

        // Either the file or the rows are wrong. A file made anew from the rows under the recorded name clears the rows.
        var rebuilt = await snapshots.RebuildAsync(session, layer, revision, ct);
        if (!rebuilt.IsSuccess)
        {
            return rebuilt.Error!;
        }

        return Agree(rebuilt.Value, envelope, rows.Value, ct) ? rows : LayerDamage.Of(layer, revision.RevisionNo, "数据行与入库时的快照不同");
    }

    private static async Task<Result<IReadOnlyList<LayerFeature>>> WholeAsync(
        IReadSession session, LayerDefinition layer, RevisionRow revision, GridEnvelope envelope, CancellationToken ct)
    {
        var digest = new RowsDigest();
        var touched = new List<LayerFeature>();
        FeatureRow? unreadable = null;
        await foreach (var row in FeatureTable.OfRevisionAsync(session, layer.Code, revision.RevisionNo, ct))
        {
            digest.Add(row);
            if (!FigureCodec.TryDecode(row.FigureBlob, out var figure))
            {
                unreadable = row;
            }
            else if (figure.Envelope.Meets(envelope) && AttributeText.TryRead(row.AttributeJson, out var attributes))
            {
                touched.Add(new LayerFeature(row.FeatureId, figure, attributes));
            }
        }

        if (digest.Count != revision.FeatureCount)
        {
            return CountDiffers(layer, revision, digest.Count);
        }

        if (unreadable is not null)
        {
            return Unreadable(layer, revision, unreadable);
        }

        return digest.Finish().ToString() == revision.RowsDigest ? touched : LayerDamage.Of(layer, revision.RevisionNo, "数据行摘要不符");
    }

    private static async Task<Result<IReadOnlyList<LayerFeature>>> CountedAsync(
        IReadSession session, LayerDefinition layer, RevisionRow revision, GridEnvelope envelope, CancellationToken ct)
    {
        var count = await FeatureTable.CountAsync(session, layer.Code, revision.RevisionNo, ct);
        if (count != revision.FeatureCount)
        {
            return CountDiffers(layer, revision, count);
        }

        var touched = new List<LayerFeature>();
        foreach (var row in await FeatureTable.InBoxAsync(session, layer.Code, revision.RevisionNo, envelope, ct))
        {
            if (row.Decode() is not { } feature)
            {
                return Unreadable(layer, revision, row);
            }

            touched.Add(feature);
        }

        return touched;
    }

    private static bool Agree(Snapshot snapshot, GridEnvelope envelope, IReadOnlyList<LayerFeature> rows, CancellationToken ct)
    {
        var found = snapshot.Query(envelope, ct);
        if (!found.IsSuccess || found.Value.Count != rows.Count)
        {
            return false;
        }

        var columns = snapshot.Description.Columns;
        return found.Value.Zip(rows).All(pair => Same(pair.First, pair.Second, columns));
    }

    private static bool Same(SnapshotFeature committed, LayerFeature row, IReadOnlyList<string> columns)
    {
        if (committed.Id != row.FeatureId || !committed.Shape.Equals(row.Figure))
        {
            return false;
        }

        var known = 0;
        for (var i = 0; i < columns.Count; i++)
        {
            var value = row[columns[i]];
            known += value is null ? 0 : 1;
            if (committed.Attributes[i] != value)
            {
                return false;
            }
        }

        return known == row.Attributes.Count;
    }

    private static Error CountDiffers(LayerDefinition layer, RevisionRow revision, int count) =>
        LayerDamage.Of(layer, revision.RevisionNo, string.Create(CultureInfo.InvariantCulture, $"入库 {revision.FeatureCount} 个要素,现有 {count} 个"));

    private static Error Unreadable(LayerDefinition layer, RevisionRow revision, FeatureRow row) =>
        LayerDamage.Of(layer, revision.RevisionNo, string.Create(CultureInfo.InvariantCulture, $"要素 {row.FeatureId} 读不出来"));
}

/// <summary>How far a pin looks beyond the features it gives out.</summary>
/// <param name="DigestWholeUpTo">Features up to which a pin digests every row of the layer.</param>
internal sealed record PinSettings(int DigestWholeUpTo)
{
    public static readonly PinSettings Usual = new(10_000);
}
