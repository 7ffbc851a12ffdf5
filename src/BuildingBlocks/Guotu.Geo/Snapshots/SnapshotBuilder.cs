using System.Globalization;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Snapshots;

/// <summary>The canonical blocks of a snapshot and the name that follows from them.</summary>
/// <param name="Name">SM3 Merkle root over the blocks: the same content has the same name on every machine.</param>
/// <param name="Blocks">Description, feature blocks in order of id, directory.</param>
public sealed record SnapshotContent(Sm3Digest Name, IReadOnlyList<ReadOnlyMemory<byte>> Blocks);

/// <summary>
/// Derives the canonical content of one layer revision: features in order of id, figures in normal form, integers only.
/// The order in which features come, and the start and direction of their rings, do not change the name.
/// </summary>
public static class SnapshotBuilder
{
    /// <summary>Features a block.</summary>
    public const int BlockFeatures = 256;

    // The origin sits on a 10 km raster, so that a new feature seldom moves it; local coordinates stay below 2³⁰ (107 km).
    private const long OriginRaster = 100_000_000;
    private const long MostExtent = 1L << 30;

    public static Result<SnapshotContent> Build(
        SnapshotDescription description, IEnumerable<SnapshotFeature> features, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        var ordered = features.OrderBy(f => f.Id).ToArray();
        if (FirstUnusable(description, ordered) is { } refusal)
        {
            return refusal;
        }

        var envelope = ordered.Aggregate(GridEnvelope.Empty, (box, f) => box.Union(f.Shape.Envelope));
        var origin = envelope.IsEmpty ? new GridPoint(0, 0) : new GridPoint(Raster(envelope.MinEast), Raster(envelope.MinNorth));
        if (!envelope.IsEmpty && Math.Max(envelope.MaxEast - origin.East, envelope.MaxNorth - origin.North) >= MostExtent)
        {
            return new Error(GeoErrors.LayerTooWide);
        }

        var writer = new SnapshotBlockWriter(origin);
        var blocks = new List<ReadOnlyMemory<byte>> { writer.Description(description, ordered.Length) };
        foreach (var chunk in ordered.Chunk(BlockFeatures))
        {
            cancellation.ThrowIfCancellationRequested();
            blocks.Add(writer.Features(chunk, description.Columns.Count));
        }

        blocks.Add(writer.Directory(ordered));
        return new SnapshotContent(MerkleTree.Of(blocks.Select(b => MerkleTree.Leaf(b.Span))).Root, blocks);
    }

    private static Error? FirstUnusable(SnapshotDescription description, SnapshotFeature[] ordered)
    {
        for (var i = 0; i < ordered.Length; i++)
        {
            var feature = ordered[i];
            var reason = i > 0 && ordered[i - 1].Id == feature.Id ? "要素编号重复"
                : feature.Shape.IsEmpty || feature.Shape.Rings.Any(r => r.Points.Length < 3) ? "图形为空或环少于三点"
                : feature.Attributes.Count != description.Columns.Count ? "属性个数与图层字段不符"
                : null;
            if (reason is not null)
            {
                return new Error(GeoErrors.SnapshotContentUnusable, ("id", feature.Id.ToString(CultureInfo.InvariantCulture)), ("reason", reason));
            }
        }

        return null;
    }

    private static long Raster(long value) => Math.DivRem(value, OriginRaster) is var (quotient, rest) && rest < 0 ? (quotient - 1) * OriginRaster : quotient * OriginRaster;
}
