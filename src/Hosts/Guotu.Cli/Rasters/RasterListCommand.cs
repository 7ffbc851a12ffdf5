using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Rasters;

/// <summary><c>guotu raster list</c>: the rasters of a node with their revisions.</summary>
internal static class RasterListCommand
{
    private static readonly PostNeeded View = new(PostCodes.DataEngineer, OneMapModule.ViewPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("list", "列出栅格、现行版本和时效", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            await person.FindAsync(node, parse, View, ct);
            var states = await node.Get<IRasterCatalogue>().StatesAsync(node.Get<IClock>().Today, ct);
            var lines = states.Select(RasterLine.Of).ToList();
            return Answer.Done(new { rasters = lines }, console => Show(console, lines));
        });
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<RasterLine> lines)
    {
        var table = new Table().AddColumns("栅格", "名称", "版本", "数据时点", "格距(米)", "格数", "状态");
        foreach (var line in lines)
        {
            table.AddRow(
                line.Raster,
                Markup.Escape(line.Name),
                line.Revision?.ToString(CultureInfo.InvariantCulture) ?? "—",
                line.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—",
                line.CellMetres?.ToString("0.###", CultureInfo.InvariantCulture) ?? "—",
                line.Revision is null ? "—" : string.Create(CultureInfo.InvariantCulture, $"{line.Columns} × {line.Rows}"),
                line.Damaged ? "✗ 损坏" : line.Revision is null ? "? 缺失" : line.Stale ? "? 过期" : "✓");
        }

        console.Write(table);
    }
}
