using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Snapshots;

namespace Guotu.Geo.Tests;

/// <summary>An earlier snapshot and what changed since are one snapshot: the same name, the same blocks, the same answers.</summary>
public sealed class SnapshotAmendmentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-amend").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>For any features before and after, taking over what is kept gives what making it anew gives.</summary>
    [Fact]
    public void Snapshot_and_later_changes_are_the_snapshot_made_whole()
    {
        var share = Gen.Choose(0, 100);
        var arbitrary = share.Four().SelectMany(s => Gen.Choose(1, 1_000_000).Select(seed => (Shares: s, Seed: seed))).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(arbitrary, draw =>
        {
            var random = new Random(draw.Seed);
            var (was, gone, changed, added) = draw.Shares;
            var before = Ids(random, 3_000, was).ToDictionary(id => id, id => Figures.Feature(id, Square(id, 10), "0101"));
            var after = before.Values.Where(_ => random.Next(400) >= gone).Select(f => random.Next(400) < changed ? f with { Attributes = ["0201", null] } : f).ToDictionary(f => f.Id);
            foreach (var id in Ids(random, 3_300, added / 4).Where(id => !before.ContainsKey(id)))
            {
                after[id] = Figures.Feature(id, Square(id, 12), null);
            }

            using var earlier = Whole(1, before.Values);
            using var amended = Amended(earlier, after.Values.OrderBy(f => f.Id), f => before.TryGetValue(f.Id, out var b) && ReferenceEquals(b, f));
            using var whole = Whole(2, after.Values);
            return amended.Name == whole.Name && amended.BlockCount == whole.BlockCount && amended.Verify(CancellationToken.None).IsSuccess
                && amended.Query(amended.Envelope).Value.Select(f => (f.Id, f.Attributes[0])).SequenceEqual(after.Values.OrderBy(f => f.Id).Select(f => (f.Id, f.Attributes[0])));
        }));
    }

    [Fact]
    public void One_new_feature_writes_its_block_and_the_directory_and_leaves_the_rest_where_it_lies()
    {
        var features = Enumerable.Range(1, 20_000).Select(i => Figures.Feature(i * 7, Square(i, 10), "0101")).ToList();
        using var earlier = Whole(1, features);
        var newcomer = Figures.Feature(70_003, Square(3, 5), "0301");
        using var amended = Amended(earlier, features.Append(newcomer).OrderBy(f => f.Id), f => f != newcomer);
        Assert.Equal([earlier.Name], amended.Sources);
        Assert.True(new FileInfo(PathOf(amended)).Length < new FileInfo(PathOf(earlier)).Length / 2);
        Assert.Equal(20_001, amended.Count);
        Assert.Equal("0301", amended.Find(70_003).Value!.Attributes[0]);
        Assert.Equal("0101", amended.Find(7).Value!.Attributes[0]);
    }

    [Fact]
    public void A_chain_of_changes_stays_short_and_ends_in_a_file_of_its_own()
    {
        var features = Enumerable.Range(1, 3_000).Select(i => Figures.Feature(i, Square(i, 10), "0101")).ToList();
        var at = Whole(1, features);
        for (var revision = 2; revision < 40; revision++)
        {
            var newcomer = Figures.Feature(10_000 + revision, Square(revision, 5), "0301");
            features.Add(newcomer);
            var next = Amended(at, features, f => f != newcomer, revision);
            Assert.InRange(next.Sources.Count, 0, 8);
            Assert.Equal(SnapshotBuilder.Build(Figures.Dltb(revision), features).Value.Name, next.Name);
            Assert.True(next.Verify(CancellationToken.None).IsSuccess);
            at.Dispose();
            at = next;
        }

        at.Dispose();
    }

    [Fact]
    public void Where_the_file_below_is_gone_or_bent_there_is_no_answer()
    {
        var features = Enumerable.Range(1, 3_000).Select(i => Figures.Feature(i, Square(i, 10), "0101")).ToList();
        using var earlier = Whole(1, features);
        var newcomer = Figures.Feature(10_000, Square(1, 5), "0301");
        using var amended = Amended(earlier, features.Append(newcomer), f => f != newcomer);
        var bytes = File.ReadAllBytes(PathOf(earlier));
        bytes[500] ^= 1;
        File.WriteAllBytes(PathOf(earlier), bytes);
        using (var bent = Snapshot.Open(PathOf(amended), amended.Name).Value)
        {
            Assert.Equal(GeoErrors.SnapshotDamaged, bent.Verify(CancellationToken.None).Error!.Code);
        }

        File.Delete(PathOf(earlier));
        Assert.Equal(GeoErrors.SnapshotMissing, Snapshot.Open(PathOf(amended), amended.Name).Error!.Code);
    }

    [Fact]
    public void What_the_earlier_snapshot_does_not_have_can_not_be_kept()
    {
        using var earlier = Whole(1, [Figures.Feature(5, Square(1, 10), "0101")]);
        var assembly = new SnapshotAssembly(Figures.Dltb(2), new NameOnlySink(), earlier);
        Assert.Equal(GeoErrors.SnapshotContentUnusable, assembly.Keep(6)!.Code);
        Assert.False(assembly.Finish().IsSuccess);
    }

    [Fact]
    public void Features_out_of_order_are_refused()
    {
        var assembly = new SnapshotAssembly(Figures.Dltb(), new NameOnlySink());
        Assert.Null(assembly.Add(Figures.Feature(9, Square(1, 10), "0101")));
        Assert.Equal(GeoErrors.SnapshotContentUnusable, assembly.Add(Figures.Feature(8, Square(1, 10), "0101"))!.Code);
        Assert.False(assembly.Finish().IsSuccess);
    }

    private static IEnumerable<long> Ids(Random random, int below, int percent) =>
        Enumerable.Range(1, below).Where(_ => random.Next(100) < percent).Select(i => (long)i);

    private static Geometry.GridMultiPolygon Square(long id, double side)
    {
        var (east, north) = (id % 100 * 20.0, id / 100 * 20.0);
        return Figures.Box(east, north, east + side, north + side);
    }

    private string PathOf(Snapshot snapshot) => Path.Combine(_folder, snapshot.Name + ".snapshot");

    private Snapshot Whole(long revision, IEnumerable<SnapshotFeature> features)
    {
        var content = SnapshotBuilder.Build(Figures.Dltb(revision), features).Value;
        var path = Path.Combine(_folder, content.Name + ".snapshot");
        Snapshot.Save(content, path);
        return Snapshot.Open(path, content.Name).Value;
    }

    private Snapshot Amended(Snapshot earlier, IEnumerable<SnapshotFeature> features, Func<SnapshotFeature, bool> kept, long revision = 2)
    {
        using var writer = new SnapshotFileWriter(Path.Combine(_folder, "next.partial"));
        var assembly = new SnapshotAssembly(Figures.Dltb(revision), writer, earlier);
        foreach (var feature in features)
        {
            Assert.Null(kept(feature) ? assembly.Keep(feature.Id) : assembly.Add(feature));
        }

        var name = assembly.Finish().Value;
        var path = Path.Combine(_folder, name + ".snapshot");
        writer.Commit(path);
        return Snapshot.Open(path, name).Value;
    }
}
