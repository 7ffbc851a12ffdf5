using Guotu.Geo.Indexing;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.TileCopies;

/// <summary>What a copy is to hold.</summary>
/// <param name="Fields">Fields whose values tiles carry, of the snapshot's columns; at most 16.</param>
/// <param name="LowestLevel">Lowest level of tiles, 0 … 16.</param>
public sealed record TileCopyPlan(IReadOnlyList<string> Fields, int LowestLevel)
{
    /// <summary>Levels above are made of the lattice as they are asked for.</summary>
    public const int HighestLevel = 16;

    internal IReadOnlyList<int> Levels => [.. Enumerable.Range(LowestLevel, HighestLevel - LowestLevel + 1), MercatorLattice.Level];

    public bool IsMetBy(TileCopy copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return copy.LowestLevel <= LowestLevel && Fields.All(copy.Fields.Contains);
    }
}

/// <summary>
/// Derives the copy of a snapshot (派生瓦片副本), cluster by cluster along a Hilbert curve, holding one cluster at a time. Over a copy of an earlier
/// revision only the clusters are made anew in which a feature came, went or changed.
/// </summary>
public sealed class TileCopyBuilder
{
    private const int ClusterSize = 128;
    private readonly Snapshot _snapshot;
    private readonly TileCopyPlan _plan;
    private readonly MercatorLattice _lattice;
    private readonly int[] _columns;

    private TileCopyBuilder(Snapshot snapshot, TileCopyPlan plan)
    {
        (_snapshot, _plan, _lattice) = (snapshot, plan, new MercatorLattice(snapshot.Description.Zone));
        _columns = [.. plan.Fields.Select(f => snapshot.Description.Columns.ToList().IndexOf(f))];
    }

    /// <summary>Makes the file, so that it appears there whole or not at all.</summary>
    /// <param name="snapshot">What it is derived from.</param>
    /// <param name="plan">What it holds.</param>
    /// <param name="path">Where; a file ending in <c>.partial</c> beside it is written meanwhile.</param>
    /// <param name="before">Copy of an earlier revision of the layer, by the same plan.</param>
    /// <param name="cancellation">Ends the work; nothing is left.</param>
    public static Result Build(Snapshot snapshot, TileCopyPlan plan, string path, TileCopy? before, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(plan);
        var builder = new TileCopyBuilder(snapshot, plan);
        try
        {
            using var writer = new TileCopyWriter($"{path}.{Environment.ProcessId}.partial");
            builder.Write(writer, before is not null && builder.CanFollow(before) ? before : null, cancellation);
            writer.Commit(builder.Head(), path);
            return Result.Done;
        }
        catch (DamagedSnapshotException damaged)
        {
            return damaged.Error;
        }
        catch (Exception fault) when (fault is TopologyException or ArgumentException)
        {
            return new Error(GeoErrors.OverlayFailed, ("what", "瓦片副本"), ("reason", fault.GetType().Name));
        }
    }

    internal ClusterFeature FeatureAt(int position)
    {
        var read = _snapshot.At(position);
        if (read.Error is { } damaged)
        {
            throw new DamagedSnapshotException(damaged);
        }

        var feature = read.Value;
        return new ClusterFeature(feature.Id, KeyAt(position), [.. _columns.Select(c => c < 0 ? null : feature.Attributes[c])], _lattice.Of(feature.Shape));
    }

    /// <summary>Place of a box's middle along the curve, in units of 2.56 cm of the plane.</summary>
    internal ulong KeyAt(int position)
    {
        const int Coarser = 8;
        var box = _snapshot.Directory.Boxes[position];
        return HilbertOrder.Key((uint)((box.MinEast + (box.Width / 2)) >> Coarser), (uint)((box.MinNorth + (box.Height / 2)) >> Coarser));
    }

    /// <summary>Clusters of a cluster's usual size out of positions in order of their keys.</summary>
    internal void Put(TileCopyWriter writer, ClusterDraft draft, IEnumerable<int> ordered, CancellationToken cancellation)
    {
        foreach (var cluster in ordered.Chunk(ClusterSize))
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Put(draft.Write(Array.ConvertAll(cluster, FeatureAt)));
        }
    }

    private void Write(TileCopyWriter writer, TileCopy? before, CancellationToken cancellation)
    {
        var draft = new ClusterDraft(_plan.Levels);
        if (before is not null && new TileCopySuccession(this, _snapshot, before).Changes(cancellation) is { } changes)
        {
            for (var cluster = 0; cluster < before.File.Clusters.Length; cluster++)
            {
                if (changes[cluster] is { } members)
                {
                    Put(writer, draft, members.OrderBy(KeyAt), cancellation);
                }
                else
                {
                    writer.Take(before.File, before.File.Clusters[cluster]);
                }
            }

            return;
        }

        var (keys, positions) = (new ulong[_snapshot.Count], new int[_snapshot.Count]);
        for (var i = 0; i < positions.Length; i++)
        {
            (keys[i], positions[i]) = (KeyAt(i), i);
        }

        Array.Sort(keys, positions);
        Put(writer, draft, positions, cancellation);
    }

    private TileCopyHead Head() => new(
        _snapshot.Name, _snapshot.Description.Layer, _snapshot.Description.Zone.Epsg, _plan.Fields, _plan.Levels, [.. Enumerable.Range(0, _snapshot.BlockCount).Select(_snapshot.DigestOf)]);

    private bool CanFollow(TileCopy before) =>
        before.Layer == _snapshot.Description.Layer && before.File.Head.Epsg == _snapshot.Description.Zone.Epsg && before.Count > 0
        && before.Fields.SequenceEqual(_plan.Fields) && before.File.Head.Levels.SequenceEqual(_plan.Levels);
}

/// <summary>A block of the snapshot does not hold: nothing is derived from it.</summary>
internal sealed class DamagedSnapshotException(Error error) : Exception(error.Text)
{
    public Error Error => error;
}
