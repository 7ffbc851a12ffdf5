using System.Globalization;
using Guotu.Database.Sessions;
using Guotu.Geo.Crs;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Snapshots;

/// <summary>Derives a revision's snapshot from the database, always the same from the same rows.</summary>
internal sealed class SnapshotDerivation(CountySettings county)
{
    private const int MostPooled = 50_000;

    public GaussKrugerZone Zone { get; } = GaussKrugerZone.ThreeDegree(county.Zone);

    public async Task<Result<DerivedContent>> DeriveAsync(
        ISqlSession session, LayerDefinition layer, int revision, IReadOnlyList<string> columns, CancellationToken ct)
    {
        var digest = new RowsDigest();
        var features = new List<SnapshotFeature>();
        var places = columns.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal);
        var pool = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in FeatureTable.OfRevisionAsync(session, layer.Code, revision, ct))
        {
            digest.Add(row);
            var values = new string?[columns.Count];
            if (!FigureCodec.TryDecode(row.FigureBlob, out var figure) || !AttributeText.TryReadColumns(row.AttributeJson, places, values))
            {
                return LayerDamage.Of(layer, revision, string.Create(CultureInfo.InvariantCulture, $"要素 {row.FeatureId} 读不出来"));
            }

            Pool(values, pool);
            features.Add(new SnapshotFeature(row.FeatureId, figure, values));
        }

        var content = SnapshotBuilder.Build(new SnapshotDescription(layer.Code, revision, Zone, columns), features, ct);
        return content.Map(c => new DerivedContent(c, digest.Finish().ToString(), digest.Count));
    }

    /// <summary>Values repeat a lot; each is kept once.</summary>
    private static void Pool(string?[] values, Dictionary<string, string> pool)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
            {
                continue;
            }

            if (pool.TryGetValue(value, out var kept))
            {
                values[i] = kept;
            }
            else if (pool.Count < MostPooled)
            {
                pool[value] = value;
            }
        }
    }
}
