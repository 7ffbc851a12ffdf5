using System.Collections.Immutable;
using Guotu.Geo.Indexing;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>
/// Makes parts of rings that do not cross: by containment, never by ring number. A ring inside an odd count of others is a
/// hole of the smallest of them; any other is an outer ring.
/// </summary>
internal sealed class PartAssembly(int parcel, WarningList warnings)
{
    public ImmutableArray<ParcelPart> Assemble(IReadOnlyList<ParcelRing> rings)
    {
        var order = Enumerable.Range(0, rings.Count).OrderByDescending(i => Int128.Abs(rings[i].Ring.DoubledSignedArea)).ThenBy(i => i).ToArray();
        var depth = new int[rings.Count];
        var holder = new int[rings.Count];
        var tree = new ChunkTree(order.Length, k => rings[order[k]].Ring.Envelope);
        for (var k = 0; k < order.Length; k++)
        {
            var own = order[k];
            holder[own] = Holder(rings, order, tree, k);
            depth[own] = holder[own] < 0 ? 0 : depth[holder[own]] + 1;
        }

        Note(rings, depth);
        return [.. Enumerable.Range(0, rings.Count).Where(i => depth[i] % 2 == 0).Select(outer => new ParcelPart(
            rings[outer],
            [.. Enumerable.Range(0, rings.Count).Where(i => depth[i] % 2 == 1 && holder[i] == outer).Select(i => rings[i])]))];
    }

    /// <summary>The smallest ring around the k-th largest, which is the last among the larger ones; −1 where there is none.</summary>
    private static int Holder(IReadOnlyList<ParcelRing> rings, int[] order, ChunkTree tree, int k)
    {
        var leaves = new List<int>();
        var ring = rings[order[k]].Ring;
        tree.Find(ring.Envelope, 0, leaves);
        for (var leaf = leaves.Count - 1; leaf >= 0; leaf--)
        {
            var (first, end) = tree.ItemsOf(leaves[leaf]);
            for (var larger = Math.Min(end, k) - 1; larger >= first; larger--)
            {
                if (FigureValidity.Side(ring, rings[order[larger]].Ring) > 0)
                {
                    return order[larger];
                }
            }
        }

        return -1;
    }

    private void Note(IReadOnlyList<ParcelRing> rings, int[] depth)
    {
        for (var i = 0; i < rings.Count; i++)
        {
            var outer = depth[i] % 2 == 0;
            if (outer == (i == 0))
            {
                continue; // first ring outer, later rings holes: what the ring number leads one to expect
            }

            var code = outer ? GeoErrors.WarnRingIsPart : GeoErrors.WarnRingIsHole;
            warnings.Add(new Error(code, ("parcel", parcel)) { Line = rings[i].Lines[0], Ring = rings[i].RingNumber });
        }
    }
}
