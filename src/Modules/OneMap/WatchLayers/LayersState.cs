using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.WatchLayers;

/// <summary>Which layers are missing, stale or damaged (图层状态).</summary>
public sealed class LayersState(ILayerCatalogue catalogue, IClock clock) : IStateSource
{
    public string Code => "layers";

    public string Title => "图层";

    public string Part => "图层";

    public int Place => 80;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct) => [LineOf(await catalogue.StatesAsync(clock.Today, ct))];

    private StateLine LineOf(IReadOnlyList<LayerState> layers)
    {
        var damaged = layers.Where(l => l.Damaged).Select(l => l.Definition.Name + " 的版本记录在平台之外被改动(guotu integrity check)").ToList();
        var missing = layers.Where(l => l.Current is null && !l.Damaged).Select(l => l.Definition.Name + " 缺失").ToList();
        var stale = layers.Where(l => l.Stale).Select(l => $"{l.Definition.Name} 过期(数据时点 {l.Current!.AsOf:yyyy-MM-dd})").ToList();
        List<string> wrong = [.. damaged, .. missing, .. stale];
        var line = wrong.Count == 0
            ? StateLine.Good(Code, Title, $"{layers.Count} 个图层都有现行版本,没有过期")
            : StateLine.Problem(Code, Title, string.Join(";", wrong) + "。用到它们的审查结论是不能确定", "用 guotu layer import 更新");
        return line with
        {
            Figures = [new("damaged", damaged.Count, "count"), new("missing", missing.Count, "count"), new("stale", stale.Count, "count")],
        };
    }
}
