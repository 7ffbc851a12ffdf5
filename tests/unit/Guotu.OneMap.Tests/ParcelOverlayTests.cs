using Guotu.Database.Scope;
using Guotu.Geo;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.OneMap.OverlayParcel;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>What layers have of a parcel, as a data engineer asks on the map (压占分析).</summary>
public sealed class ParcelOverlayTests
{
    private const string Layer = "YJJBNT";
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly Caller Engineer = new()
    {
        UserId = 7,
        Account = "zhuh",
        Name = "朱辉",
        OrganisationId = 3,
        OrganisationName = "数据",
        RegionCode = "610724000000",
        Posts = new HashSet<string>(),
        Permissions = new HashSet<string>(),
        Scope = DataScope.WholeNode,
        Channel = "web",
        Address = "10.1.3.7",
    };

    [Theory]
    [BothDatabases]
    public async Task A_lot_across_two_patches_has_half_of_each_with_its_figure_and_an_empty_layer_has_its_trouble(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(3));

        var view = (await AskAsync(bench, Body(Shifted(50, 0)) with { Layers = [Layer, "STBHHX"], Answer = "figures" })).Value;

        Assert.Equal(10_000m, view.PlaneArea.SquareMetres);
        var farmland = view.Layers[0];
        Assert.Equal((1, 10_000m), (farmland.Revision, farmland.PlaneArea!.Value.SquareMetres));
        Assert.Equal([("610724101000000", 5_000m), ("610724101000001", 5_000m)], farmland.Features.Select(f => (f.Label, f.PlaneArea.SquareMetres)));
        Assert.All(farmland.Features, f => Assert.Equal("MultiPolygon", f.Geometry!.Value.GetProperty("type").GetString()));
        Assert.Equal(("STBHHX", "MAP-0001"), (view.Layers[1].Code, view.Layers[1].Trouble!.Code));
        Assert.Null(view.Layers[1].PlaneArea);
    }

    [Fact]
    public async Task A_lot_beside_the_layer_is_told_how_far_it_is_and_one_further_off_is_not()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        await bench.ImportAsync(Layer, Fields.Row(3));

        var near = (await AskAsync(bench, Body(Shifted(325.5, 0)) with { WithinMetres = 50 })).Value.Layers.Single();
        var far = (await AskAsync(bench, Body(Shifted(400, 0)) with { WithinMetres = 50 })).Value.Layers.Single();

        Assert.Equal((0m, 25.5, "610724101000002"), (near.PlaneArea!.Value.SquareMetres, near.Nearest!.Metres, near.Nearest.Label));
        Assert.Null(far.Nearest);
        Assert.Empty(far.Features);
    }

    [Fact]
    public async Task A_patch_that_is_hidden_from_the_caller_is_in_no_area_figure_or_distance()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        await bench.ImportAsync(Layer, Fields.Row(3));
        var whole = (await AskAsync(bench, Body(Shifted(50, 0)))).Value.Layers.Single();
        var hidden = whole.Features[1].FeatureId;
        bench.Access.Of[Layer] = new GivenSights.Sight("part", (f, _) => f.Id != hidden, "YJJBNTTBBH");

        var part = (await AskAsync(bench, Body(Shifted(50, 0)))).Value.Layers.Single();
        Assert.Equal(5_000m, part.PlaneArea!.Value.SquareMetres);
        Assert.Equal(string.Empty, Assert.Single(part.Features).Label);

        var onHidden = (await AskAsync(bench, Body(Figure(Fields.LotIn(1))) with { WithinMetres = 100 })).Value.Layers.Single();
        Assert.Empty(onHidden.Features);
        Assert.Equal(25, onHidden.Nearest!.Metres);

        bench.Access.Of[Layer] = null;
        Assert.Equal(KernelErrors.NotFound, (await AskAsync(bench, Body(Shifted(50, 0)) with { Layers = [Layer] })).Error!.Code);
        Assert.Empty((await AskAsync(bench, Body(Shifted(50, 0)))).Value.Layers);
    }

    [Theory]
    [BothDatabases]
    public async Task An_earlier_state_of_the_layer_is_asked_by_record_time_and_by_legal_date(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var first = (await bench.ImportAsync(Layer, Fields.Row(1))).Value;
        bench.Clock.Advance(TimeSpan.FromDays(40));
        await bench.ImportAsync(Layer, Fields.Row(3));
        var lot = Body(Shifted(50, 0)) with { Layers = [Layer] };

        Assert.Equal(10_000m, (await AskAsync(bench, lot)).Value.Layers.Single().PlaneArea!.Value.SquareMetres);
        var then = (await AskAsync(bench, lot with { RecordedAt = first.CommittedAt.Plus(TimeSpan.FromDays(39)) })).Value.Layers.Single();
        Assert.Equal((1, 5_000m), (then.Revision, then.PlaneArea!.Value.SquareMetres));
        Assert.Equal(2, (await AskAsync(bench, lot with { ValidOn = first.AsOf })).Value.Layers.Single().Revision);
        Assert.Equal("MAP-0001", (await AskAsync(bench, lot with { ValidOn = first.AsOf.AddDays(-1) })).Value.Layers.Single().Trouble!.Code);
        Assert.Equal("MAP-0001", (await AskAsync(bench, lot with { RecordedAt = first.CommittedAt.Plus(TimeSpan.FromSeconds(-1)) })).Value.Layers.Single().Trouble!.Code);

        var known = (await bench.The<ReadLayers.LayerList>().RevisionsAsync(Engineer, Layer, new(first.CommittedAt, null), Never)).Value;
        Assert.Equal([1], known.Select(r => r.Revision));
    }

    [Fact]
    public async Task What_is_no_sound_parcel_is_refused_by_its_field()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var lot = Body(Shifted(50, 0));
        foreach (var (body, field) in new (OverlayBody, string)[]
        {
            (lot with { Epsg = 4547 }, "epsg"),
            (lot with { Epsg = 4490 }, "coordinates"),
            (lot with { Coordinates = [] }, "coordinates"),
            (lot with { Coordinates = null! }, "coordinates"),
            (lot with { Coordinates = [[[[1, 2], [double.NaN, 3], [1, 2], [1, 2]]]] }, "coordinates"),
            (lot with { Coordinates = [[[[36_476_600, 3_641_700], [36_476_700, 3_641_700], [36_476_700, 3_641_800]]]] }, "coordinates"),
            (lot with { Answer = "all" }, "answer"),
            (lot with { WithinMetres = -1 }, "withinMetres"),
            (lot with { WithinMetres = double.PositiveInfinity }, "withinMetres"),
        })
        {
            Assert.Equal((field, KernelErrors.FieldInvalid), ((await AskAsync(bench, body)).Error!.Field, (await AskAsync(bench, body)).Error!.Code));
        }

        var bowTie = lot with { Coordinates = [[[[36_476_600, 3_641_700], [36_476_700, 3_641_800], [36_476_700, 3_641_700], [36_476_600, 3_641_790], [36_476_600, 3_641_700]]]] };
        Assert.Equal(GeoErrors.FigureInvalid, (await AskAsync(bench, bowTie)).Error!.Code);
    }

    private static Task<Kernel.Results.Result<OverlayView>> AskAsync(OneMapBench bench, OverlayBody body) =>
        bench.The<ParcelOverlayQuery>().AskAsync(Engineer, body, Never);

    /// <summary>A patch's square moved by metres.</summary>
    private static GridMultiPolygon Shifted(double east, double north) => Figure(Moved(Fields.Square(0).Envelope, (long)(east * 10_000), (long)(north * 10_000)));

    private static GridEnvelope Moved(GridEnvelope box, long east, long north) => new(box.MinEast + east, box.MinNorth + north, box.MaxEast + east, box.MaxNorth + north);

    private static GridMultiPolygon Figure(GridEnvelope b) => GridMultiPolygon.Of(new GridPolygon(new GridRing(
        [new GridPoint(b.MinEast, b.MinNorth), new GridPoint(b.MaxEast, b.MinNorth), new GridPoint(b.MaxEast, b.MaxNorth), new GridPoint(b.MinEast, b.MaxNorth)])));

    private static OverlayBody Body(GridMultiPolygon figure) => new(
        4524,
        [.. figure.Polygons.Select(p => (IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>)[.. p.Rings.Select(r =>
            (IReadOnlyList<IReadOnlyList<double>>)[.. r.Points.Append(r.Points[0]).Select(q => (IReadOnlyList<double>)[q.EastMetres, q.NorthMetres])])])],
        null,
        null,
        null);
}
