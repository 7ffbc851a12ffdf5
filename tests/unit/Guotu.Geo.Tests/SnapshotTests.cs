using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;

namespace Guotu.Geo.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-snapshot").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_saved_is_read_back_in_order_of_id()
    {
        var features = Features(30);
        using var snapshot = Saved(features);
        Assert.Equal(features.Count, snapshot.Count);
        Assert.Equal("DLTB", snapshot.Description.Layer);
        var read = Enumerable.Range(0, snapshot.BlockCount).SelectMany(b => snapshot.ReadBlock(b).Value).ToArray();
        Assert.Equal(features.Select(f => f.Id), read.Select(f => f.Id));
        Assert.Equal(features.Select(f => f.Shape.Normalized()), read.Select(f => f.Shape));
        Assert.Equal(features.SelectMany(f => f.Attributes), read.SelectMany(f => f.Attributes));
        Assert.True(snapshot.Verify(CancellationToken.None).IsSuccess);
    }

    [Fact]
    public void Order_start_and_direction_do_not_change_the_name_but_any_vertex_or_value_does()
    {
        var features = Features(20);
        var name = SnapshotBuilder.Build(Figures.Dltb(), features).Value.Name;
        var turned = features.AsEnumerable().Reverse().Select(f => f with
        {
            Shape = new GridMultiPolygon([.. f.Shape.Polygons.Select(p => new GridPolygon(new GridRing(p.Outer.Points.Skip(1).Append(p.Outer.Points[0]).Reverse())))]),
        });
        Assert.Equal(name, SnapshotBuilder.Build(Figures.Dltb(), turned).Value.Name);
        Assert.NotEqual(name, SnapshotBuilder.Build(Figures.Dltb(revision: 2), features).Value.Name);
        var moved = features.ToArray();
        moved[7] = moved[7] with { Shape = Moved(moved[7].Shape) };
        Assert.NotEqual(name, SnapshotBuilder.Build(Figures.Dltb(), moved).Value.Name);
        moved = features.ToArray();
        moved[399] = moved[399] with { Attributes = ["0102", null] };
        Assert.NotEqual(name, SnapshotBuilder.Build(Figures.Dltb(), moved).Value.Name);
        Assert.NotEqual(name, SnapshotBuilder.Build(Figures.Dltb(), features.Skip(1)).Value.Name);
    }

    /// <summary>The name is part of verdicts and archives: a change of the format must not go unseen.</summary>
    [Fact]
    public void The_name_of_a_known_content_is_fixed() => Assert.Equal(
        KnownName,
        SnapshotBuilder.Build(Figures.Dltb(), [Figures.Feature(5, Figures.Box(0, 0, 100, 100)), Figures.Feature(9, Figures.Box(100, 0, 200, 100), null)]).Value.Name.ToString());

    [Fact]
    public void A_query_finds_what_a_walk_over_all_features_finds()
    {
        var features = Features(30);
        using var snapshot = Saved(features);
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var (east, north, side) = (random.NextDouble() * 1500, random.NextDouble() * 1500, random.NextDouble() * 300);
            var box = Figures.Box(east, north, east + side, north + side).Envelope;
            Assert.Equal(features.Where(f => f.Shape.Envelope.Meets(box)).Select(f => f.Id), snapshot.Query(box).Value.Select(f => f.Id));
        }

        Assert.Equal(features[55].Id, snapshot.Find(features[55].Id).Value!.Id);
        Assert.Null(snapshot.Find(-1).Value);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_a_refusal_and_never_another_answer()
    {
        var features = Features(20);
        var content = SnapshotBuilder.Build(Figures.Dltb(), features).Value;
        var path = Path.Combine(_folder, "damaged");
        Snapshot.Save(content, path);
        var whole = File.ReadAllBytes(path);
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bytes);
            var opened = Snapshot.Open(path, content.Name);
            var error = opened.Error ?? Verified(opened.Value);
            Assert.NotNull(error);
            Assert.Contains(error.Code, new[] { GeoErrors.SnapshotDamaged, GeoErrors.SnapshotNameDiffers, GeoErrors.SnapshotMissing });
        }
    }

    [Fact]
    public void A_file_cut_short_missing_or_of_another_name_is_refused()
    {
        var content = SnapshotBuilder.Build(Figures.Dltb(), Features(20)).Value;
        var path = Path.Combine(_folder, "cut");
        Assert.Equal(GeoErrors.SnapshotMissing, Snapshot.Open(path, content.Name).Error!.Code);
        Snapshot.Save(content, path);
        var other = SnapshotBuilder.Build(Figures.Dltb(2), Features(20)).Value;
        Assert.Equal(GeoErrors.SnapshotNameDiffers, Snapshot.Open(path, other.Name).Error!.Code);
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length += 997)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.False(Snapshot.Open(path, content.Name).IsSuccess);
        }
    }

    [Fact]
    public void What_can_not_be_held_is_refused_with_its_feature()
    {
        var box = Figures.Box(0, 0, 10, 10);
        Assert.Equal(GeoErrors.SnapshotContentUnusable, SnapshotBuilder.Build(Figures.Dltb(), [Figures.Feature(1, box), Figures.Feature(1, box)]).Error!.Code);
        var flat = Figures.Ring((0, 0), (10, 0), (0, 10), (10, 10));
        Assert.Equal(GeoErrors.SnapshotContentUnusable, SnapshotBuilder.Build(Figures.Dltb(), [Figures.Feature(1, GridMultiPolygon.Of(new GridPolygon(flat)))]).Error!.Code);
        Assert.Contains("7", SnapshotBuilder.Build(Figures.Dltb(), [new SnapshotFeature(7, box, ["x"])]).Error!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_is_lawfully_empty_has_a_snapshot_too()
    {
        using var snapshot = Saved([]);
        Assert.Equal(0, snapshot.Count);
        Assert.Empty(snapshot.Query(Figures.Box(0, 0, 10, 10).Envelope).Value);
    }

    private const string KnownName = "66ff693002b3294e84bab59e36b3810bd1fd2d0062c9330f8f1af0fcfcc0bcc2";

    private static Guotu.Kernel.Results.Error? Verified(Snapshot snapshot)
    {
        using (snapshot)
        {
            return snapshot.Verify(CancellationToken.None).Error;
        }
    }

    private static GridMultiPolygon Moved(GridMultiPolygon shape)
    {
        var points = shape.Polygons[0].Outer.Points;
        return GridMultiPolygon.Of(new GridPolygon(new GridRing(points.SetItem(0, new GridPoint(points[0].East + 1, points[0].North)))));
    }

    private static List<SnapshotFeature> Features(int n) =>
        [.. Figures.Patches(n, 5).Select((shape, i) => Figures.Feature((i * 10) + 3, shape, i % 7 == 0 ? null : $"0{i % 5}01"))];

    private Snapshot Saved(List<SnapshotFeature> features)
    {
        var content = SnapshotBuilder.Build(Figures.Dltb(), features).Value;
        var path = Path.Combine(_folder, content.Name.ToString());
        Snapshot.Save(content, path);
        return Snapshot.Open(path, content.Name).Value;
    }
}
