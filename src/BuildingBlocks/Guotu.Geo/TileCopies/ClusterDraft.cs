using System.Runtime.InteropServices;
using System.Text;
using Guotu.Geo.Tiles;

namespace Guotu.Geo.TileCopies;

/// <summary>Turns features into the bytes of a cluster.</summary>
internal sealed class ClusterDraft(IReadOnlyList<int> levels)
{
    private readonly LevelRule[] _rules = [.. levels.Select(l => new LevelRule(l))];
    private readonly TileBuffer _commands = new();

    /// <exception cref="NetTopologySuite.Geometries.TopologyException">A figure defies repair.</exception>
    public ClusterBytes Write(IReadOnlyList<ClusterFeature> features)
    {
        var chunks = new List<LevelBytes>();
        for (var i = 0; i < levels.Count; i++)
        {
            // The finest level is the lattice itself: what is drawn from it is rounded then.
            chunks.Add(levels[i] == MercatorLattice.Level ? Level(features, f => f.Fine) : Level(features, f => _rules[i].Of(f.Fine)));
        }

        return new ClusterBytes(features[0].Key, features.Count, Texts(features), chunks);
    }

    /// <summary>Ids, codes of texts by field, ends of texts, and the texts.</summary>
    public static byte[] Texts(IReadOnlyList<ClusterFeature> features)
    {
        var (places, ends, bytes, fields) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<int>(), new TileBuffer(), features[0].Texts.Length);
        var codes = new int[fields * features.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = features[i % features.Count].Texts[i / features.Count] is { } text ? Place(text) : -1;
        }

        return Joined([features.Count, fields, ends.Count], [.. features.Select(f => f.Id)], codes, [.. ends], bytes.Written);

        int Place(string text)
        {
            if (!places.TryGetValue(text, out var place))
            {
                places[text] = place = places.Count;
                bytes.Bytes(Encoding.UTF8.GetBytes(text));
                ends.Add(bytes.Length);
            }

            return place;
        }
    }

    private LevelBytes Level(IReadOnlyList<ClusterFeature> features, Func<ClusterFeature, IReadOnlyList<TilePolygon>> figureOf)
    {
        var (box, numbers, ends, places) = (LatticeBox.Empty, new List<int>(), new List<int>(), new List<ushort>());
        _commands.Clear();
        for (var i = 0; i < features.Count; i++)
        {
            var polygons = figureOf(features[i]);
            if (polygons.Count == 0)
            {
                continue;
            }

            var here = LatticeBox.Of(polygons);
            box = box.Union(here);
            var first = FigureCommands.Write(_commands, polygons);
            numbers.AddRange([(int)here.MinX, (int)here.MinY, (int)here.MaxX, (int)here.MaxY, (int)(uint)first.X, (int)(uint)first.Y]);
            ends.Add(_commands.Length);
            places.Add((ushort)i);
        }

        return places.Count == 0
            ? new LevelBytes([], LatticeBox.Empty)
            : new LevelBytes([.. Joined([places.Count], [], [.. numbers], [.. ends], []), .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(places)), .. _commands.Written], box);
    }

    private static byte[] Joined(int[] head, long[] ids, int[] numbers, int[] ends, ReadOnlySpan<byte> rest) =>
        [.. MemoryMarshal.AsBytes<int>(head), .. MemoryMarshal.AsBytes<long>(ids), .. MemoryMarshal.AsBytes<int>(numbers), .. MemoryMarshal.AsBytes<int>(ends), .. rest];
}
