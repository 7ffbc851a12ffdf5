using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;

namespace Guotu.Geo.Tests;

/// <summary>What drawing reads of a snapshot is what walking reads of it (扫描).</summary>
public sealed class SnapshotScanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-scan").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(9_999)]
    public void Without_room_for_thinning_every_vertex_comes_in_its_order(long tolerance)
    {
        using var snapshot = Saved(Stars(400, 11));
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            var (east, north, side) = (random.NextDouble() * 4_000, random.NextDouble() * 4_000, random.NextDouble() * 3_000);
            var box = Figures.Box(east, north, east + side, north + side).Envelope;
            var taken = new Taken(tolerance, _ => true);
            Assert.True(snapshot.Scan(box, taken, TestContext.Current.CancellationToken).IsSuccess);
            var walked = snapshot.Query(box).Value;
            Assert.Equal(walked.Select(f => f.Shape), taken.Figures);
            Assert.Equal(walked.Select(f => f.Attributes[0]), taken.Codes);
        }
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(75_000)]
    [InlineData(3_000_000)]
    public void A_vertex_that_is_left_out_lies_within_the_tolerance_of_the_one_before_it(long tolerance)
    {
        var features = Stars(200, 12);
        using var snapshot = Saved(features);
        var taken = new Taken(tolerance, _ => true);
        Assert.True(snapshot.Scan(snapshot.Envelope, taken, TestContext.Current.CancellationToken).IsSuccess);
        var left = 0;
        foreach (var (whole, thin) in snapshot.Query(snapshot.Envelope).Value.SelectMany(f => f.Shape.Rings).Zip(taken.Rings))
        {
            var kept = whole.Points[0];
            var at = 0;
            foreach (var point in whole.Points)
            {
                if (at < thin.Count && thin[at] == point)
                {
                    (kept, at) = (point, at + 1);
                }

                Assert.True(Math.Abs(point.East - kept.East) <= tolerance && Math.Abs(point.North - kept.North) <= tolerance);
            }

            Assert.Equal(thin.Count, at);
            left += whole.Points.Length - thin.Count;
        }

        Assert.True(left > 0);
    }

    [Fact]
    public void A_feature_that_is_passed_over_gives_no_ring_and_cancelled_work_stops()
    {
        using var snapshot = Saved(Stars(300, 13));
        var taken = new Taken(0, row => row[0] == "0103");
        Assert.True(snapshot.Scan(snapshot.Envelope, taken, TestContext.Current.CancellationToken).IsSuccess);
        Assert.Equal(snapshot.Query(snapshot.Envelope).Value.Where(f => f.Attributes[0] == "0103").Select(f => f.Shape), taken.Figures);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => snapshot.Scan(snapshot.Envelope, taken, stop.Token));
    }

    [Fact]
    public void A_damaged_block_is_a_refusal()
    {
        var content = SnapshotBuilder.Build(Figures.Dltb(), Stars(2_000, 14)).Value;
        var path = Path.Combine(_folder, content.Name + ".snapshot");
        Snapshot.Save(content, path);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 3] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var snapshot = Snapshot.Open(path, content.Name).Value;
        Assert.Equal(GeoErrors.SnapshotDamaged, snapshot.Scan(snapshot.Envelope, new Taken(0, _ => true), TestContext.Current.CancellationToken).Error!.Code);
    }

    private Snapshot Saved(IEnumerable<SnapshotFeature> features)
    {
        var content = SnapshotBuilder.Build(Figures.Dltb(), features).Value;
        var path = Path.Combine(_folder, content.Name + ".snapshot");
        Snapshot.Save(content, path);
        return Snapshot.Open(path, content.Name).Value;
    }

    /// <summary>Stars of 5 to 300 corners and up to 400 m within four kilometres, some with a hole.</summary>
    private static List<SnapshotFeature> Stars(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(id =>
        {
            var corner = Figures.Box(random.NextDouble() * 4_000, random.NextDouble() * 4_000, 5_000, 5_000).Envelope;
            var (centre, reach, corners) = (new GridPoint(corner.MinEast, corner.MinNorth), 100_000 + (random.NextDouble() * 3_900_000), random.Next(5, 300));
            var hole = Star(random, centre, reach * 0.2, 8);
            return Figures.Feature(id, GridMultiPolygon.Of(new GridPolygon(Star(random, centre, reach, corners), random.Next(3) == 0 ? [hole] : [])), random.Next(2) == 0 ? "0101" : "0103");
        })];
    }

    private static GridRing Star(Random random, GridPoint centre, double reach, int corners) => new(Enumerable.Range(0, corners).Select(i =>
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * i / corners);
        var away = reach * (0.6 + (0.4 * random.NextDouble()));
        return new GridPoint(centre.East + (long)(away * cos), centre.North + (long)(away * sin));
    }));

    private sealed class Taken(long tolerance, Func<FigureRow, bool> wanted) : IFigureScan
    {
        private readonly List<GridRing> _rings = [];
        private GridPoint _corner;
        private string? _code;

        public long Tolerance => tolerance;

        public List<GridMultiPolygon> Figures { get; } = [];

        public List<string?> Codes { get; } = [];

        public List<IReadOnlyList<GridPoint>> Rings { get; } = [];

        public bool Begin(FigureRow row)
        {
            _rings.Clear();
            (_corner, _code) = (new GridPoint(row.Box.MinEast, row.Box.MinNorth), row[0]);
            return wanted(row);
        }

        public void Ring(ReadOnlySpan<VertexOffset> points, RingRole role)
        {
            Assert.Equal(_rings.Count == 0 ? RingRole.Outer : RingRole.Hole, role);
            var ring = points.ToArray().Select(p => p.From(_corner)).ToList();
            Rings.Add(ring);
            _rings.Add(new GridRing(ring));
        }

        public void End()
        {
            Codes.Add(_code);
            Figures.Add(GridMultiPolygon.Of(new GridPolygon(_rings[0], [.. _rings.Skip(1)])));
        }
    }
}
