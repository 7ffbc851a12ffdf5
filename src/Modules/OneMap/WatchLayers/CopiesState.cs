using Guotu.Hosting.Nodes;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.TileCopies;

namespace Guotu.OneMap.WatchLayers;

/// <summary>The derived files of each layer: its snapshot and its tile copies, with their sizes (快照与瓦片副本). All of it can be made again.</summary>
internal sealed class CopiesState(ILayerCatalogue catalogue, NodeSettings node, IClock clock) : IStateSource
{
    public string Code => "tile-copies";

    public string Title => "瓦片副本";

    public string Part => "快照与瓦片";

    public int Place => 90;

    /// <summary>Looks at names, sizes and heads of files: a few system calls a layer.</summary>
    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        var layers = await catalogue.StatesAsync(clock.Today, ct);
        var examined = TileCopyExamination.Of(node);
        return [examined.Line(node), .. layers.Where(l => l.Current is not null).Select(l => LineOf(l.Definition, l.Current!))];
    }

    private StateLine LineOf(LayerDefinition layer, LayerRevision current)
    {
        var (code, title) = ("copies." + layer.Code, layer.Name);
        var snapshot = new FileInfo(Path.Combine(node.SnapshotFolder, current.ContentDigest + ".snapshot"));
        var tiles = Directory.Exists(TileCopyFolder.FolderOf(node))
            ? new DirectoryInfo(TileCopyFolder.FolderOf(node)).GetFiles($"{layer.Code}-*{TileCopyFolder.Extension}").Sum(f => f.Length)
            : 0;
        var said = $"第 {current.Number} 版,{(snapshot.Exists ? "快照 " + Amount.OfBytes(snapshot.Length) : "还没有快照")},{(tiles > 0 ? "瓦片 " + Amount.OfBytes(tiles) : "还没有瓦片副本")}";
        var line = snapshot.Exists ? StateLine.Good(code, title, said) : StateLine.Notice(code, title, said, "第一次用到该图层时由数据库重做,要等一会;不影响结论");
        return line with { Figures = [new("snapshot", snapshot.Exists ? snapshot.Length : 0, "bytes"), new("tiles", tiles, "bytes")] };
    }
}
