using System.Globalization;
using Guotu.Database.Sessions;
using Guotu.Geo.Crs;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Snapshots;

/// <summary>
/// Derives a revision's snapshot from the database, always the same from the same rows, row by row. Rows that an earlier revision had already
/// are taken over from its snapshot, where that is at hand: they are digested as rows but not read as figures again.
/// </summary>
internal sealed class SnapshotDerivation(CountySettings county)
{
    public GaussKrugerZone Zone { get; } = GaussKrugerZone.ThreeDegree(county.Zone);

    public async Task<Result<DerivedContent>> DeriveAsync(ISqlSession session, DerivedRevision revision, ISnapshotSink sink, CancellationToken ct)
    {
        var digest = new RowsDigest();
        var before = revision.Before is { } b && SnapshotAssembly.CanFollow(b.Description, Described(revision)) ? b : null;
        var assembly = new SnapshotAssembly(Described(revision), sink, before);
        var places = revision.Columns.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal);
        await foreach (var row in FeatureTable.OfRevisionAsync(session, revision.Layer.Code, revision.Number, ct))
        {
            digest.Add(row);
            var refusal = before is not null && row.FirstRevision <= before.Description.Revision
                ? assembly.Keep(row.FeatureId)
                : Added(assembly, row, places, revision.Columns.Count);
            if (refusal is not null)
            {
                return LayerDamage.Of(revision.Layer, revision.Number, string.Create(CultureInfo.InvariantCulture, $"要素 {row.FeatureId} 读不出来"));
            }
        }

        var name = assembly.Finish();
        return name.IsSuccess
            ? new DerivedContent(name.Value, digest.Finish().ToString(), digest.Count)
            : LayerDamage.Of(revision.Layer, revision.Number, name.Error!.Text);
    }

    private static Error? Added(SnapshotAssembly assembly, FeatureRow row, Dictionary<string, int> places, int columns)
    {
        var values = new string?[columns];
        return AttributeText.TryReadColumns(row.AttributeJson, places, values)
            ? assembly.Add(row.FeatureId, row.FigureBlob, values)
            : new Error(LayerErrors.Damaged, ("layer", string.Empty), ("revision", string.Empty), ("reason", string.Empty));
    }

    private SnapshotDescription Described(DerivedRevision revision) => new(revision.Layer.Code, revision.Number, Zone, revision.Columns);
}

/// <summary>The revision to derive.</summary>
/// <param name="Columns">Fields that the snapshot holds, in their order.</param>
internal sealed record DerivedRevision(LayerDefinition Layer, int Number, IReadOnlyList<string> Columns)
{
    /// <summary>Snapshot of an earlier revision, to take over what did not change.</summary>
    public Snapshot? Before { get; init; }
}
