using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Geo.Overlay;
using Guotu.Geo.Topology;
using Guotu.Geo.Validity;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer check LAYER</c>: topology of a revision, and repairs as proposals. Ends with 1 where there are defects.</summary>
internal static class LayerCheckCommand
{
    /// <summary>A person reads no more; the document has them all.</summary>
    private const int Shown = 20;

    private static readonly PostNeeded View = new(PostCodes.DataEngineer, OneMapModule.ViewPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var layer = new Argument<string>("LAYER") { Description = "图层代码,如 DLTB" };
        var revision = new Option<int?>("--revision") { Description = "版本号;不写则取现行版本" };
        var propose = new Option<string?>("--propose") { Description = "把修复建议(修改前后的图形)写到这个新文件,GeoJSON,本县投影;图层本身不改" };
        var area = new Option<decimal>("--sliver-area") { Description = "小于这个面积的部分算碎面,平方米", DefaultValueFactory = _ => 1m };
        var width = new Option<decimal>("--sliver-width") { Description = "平均宽度小于它的部分算碎面,米", DefaultValueFactory = _ => 0.2m };
        var priority = new Option<string?>("--priority") { Description = "重叠归谁:字段=值,值,…,排在前面的保留;不写则较小的图斑保留" };
        return Verb.Create("check", "检查图层的拓扑:缝隙、重叠、碎面、公共节点、图形错误;可给出修复建议", [layer, home, revision, propose, area, width, priority, .. person.Options], async (parse, ct) =>
        {
            using var target = parse.GetValue(propose) is { } path ? NewFile.Create(path) : null;
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var code = LayerCommands.CodeIn(node, parse.GetRequiredValue(layer));
            await person.FindAsync(node, parse, View, ct);
            var slivers = new SliverPolicy(LegalArea.FromSquareMetres(parse.GetValue(area)), (long)(parse.GetValue(width) * 10_000));
            var order = new LayerTopologyOrder(code, parse.GetValue(revision), slivers, Priority(parse.GetValue(priority)));
            var topology = node.Get<ILayerTopology>();
            var found = target is null ? await topology.CheckAsync(order, ct) : await topology.ProposeAsync(order, target.Stream, ct);
            if (found.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            return Of(found.Value, target is null ? null : new ProposalsWritten(target.Path, (await target.KeepAsync(ct)).ToString()));
        });
    }

    private static OverlapPriority? Priority(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var halves = text.Split('=', 2);
        return halves.Length == 2 && halves[0].Length > 0 && halves[1].Length > 0
            ? new OverlapPriority(halves[0], halves[1].Split(','))
            : throw new RefusedException(new Error(CliErrors.BadUse, ("reason", "--priority 要写成 字段=值,值,…")), ExitCode.BadUse);
    }

    private static Answer Of(LayerTopology checkedLayer, ProposalsWritten? written)
    {
        var (found, plan) = (checkedLayer.Found, checkedLayer.Plan);
        var document = new
        {
            revision = RevisionLine.Of(checkedLayer.Revision),
            epsg = checkedLayer.Zone.Epsg,
            found.Features,
            found.Edges,
            clean = found.IsClean,
            defects = found.Defects.Select(Line).ToList(),
            withheld = found.Withheld.Select(Line).ToList(),
            proposals = written,
            proposed = plan?.Proposals.Count,
            left = plan?.Left.Select(Line).ToList(),
        };
        return new Answer(found.IsClean ? ExitCode.Done : ExitCode.Found, document, console => Show(console, checkedLayer, written));
    }

    private static DefectLine Line(TopologyDefect defect) => new(
        defect.Kind.ToString(),
        TopologyNames.Of(defect.Kind) + (defect.Boundary is { } boundary ? ":" + DefectNames.Of(boundary) : string.Empty),
        [.. defect.Features.Select(f => f.ToString(CultureInfo.InvariantCulture))],
        defect.Area.SquareMetres,
        Metres(defect.Where.East),
        Metres(defect.Where.North));

    private static decimal Metres(long units) => units / 10_000m;

    private static void Show(IAnsiConsole console, LayerTopology checkedLayer, ProposalsWritten? written)
    {
        var (revision, found) = (RevisionLine.Of(checkedLayer.Revision), checkedLayer.Found);
        console.WriteLine($"{revision.Layer} 版本 {revision.Revision}:{found.Features} 个要素,{found.Edges} 条边,{(found.IsClean ? "没有拓扑错误" : $"{found.Defects.Count} 处拓扑错误")}。");
        foreach (var line in found.Defects.Take(Shown).Select(Line))
        {
            console.WriteLine($"{line.Name} 要素 {string.Join('、', line.Features)},{line.Area} 平方米,东 {line.East} 北 {line.North}");
        }

        if (found.Defects.Count > Shown)
        {
            console.WriteLine($"其余 {found.Defects.Count - Shown} 处见 --json。");
        }

        if (found.Withheld.Count > 0)
        {
            console.WriteLine($"另有 {found.Withheld.Count} 处缝隙在自相交的图形旁,改正图形后再判。");
        }

        if (written is not null && checkedLayer.Plan is { } plan)
        {
            console.WriteLine($"{plan.Proposals.Count} 条修复建议写到 {written.File},SM3 {written.Sm3};全部采纳后还剩 {plan.Left.Count} 处。图层没有改动。");
        }
    }

    private sealed record ProposalsWritten(string File, string Sm3);

    private sealed record DefectLine(string Kind, string Name, IReadOnlyList<string> Features, decimal Area, decimal East, decimal North);
}
