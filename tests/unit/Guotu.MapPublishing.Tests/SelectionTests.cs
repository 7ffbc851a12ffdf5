using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Snapshots;
using Guotu.MapPublishing.Ogc;
using Guotu.MapPublishing.OgcFeatures;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Guotu.MapPublishing.Tests;

/// <summary>Pages and orders of what a caller sees.</summary>
public sealed class SelectionTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Pages_of_any_size_and_order_give_each_feature_of_the_pinned_revision_once_while_new_ones_come_in()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(23);
        var layers = bench.The<IPublishedLayers>();
        var officer = PublishingBench.Holder("officer");
        foreach (var (limit, sort) in ((int, string?)[])[(1, null), (5, null), (7, "-DLBM,TBBH"), (23, "TBBH"), (40, "-TBBH")])
        {
            var revision = (await layers.OpenAsync(officer, PublishingBench.Layer, null, Never)).Value.Revision;
            var (seen, after) = (new List<long>(), (long?)null);
            do
            {
                var layer = (await layers.OpenAsync(officer, PublishingBench.Layer, revision.Number, Never)).Value;
                var page = Page(bench, layer, sort, after, limit);
                seen.AddRange(page);
                after = page.Count == limit ? page[^1] : null;
                Assert.Equal(revision.FeatureCount, bench.The<FeatureSelection>().Count(layer, FeatureQuery.Everything, Never).Value);
                if (seen.Count <= 2 * limit)
                {
                    await bench.ImportAsync(23 + limit, first: limit);
                }
            }
            while (after is not null);

            Assert.Equal(revision.FeatureCount, seen.Count);
            Assert.Equal(seen.Count, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task Counts_are_those_of_the_features_given_whatever_the_filter()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(40);
        var layer = (await bench.The<IPublishedLayers>().OpenAsync(PublishingBench.Holder("officer"), PublishingBench.Layer, null, Never)).Value;
        var numbers = Gen.Choose(0, 45).Two().ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(numbers, n =>
        {
            var filter = $"TBBH BETWEEN '{Math.Min(n.Item1, n.Item2):00000000}' AND '{Math.Max(n.Item1, n.Item2):00000000}'";
            var query = Request(layer, ("filter", filter), ("limit", "100")).Query;
            var given = bench.The<FeatureSelection>().Stream(layer, query, null, Never).Value.Count();
            var expected = Math.Max(0, Math.Min(39, Math.Max(n.Item1, n.Item2)) - Math.Min(n.Item1, n.Item2) + 1);
            return given == expected && bench.The<FeatureSelection>().Count(layer, query, Never).Value == expected;
        }));
    }

    [Fact]
    public async Task Boxes_in_every_system_give_the_same_squares()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(6);
        var layer = (await bench.The<IPublishedLayers>().OpenAsync(PublishingBench.Holder("officer"), PublishingBench.Layer, null, Never)).Value;
        var ((west, south), (east, north)) = (Patches.Degrees(150, 20), Patches.Degrees(250, 80));
        var (x, y) = (Patches.West / 10_000.0, Patches.South / 10_000.0);
        int Met(string box, string crs) => bench.The<FeatureSelection>().Count(layer, Request(layer, ("bbox", box), ("bbox-crs", crs)).Query, Never).Value;

        Assert.Equal(2, Met(FormattableString.Invariant($"{west},{south},{east},{north}"), OgcCrs.Crs84Uri));
        Assert.Equal(2, Met(FormattableString.Invariant($"{south},{west},{north},{east}"), "http://www.opengis.net/def/crs/EPSG/0/4490"));
        Assert.Equal(2, Met(FormattableString.Invariant($"{y + 20},{x + 150},{y + 80},{x + 250}"), "http://www.opengis.net/def/crs/EPSG/0/4524"));
        Assert.Equal(6, Met("-180,-90,180,90", OgcCrs.Crs84Uri));
        Assert.Equal(0, Met("10,10,11,11", OgcCrs.Crs84Uri));
    }

    [Theory]
    [InlineData("colour", "red")]
    [InlineData("limit", "0")]
    [InlineData("limit", "ten")]
    [InlineData("bbox", "1,2,3")]
    [InlineData("bbox", "108,33,107,32")]
    [InlineData("crs", "http://www.opengis.net/def/crs/EPSG/0/2154")]
    [InlineData("sortby", "GONE")]
    [InlineData("properties", "GONE")]
    [InlineData("datetime", "gestern")]
    [InlineData("filter-lang", "cql2-json")]
    [InlineData("f", "html")]
    public async Task A_parameter_that_is_not_understood_is_refused_and_named(string name, string value)
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(1);
        var layer = (await bench.The<IPublishedLayers>().OpenAsync(PublishingBench.Holder("officer"), PublishingBench.Layer, null, Never)).Value;
        var read = ItemsRequest.Read(Query((name, value), ("filter", "TRUE")), layer, PublishingLimits.Usual);

        Assert.Equal((PublishingErrors.ParameterInvalid, name), (read.Error!.Code, read.Error.Field));
    }

    private static List<long> Page(PublishingBench bench, ISeenLayer layer, string? sort, long? after, int limit)
    {
        var query = (sort is null ? Request(layer) : Request(layer, ("sortby", sort))).Query;
        return [.. bench.The<FeatureSelection>().Stream(layer, query, after, Never).Value.Take(limit).Select((Kernel.Results.Result<SnapshotFeature> f) => f.Value.Id)];
    }

    private static ItemsRequest Request(ISeenLayer layer, params (string, string)[] parameters) =>
        ItemsRequest.Read(Query(parameters), layer, PublishingLimits.Usual) is { IsSuccess: true } read ? read.Value : throw new InvalidOperationException("refused");

    private static QueryCollection Query(params (string Name, string Value)[] parameters) =>
        new(parameters.ToDictionary(p => p.Name, p => new StringValues(p.Value)));
}
