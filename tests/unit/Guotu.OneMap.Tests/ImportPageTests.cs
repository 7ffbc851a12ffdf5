using System.Text;
using Guotu.Database.Files;
using Guotu.Geo.Formats;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Pumps;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.FileImports;
using Guotu.OneMap.ImportLayer;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>A data engineer loads a delivery from the page: what the file is, what is asked of it, what comes of it.</summary>
public sealed class ImportPageTests
{
    private const string Farmland = "YJJBNT";
    private const string Zone = """{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4524"}}""";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly ImportChoicesBody AsFound = new(null, null, null, null, null);
    private static readonly ExportMark GivenMark = new()
    {
        Number = ExportNumber.Of(4711), Account = "zhaodt", Name = "赵大同", Organisation = "信息中心", At = Instant.Parse("2026-03-02T01:00:00.000000Z"), Label = SecurityLabel.Of(1, []), Shown = true,
    };

    private static readonly Caller Engineer = OneMapBench.Reader with { Clearance = SecurityLabel.Of(1, []), Permissions = new HashSet<string> { OneMapModule.ImportPermission } };

    [Theory]
    [BothDatabases]
    public async Task A_delivery_without_a_coordinate_system_is_settled_asked_for_and_becomes_the_next_revision(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var opened = await OpenAsync(bench, Deliveries.File("null", Fields.Farmland(0), Fields.Farmland(1)));
        Assert.Equal((ImportState.Open, "GeoJSON", "UTF-8", (string?)null, (int?)2), (opened.State, opened.Inspection!.Format, opened.Inspection.Encoding, opened.Inspection.Crs, opened.Inspection.Count));
        Assert.Equal(FormatErrors.CrsMissing.Value, Assert.Single(opened.Inspection.Problems).Code);
        Assert.Contains(opened.Inspection.Conclusions, c => c.Topic.Length > 0 && c.Reason.Length > 0);
        Assert.All(opened.Inspection.Fields, f => Assert.NotNull(f.Target));
        Assert.Empty(opened.Inspection.Missing);

        var settled = (await bench.The<ImportCommands>().InspectAsync(Command(), Engineer, (opened.Id, AsFound with { Crs = 4524 }), Never)).MustHold();
        Assert.Empty(settled.Inspection!.Problems);
        var first = await RunAsync(bench, opened.Id, Asked() with { Choices = settled.Inspection.Choices });
        Assert.Equal((ImportState.Done, (int?)1, (int?)2, "内部"), (first.State, first.Revision, first.Report!.Features, first.Report.Label));

        var next = await OpenAsync(bench, Deliveries.File(Zone, Fields.Farmland(0), Fields.Farmland(1, widen: 500), Fields.Farmland(3)));
        var second = await RunAsync(bench, next.Id, Asked());
        Assert.Equal((ImportState.Done, (int?)2, (int?)3), (second.State, second.Revision, second.Report!.Features));
        Assert.Equal([next.Id, opened.Id], (await bench.The<ImportReading>().ListAsync(Engineer, Never)).Select(i => i.Id));
        Assert.Equal("delivery.geojson", await bench.TextAsync("SELECT source_text FROM om_revision WHERE layer_code = 'YJJBNT' AND revision_no = 2"));
        Assert.Equal(ImportCommands.OpenKind, bench.Audit.Written[0].Kind);
        Assert.Contains(bench.Audit.Written, w => w.Kind == ImportCommands.StartKind && w.Summary.Contains("内部", StringComparison.Ordinal));
        Assert.Contains(bench.Audit.Written, w => w.Kind == "onemap.layer.commit");
    }

    [Theory]
    [BothDatabases]
    public async Task All_that_may_not_be_stored_is_named_at_once_and_nothing_is_stored(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var (without, crossing) = (Fields.Farmland(1), Fields.Farmland(2));
        without = without with { Attributes = without.Attributes.Where(a => a.Key != "DLBM").ToDictionary(a => a.Key, a => a.Value) };
        crossing = crossing with { Figure = Crossed(crossing.Figure) };
        var opened = await OpenAsync(bench, Deliveries.File(Zone, Fields.Farmland(0), without, crossing, Fields.Farmland(0), Fields.Farmland(4)));

        var refused = await RunAsync(bench, opened.Id, Asked());

        Assert.Equal((ImportState.Failed, OneMapErrors.FeaturesRefused.Value), (refused.State, refused.Report!.Problem!.Code));
        Assert.Equal((5, 3), (refused.Report.Examined, refused.Report.Refused));
        Assert.Equal([(2, "DLBM"), (3, null), (4, "BSM")], refused.Report.Refusals.Select(r => (r.Line!.Value, r.Field)));
        var sheet = Encoding.UTF8.GetString(RefusalSheet.Write(refused, GivenMark)).Split("\r\n");
        Assert.Equal(["检查,5,不合格,3,", "第几个,字段,原因,出路,代码"], sheet[2..4]);
        Assert.Equal(["2,DLBM", "3,图形", "4,BSM"], sheet[4..7].Select(l => string.Join(',', l.Split(',')[..2])));
        Assert.Contains("DC0", sheet[0], StringComparison.Ordinal);
        Assert.Equal(0, await bench.CountAsync("om_feature"));
        Assert.Contains(bench.Audit.Written, w => w.Kind == ImportRun.FinishKind && w.Summary.Contains("不合格 3 个", StringComparison.Ordinal));
        Assert.Equal(ImportState.Failed, (await RunAsync(bench, opened.Id, Asked())).State);
    }

