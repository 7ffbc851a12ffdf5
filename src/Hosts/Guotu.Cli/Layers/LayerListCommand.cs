using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer list</c>: the layers of a node with their revisions.</summary>
internal static class LayerListCommand
{
    private static readonly PostNeeded View = new(PostCodes.DataEngineer, OneMapModule.ViewPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("list", "列出图层、现行版本和时效", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            await person.FindAsync(node, parse, View, ct);
            var states = await node.Get<ILayerCatalogue>().StatesAsync(node.Get<IClock>().Today, ct);
            var layers = states.Select(LayerLine.Of).ToList();
            return Answer.Done(new LayersDocument(layers), console => Show(console, layers));
        });
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<LayerLine> layers)
    {
        var table = new Table().AddColumns("图层", "名称", "版本", "数据时点", "要素", "状态");
        foreach (var layer in layers)
        {
            table.AddRow(
                layer.Code,
                Markup.Escape(layer.Name),
                layer.Revision?.ToString(CultureInfo.InvariantCulture) ?? "—",
                layer.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—",
                layer.Count?.ToString(CultureInfo.InvariantCulture) ?? "—",
                layer.Revision is null ? "? 缺失" : layer.Stale ? "? 过期" : "✓");
        }

        console.Write(table);
    }

    private sealed record LayersDocument(IReadOnlyList<LayerLine> Layers);

    private sealed record LayerLine(string Code, string Name, int? Revision, DateOnly? AsOf, int? Count, string? Digest, bool Stale)
    {
        public static LayerLine Of(LayerState state) => new(
            state.Definition.Code,
            state.Definition.Name,
            state.Current?.Number,
            state.Current?.AsOf,
            state.Current?.FeatureCount,
            state.Current?.ContentDigest.ToString(),
            state.Stale);
    }
}
