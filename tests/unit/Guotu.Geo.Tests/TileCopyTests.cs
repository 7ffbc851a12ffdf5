using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Geo.TileCopies;
using Guotu.Geo.Tiles;
using Guotu.Geo.Validity;

namespace Guotu.Geo.Tests;

/// <summary>
/// Tiles out of a copy hold what tiles out of the figures themselves hold: the same features with the same values, valid by the judgement of NTS, the
/// same ground up to the rounding along the border, before and after a change.
/// </summary>
public sealed class TileCopyTests : IDisposable
{
    private static readonly string[] Fields = ["DLBM", "QSDWMC"];
    private static readonly GaussKrugerProjection Projection = new(Figures.Zone36);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guotu-tiles");
    private readonly TileChunks _chunks = new(1 << 20);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tiles_out_of_a_copy_are_those_out_of_the_figures(int seed)
    {
        var random = new Random(seed);
        var features = AnyFeatures(random, 150);
        using var copy = Built(features, 1, null);
        for (var round = 0; round < 50; round++)
        {
            Compare(copy, features, AnyTile(features, random), $"seed {seed} round {round}");
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void After_changes_a_copy_over_the_one_before_is_that_of_the_new_revision(int seed)
    {
        var random = new Random(seed);
        var features = AnyFeatures(random, 1_500);
        var copy = Built(features, 1, null);
        for (var revision = 2; revision < 5; revision++)
        {
            features = Changed(features, random, revision);
            var next = Built(features, revision, copy);
            using var anew = Built(features, revision, null, "anew");
            var taken = next.File.Clusters.Count(c => copy.File.Clusters.Any(b => b.Texts.Check == c.Texts.Check && b.Levels.Select(l => l.Check).SequenceEqual(c.Levels.Select(l => l.Check))));
            Assert.InRange(taken, copy.File.Clusters.Length / 2, next.File.Clusters.Length - 1);
            for (var round = 0; round < 8; round++)
            {
                var tile = AnyTile(features, random);
                var (one, other) = (Decoded(next, tile), Decoded(anew, tile));
                Assert.Equal(other.Keys.Order(), one.Keys.Order());
                Assert.All(one, f => Assert.True(f.Value.Geometry.EqualsTopologically(other[f.Key].Geometry) && f.Value.Properties.OrderBy(p => p.Key).SequenceEqual(other[f.Key].Properties.OrderBy(p => p.Key))));
                Compare(next, features, tile, $"seed {seed} revision {revision} round {round}");
            }

            copy.Dispose();
            copy = next;
        }

        copy.Dispose();
    }

    [Fact]
    public void Hidden_features_and_values_are_in_no_tile()
    {
        var features = Figures.Patches(12, 5).Select((s, i) => Figures.Feature(i + 1, s, $"010{i % 3}")).ToList();
        using var copy = Built(features, 1, null);
        foreach (var zoom in new[] { 10, 13, 16, 18 })
        {
            var tile = Containing(Figures.At(300, 300), zoom);
            var bytes = copy.Encode(tile, new TileDrawing("L", Fields, new OddOnly()), CancellationToken.None);
            var layer = DecodedTile.Read(bytes);
            Assert.NotEmpty(layer.Features);
            Assert.All(layer.Features, f => Assert.Equal((1L, 1, 2), (f.Id % 2, f.Properties.Count(p => p.Key == "DLBM"), f.Properties.Count)));
            Assert.DoesNotContain("城关街道", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.DoesNotContain("QSDWMC", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_the_overview_only_the_smallest_is_left_out()
    {
        // At level 9 a unit is 16 m on the ground: 30 m patches are below 16 units, 200 m patches are not.
        using var small = Built([.. Figures.Patches(8, 3, 30).Select((s, i) => Figures.Feature(i + 1, s))], 1, null);
        using var large = Built([.. Figures.Patches(8, 3, 200).Select((s, i) => Figures.Feature(i + 1, s))], 2, null);
        var tile = Containing(Figures.At(200, 200), 9);
        Assert.Empty(Decoded(small, tile));
        Assert.Equal(64, Decoded(large, tile).Count);
        Assert.Equal(64, Decoded(small, Containing(Figures.At(100, 100), 12)).Count);
    }

    [Fact]
    public void The_check_of_a_chunk_is_that_of_the_specification()
    {
        Assert.Equal(0xE3069283UL << 32, ChunkCheck.Of("123456789"u8));
        // RFC 3720 B.4: 32 zeros, 32 ones; here as the halves of one chunk.
        Assert.Equal((0x62A8AB43UL << 32) | 0x8A9136AAUL, ChunkCheck.Of([.. new byte[32], .. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0UL, ChunkCheck.Of([]));
    }

    [Fact]
    public void A_damaged_copy_gives_no_tile()
    {
        var features = Figures.Patches(12, 5).Select((s, i) => Figures.Feature(i + 1, s)).ToList();
        Built(features, 1, null).Dispose();
        var path = Path.Combine(_folder.FullName, "1.tiles");
        var whole = File.ReadAllBytes(path);
        var name = SnapshotBuilder.Build(Figures.Dltb(), features).Value.Name;
        var random = new Random(4);
        var tile = Containing(Figures.At(300, 300), 13);
        using var sound = TileCopy.Open(path, name, new TileChunks(1 << 20)).Value;
        var expected = sound.Encode(tile, new TileDrawing("L", Fields, null), CancellationToken.None);
        for (var round = 0; round < 300; round++)
        {
            var bytes = random.Next(4) == 0 ? whole[..random.Next(whole.Length)] : (byte[])whole.Clone();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var damaged = Path.Combine(_folder.FullName, "damaged.tiles");
            File.WriteAllBytes(damaged, bytes);
            var opened = TileCopy.Open(damaged, name, new TileChunks(1 << 20));
            if (!opened.IsSuccess)
            {
                continue;
            }

            using var copy = opened.Value;
            try
            {
                Assert.Equal(expected, copy.Encode(tile, new TileDrawing("L", Fields, null), CancellationToken.None));
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }

        Assert.False(TileCopy.Open(path, SnapshotBuilder.Build(Figures.Dltb(2), features).Value.Name, _chunks).IsSuccess);
    }

    private static void Compare(TileCopy copy, List<SnapshotFeature> features, TileAddress tile, string where)
    {
        var drawn = features.Select(f => new TileFeature(f.Id, f.Shape, [.. Fields.Select((n, i) => KeyValuePair.Create(n, f.Attributes[i])).Prepend(KeyValuePair.Create("id", (string?)f.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))]));
        var bytes = VectorTileEncoder.Encode("L", tile, Figures.Zone36, drawn).Value;
        var expected = bytes.Length == 0 ? [] : DecodedTile.Read(bytes).Features.ToDictionary(f => f.Id);
        var found = Decoded(copy, tile);
        foreach (var (id, feature) in found)
        {
            Assert.True(feature.Geometry.IsValid, $"{where}: {tile} feature {id} {feature.Geometry}");
            Assert.All(feature.Geometry.Coordinates, c => Assert.True(c.X is >= -64 and <= 4160 && c.Y is >= -64 and <= 4160));
            if (expected.TryGetValue(id, out var other))
            {
                Assert.Equal(other.Properties.OrderBy(p => p.Key), feature.Properties.OrderBy(p => p.Key));
            }
        }

        // Flat at one rounding and not at the other may be what has next to no ground; of the overview the smallest parts are left out.
        var least = tile.Zoom <= 11 ? 40.0 : 4.0;
        foreach (var id in expected.Keys.Union(found.Keys))
        {
            var (then, now) = (expected.GetValueOrDefault(id)?.Geometry, found.GetValueOrDefault(id)?.Geometry);
            var border = Math.Max(then?.Length ?? 0, now?.Length ?? 0);
            var parts = Math.Max(then?.NumGeometries ?? 0, now?.NumGeometries ?? 0);
            Assert.True(Math.Abs((then?.Area ?? 0) - (now?.Area ?? 0)) <= (1.2 * border) + (least * (1 + parts)), $"{where}: {tile} feature {id}: {then} against {now}");
        }
    }

    private static Dictionary<long, DecodedFeature> Decoded(TileCopy copy, TileAddress tile)
    {
        var bytes = copy.Encode(tile, new TileDrawing("L", Fields, null), CancellationToken.None);
        return bytes.Length == 0 ? [] : DecodedTile.Read(bytes).Features.ToDictionary(f => f.Id);
    }

    private TileCopy Built(List<SnapshotFeature> features, int revision, TileCopy? before, string named = "")
    {
        var (path, file) = (Path.Combine(_folder.FullName, revision + named + ".tiles"), Path.Combine(_folder.FullName, revision + ".snapshot"));
        var content = SnapshotBuilder.Build(Figures.Dltb(revision), features).Value;
        Snapshot.Save(content, file);
        using var snapshot = Snapshot.Open(file, content.Name).Value;
        var built = TileCopyBuilder.Build(snapshot, new TileCopyPlan(Fields, 8), path, before, CancellationToken.None);
        Assert.True(built.IsSuccess, built.Error?.Text);
        return TileCopy.Open(path, content.Name, _chunks).Value;
    }

    private static List<SnapshotFeature> AnyFeatures(Random random, int count) =>
        [.. Enumerable.Range(1, count).Select(i => Figures.Feature(i * 7, AnyFigure(random), random.Next(4) == 0 ? null : $"0{random.Next(30):00}"))];

    private static List<SnapshotFeature> Changed(List<SnapshotFeature> features, Random random, int revision)
    {
        var next = features.ToList();
        next.RemoveAt(random.Next(next.Count));
        var (moved, named) = (random.Next(next.Count), random.Next(next.Count));
        next[moved] = next[moved] with { Shape = AnyFigure(random) };
        next[named] = next[named] with { Attributes = ["0" + revision, "新单位"] };
        next.Add(Figures.Feature(100_000 + revision, AnyFigure(random)));
        return next;
    }

    private static GridMultiPolygon AnyFigure(Random random)
    {
        while (true)
        {
            var (east, north) = (random.NextDouble() * 6_000, random.NextDouble() * 6_000);
            var radius = Math.Pow(10, 0.7 + (random.NextDouble() * 2.6));
            var figure = random.Next(4) switch
            {
                0 => GridMultiPolygon.Of(Star(random, (east, north), radius, 0), Star(random, (east + (3 * radius), north), radius, 1)),
                1 => GridMultiPolygon.Of(Strip(random, east, north)),
                2 => GridMultiPolygon.Of(Star(random, (east, north), radius, 1)),
                _ => GridMultiPolygon.Of(Star(random, (east, north), radius, 0)),
            };
            if (FigureValidity.Check(figure).Count == 0)
            {
                return figure;
            }
        }
    }

    private static GridPolygon Star(Random random, (double East, double North) centre, double radius, int holes)
    {
        GridRing Ring(double least, double most, int count) => Figures.Ring([.. Enumerable.Range(0, count).Select(i =>
        {
            var (angle, reach) = (2 * Math.PI * (i + (0.8 * random.NextDouble())) / count, least + ((most - least) * random.NextDouble()));
            return (centre.East + (reach * Math.Cos(angle)), centre.North + (reach * Math.Sin(angle)));
        })]);
        return new GridPolygon(Ring(radius * 0.3, radius, 3 + random.Next(80)), holes == 0 ? [] : [Ring(radius * 0.05, radius * 0.2, 3 + random.Next(8))]);
    }

    private static GridPolygon Strip(Random random, double east, double north)
    {
        var width = 0.3 + (random.NextDouble() * 9);
        var line = Enumerable.Range(0, 3 + random.Next(40)).Select(i => (East: east + (i * 40.0), North: north + (60 * random.NextDouble()))).ToArray();
        return new GridPolygon(Figures.Ring([.. line.Select(p => (p.East, p.North)), .. line.Reverse().Select(p => (p.East, p.North + width))]));
    }

    private static TileAddress AnyTile(List<SnapshotFeature> features, Random random)
    {
        var points = features[random.Next(features.Count)].Shape.Polygons[0].Outer.Points;
        return Containing(points[random.Next(points.Length)], random.Next(8, 20));
    }

    private static TileAddress Containing(GridPoint point, int zoom)
    {
        var position = WebMercator.Forward(Projection.Inverse(point.ToMetres()));
        var side = new TileAddress(zoom, 0, 0).Side;
        return new TileAddress(zoom, (int)((position.East + WebMercator.HalfWorld) / side), (int)((WebMercator.HalfWorld - position.North) / side));
    }

    private sealed class OddOnly : ITileSight
    {
        public int Of(int ordinal, long id) => id % 2 == 1 ? 1 : ITileSight.Hidden;
    }
}