    [Theory]
    [BothDatabases]
    public async Task A_cancelled_import_stores_nothing_and_can_be_asked_for_again(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var (commands, reading) = (bench.The<ImportCommands>(), bench.The<ImportReading>());
        var opened = await OpenAsync(bench, Deliveries.File(Zone, Fields.Farmland(0)));
        (await commands.StartAsync(Command(), Engineer, (opened.Id, Asked()), Never)).MustHold();
        var twice = await commands.StartAsync(Command(), Engineer, (opened.Id, Asked()), Never);
        Assert.Equal(OneMapErrors.ImportUnderWay, twice.Error!.Code);

        Assert.Equal(ImportState.Cancelled, (await commands.CancelAsync(Command(), Engineer, opened.Id, Never)).MustHold().State);
        await RunNextAsync(bench);
        Assert.Equal(0, await bench.CountAsync("om_feature"));
        Assert.Equal(ImportState.Done, (await RunAsync(bench, opened.Id, Asked())).State);
        Assert.Equal(OneMapErrors.ImportUnderWay, (await commands.StartAsync(Command(), Engineer, (opened.Id, Asked()), Never)).Error!.Code);
        Assert.Equal(ImportState.Done, (await commands.CancelAsync(Command(), Engineer, opened.Id, Never)).MustHold().State);

        // As where another node wrote the cancellation into the row while the features were stored: the revision goes with it.
        var late = new LayerImport(Farmland, new DateOnly(2025, 12, 31), "测试") { Alongside = (_, _, _) => Task.FromResult<Result>(new Error(OneMapErrors.ImportStopped, ("reason", "已经取消"))) };
        Assert.False((await bench.The<ILayerImport>().ImportAsync(Command(), late, Fields.Row(1).AsStream(Never), Never)).IsSuccess);
        Assert.Equal((1, 1), (await bench.CountAsync("om_revision WHERE layer_code = 'YJJBNT'"), await bench.CountAsync("om_feature")));
        Assert.Equal(KernelErrors.NotFound, (await reading.FindAsync(Engineer with { UserId = 8 }, opened.Id, Never)).Error!.Code);
    }

    [Fact]
    public async Task What_the_node_left_when_it_died_is_told_as_interrupted_and_can_be_asked_for_again()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var opened = await OpenAsync(bench, Deliveries.File(Zone, Fields.Farmland(0)));
        (await bench.The<ImportCommands>().StartAsync(Command(), Engineer, (opened.Id, Asked()), Never)).MustHold();
        await bench.BehindTheBackAsync($"UPDATE om_import SET state_code = 'Running' WHERE import_id = {opened.Id}");

        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var claim = bench.The<HomeClaim>();
        Assert.Equal(1, await bench.The<ImportRun>().InterruptLeftAsync(claim.Claimer, bench.Clock.Now, Never));

