using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration.Ground;
using Guotu.OneMap.ImportLayer;
using Guotu.OneMap.Rasters;

namespace Guotu.OneMap.Demonstration;

/// <summary>Makes the invented county and stores it through the same import that real deliveries take.</summary>
internal sealed class DemonstrationCounty(
    NodeSettings node, ILayerCatalogue catalogue, ILayerImport importer, RasterImporter rasters, ILandClasses landClasses, IClock clock) : IDemonstrationCounty
{
    private const string CountyCode = "610724";
    private const int StaleDays = 1_200;

    public async Task<Result<DemonstrationResult>> CreateAsync(
        DemonstrationSize size, int seed, IProgress<DemonstrationProgress>? progress, CancellationToken ct)
    {
        if (await RefusalAsync(ct) is { } refusal)
        {
            return refusal;
        }

        var county = await Task.Run(() => new InventedCounty(size, seed), ct);
        var zones = new CountyZones(county);
        var places = new ParcelPlaces(county, zones);
        var approvals = new ApprovalFeatures(places, clock.Today);
        var revisions = new List<LayerRevision>();
        foreach (var layer in Layers(county, zones, approvals))
        {
            var imported = await ImportAsync(layer, progress, ct);
            if (!imported.IsSuccess)
            {
                return imported.Error!;
            }

            revisions.Add(imported.Value);
        }

        var terrain = await TerrainAsync(county, size, ct);
        if (terrain.Error is { } unmade)
        {
            return unmade;
        }

        var folder = Path.Combine(node.Home, "parcels");
        var files = new ParcelFiles(places, clock.Today).All(approvals.FirstApproved);
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content, ct);
        }

        return new DemonstrationResult(revisions, terrain.Value, folder, [.. files.Select(f => f.Name)]);
    }

    private async Task<Error?> RefusalAsync(CancellationToken ct)
    {
        if (!node.Demonstration)
        {
            return new Error(OneMapErrors.DemonstrationRefused, ("reason", "它不是演示节点"));
        }

        if (node.County.Code != CountyCode)
        {
            return new Error(OneMapErrors.DemonstrationRefused, ("reason", "演示县按西乡县 610724 编制"));
        }

        var states = await catalogue.StatesAsync(clock.Today, ct);
        return states.FirstOrDefault(s => s.Current is not null) is { } filled
            ? new Error(OneMapErrors.DemonstrationRefused, ("reason", $"图层 {filled.Definition.Name} 已有数据"))
            : null;
    }

    private IEnumerable<LayerSource> Layers(InventedCounty county, CountyZones zones, ApprovalFeatures approvals)
    {
        var yearEnd = new DateOnly(clock.Today.Year - 1, 12, 31);
        var survey = new SurveyFeatures(county, zones, landClasses, yearEnd);
        var plan = new PlanFeatures(zones);
        var planned = new DateOnly(clock.Today.Year - 1, 6, 30);
        var recent = clock.Today.AddDays(-20);
        return
        [
            new("XZQ", yearEnd, CountyTownPlan.All.Count, survey.Towns),
            new("DLTB", yearEnd, county.Patches.Regions.Count, survey.Patches),
            new("YJJBNT", yearEnd, zones.Farmland.Count(f => f), survey.PermanentFarmland),
            new("STBHHX", planned, 2, plan.RedLines),
            new("CZKFBJ", planned, 0, plan.TownGrowth),
            new("GHFQ", clock.Today.AddDays(-StaleDays), 0, plan.PlanningZones),
            new("YDBP", recent, 0, approvals.Reported),
            new("YSXZ", recent, 0, approvals.PreExamined),
            new("GDDK", recent, 0, approvals.Supplied),
            new("LSYD", recent, 0, approvals.Temporary),
        ];
    }

    private Task<Result<LayerRevision>> ImportAsync(LayerSource source, IProgress<DemonstrationProgress>? progress, CancellationToken ct)
    {
        var layer = catalogue.Find(source.Code)!;
        var import = new LayerImport(source.Code, source.AsOf, SurveyFeatures.Label)
        {
            Demonstration = true,
            Progress = progress is null ? null : new Forward(progress, layer, source.Total),
        };
        var context = CommandContext.Process("demonstration") with { CommandName = "onemap.layer.import", ObjectType = "layer", ObjectId = source.Code };
        return importer.ImportAsync(context, import, source.Features().AsStream(ct), ct);
    }

    private Task<Result<RasterRevision>> TerrainAsync(InventedCounty county, DemonstrationSize size, CancellationToken ct)
    {
        var import = new RasterImport("DEM", new DateOnly(clock.Today.Year - 1, 12, 31), SurveyFeatures.Label, "1985") { Demonstration = true };
        var context = CommandContext.Process("demonstration") with { CommandName = OneMapModule.RasterPermission, ObjectType = "raster", ObjectId = "DEM" };
        return rasters.ImportSourceAsync(context, import, new DemonstrationTerrain(county, size), ct);
    }

    private sealed record LayerSource(string Code, DateOnly AsOf, int Total, Func<IEnumerable<NewFeature>> Features);

    private sealed class Forward(IProgress<DemonstrationProgress> target, LayerDefinition layer, int total) : IProgress<int>
    {
        public void Report(int value) => target.Report(new DemonstrationProgress(layer.Code, layer.Name, value, Math.Max(total, value)));
    }
}
