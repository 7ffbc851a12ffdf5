using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Labels;
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
        var recordedAt = new Option<DateTimeOffset?>("--recorded-at") { Description = "按此刻已入库的版本列出,如 2026-11-25T09:00:00+08:00" };
        var validOn = new Option<DateOnly?>("--valid-on") { Description = "按数据时点不晚于这一天的版本列出,如 2025-12-31" };
        return Verb.Create("list", "列出图层、现行版本和时效", [home, recordedAt, validOn, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            await person.FindAsync(node, parse, View, ct);
            var time = new RevisionTime(parse.GetValue(recordedAt) is { } at ? Instant.From(at) : null, parse.GetValue(validOn));
            var catalogue = node.Get<ILayerCatalogue>();
            var labels = await node.Get<ILayerLabels>().ReadAsync(ct);
            if (labels.Error is { } tampered)
            {
                return Answer.Refused(tampered, ExitCode.Failed);
            }

            var layers = new List<LayerLine>();
            foreach (var state in await catalogue.StatesAsync(node.Get<IClock>().Today, ct))
            {
                var then = time == RevisionTime.Now ? state : await ThenAsync(catalogue, state, time, ct);
                layers.Add(LayerLine.Of(then, then.Current is { } current ? LabelScheme.Shipped.NameOf(labels.Value.Of(current.LayerCode).Join(current.Label)) : null));
            }

            return Answer.Done(new LayersDocument(layers), console => Show(console, layers));
        });
    }

    private static async Task<LayerState> ThenAsync(ILayerCatalogue catalogue, LayerState state, RevisionTime time, CancellationToken ct)
    {
        var then = await catalogue.RevisionAtAsync(state.Definition.Code, time, ct);
        return then.IsSuccess ? state with { Current = then.Value } : state with { Current = null, Damaged = true };
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<LayerLine> layers)
    {
        var table = new Table().AddColumns("图层", "名称", "版本", "数据时点", "要素", "密级标志", "状态");
        foreach (var layer in layers)
        {
            table.AddRow(
                layer.Code,
                Markup.Escape(layer.Name),
                layer.Revision?.ToString(CultureInfo.InvariantCulture) ?? "—",
                layer.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—",
                layer.Count?.ToString(CultureInfo.InvariantCulture) ?? "—",
                layer.Label ?? "—",
                layer.Damaged ? "✗ 损坏" : layer.Revision is null ? "? 缺失" : layer.Stale ? "? 过期" : "✓");
        }

        console.Write(table);
    }

    private sealed record LayersDocument(IReadOnlyList<LayerLine> Layers);

    private sealed record LayerLine(string Code, string Name, int? Revision, DateOnly? AsOf, int? Count, string? Digest, bool Stale, bool Damaged, string? Label)
    {
        public static LayerLine Of(LayerState state, string? label) => new(
            state.Definition.Code,
            state.Definition.Name,
            state.Current?.Number,
            state.Current?.AsOf,
            state.Current?.FeatureCount,
            state.Current?.ContentDigest.ToString(),
            state.Stale,
            state.Damaged,
            label);
    }
}