        var found = (await bench.The<ImportReading>().FindAsync(Engineer, opened.Id, Never)).MustHold();
        Assert.Equal((ImportState.Failed, OneMapErrors.ImportStopped.Value), (found.State, found.Report!.Problem!.Code));
        Assert.Equal(0, await bench.The<ImportRun>().InterruptLeftAsync(claim.Claimer, bench.Clock.Now, Never));
    }

    [Fact]
    public async Task Who_may_not_see_the_whole_layer_may_not_replace_it_and_no_label_above_ones_own_is_given()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var commands = bench.The<ImportCommands>();
        var opened = await OpenAsync(bench, Deliveries.File(Zone, Fields.Farmland(0)));
        Error Refused(Result<ImportView> result) => result.Error!;
        Assert.Equal(LabelErrors.NotCleared, Refused(await commands.StartAsync(Command(), Engineer, (opened.Id, Asked() with { Level = "sensitive" }), Never)).Code);
        Assert.Equal(LabelErrors.StateSecret, Refused(await commands.StartAsync(Command(), Engineer, (opened.Id, Asked() with { Level = "机密" }), Never)).Code);
        var tomorrow = ((Kernel.Time.IClock)bench.Clock).Today.AddDays(1);
        Assert.Equal("asOf", Refused(await commands.StartAsync(Command(), Engineer, (opened.Id, Asked() with { AsOf = tomorrow }), Never)).Field);
        Assert.Equal(["public", "internal"], bench.The<ImportReading>().Options(Engineer).Levels.Select(l => l.Code));

        bench.Access.Of[Farmland] = GivenSights.Sight.Whole with { IsWhole = false };
        Assert.Equal(OneMapErrors.ImportInPart, Refused(await commands.StartAsync(Command(), Engineer, (opened.Id, Asked()), Never)).Code);
        bench.Access.Of[Farmland] = null;
        var hidden = Refused(await commands.OpenAsync(Command(), Engineer, new ImportOpenBody(Farmland, opened.FileDigest), Never));
        var absent = Refused(await commands.OpenAsync(Command(), Engineer, new ImportOpenBody("NICHTS", opened.FileDigest), Never));
        Assert.Equal((KernelErrors.NotFound, KernelErrors.NotFound), (hidden.Code, absent.Code));
        bench.Access.Of.Clear();
        Assert.False((await commands.OpenAsync(Command(), Engineer with { UserId = 8 }, new ImportOpenBody(Farmland, opened.FileDigest), Never)).IsSuccess);
    }

    [Fact]
    public async Task Who_was_put_out_or_lost_the_right_or_the_clearance_while_the_import_waited_replaces_nothing()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        foreach (var (now, code) in new[]
        {
            ((Caller?)null, AccessErrors.NotSignedIn),
            (Engineer with { Permissions = new HashSet<string>() }, AccessErrors.NotPermitted),
            (Engineer with { Clearance = SecurityLabel.Lowest }, LabelErrors.NotCleared),
        })
        {
            var opened = await OpenAsync(bench, Deliveries.File(Zone, Fields.Farmland(0)));
            bench.Callers.Of[Engineer.UserId] = now;
            var ended = await RunAsync(bench, opened.Id, Asked());
            Assert.Equal((ImportState.Failed, code.Value), (ended.State, ended.Report!.Problem!.Code));
        }

        Assert.Equal(0, await bench.CountAsync("om_revision"));
        Assert.All(bench.Audit.Written.Where(w => w.Kind == ImportRun.FinishKind), w => Assert.Contains("delivery.geojson", w.Summary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_is_too_long_is_told_before_a_patch_is_read()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var opened = await OpenAsync(bench, Deliveries.File(Zone, Fields.Farmland(0)));
        var refused = await bench.The<ImportCommands>().StartAsync(Command(), Engineer, (opened.Id, Asked() with { Source = new string('长', 191) }), Never);
        Assert.Equal("source", refused.Error!.Field);
    }

    private static ImportStartBody Asked() => new(new DateOnly(2025, 12, 31), " ", "internal", [], null, AsFound);

    private static Database.Work.CommandContext Command() => OneMapBench.Command("onemap.import.open");

    private static async Task<ImportView> OpenAsync(OneMapBench bench, string file)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var stored = (await bench.The<IFileStore>().SaveAsync(content, "text/plain", 1 << 20, Never)).MustHold();
        bench.Uploads.Of[(Engineer.UserId, stored.Digest)] = new StagedUpload(stored, "delivery.geojson");
        return (await bench.The<ImportCommands>().OpenAsync(Command(), Engineer, new ImportOpenBody(Farmland, stored.Digest), Never)).MustHold();
    }

    private static async Task<ImportView> RunAsync(OneMapBench bench, long id, ImportStartBody asked)
    {
        (await bench.The<ImportCommands>().StartAsync(Command(), Engineer, (id, asked), Never)).MustHold();
        await RunNextAsync(bench);
        return (await bench.The<ImportReading>().FindAsync(Engineer, id, Never)).MustHold();
    }

    private static async Task RunNextAsync(OneMapBench bench)
    {
        bench.Callers.Of.TryAdd(Engineer.UserId, Engineer);
        await using var orders = bench.The<ImportsUnderWay>().TakeAsync(Never).GetAsyncEnumerator(Never);
        Assert.True(await orders.MoveNextAsync());
        await bench.The<ImportRun>().RunAsync(orders.Current, Never);
    }

    /// <summary>The square with two corners changed over, so that its border crosses itself.</summary>
    private static GridMultiPolygon Crossed(GridMultiPolygon square)
    {
        var ring = square.Polygons[0].Outer.Points;
        return GridMultiPolygon.Of(new GridPolygon(new GridRing([ring[0], ring[2], ring[1], ring[3]])));
    }
}
