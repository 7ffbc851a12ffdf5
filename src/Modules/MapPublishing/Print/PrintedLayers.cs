using System.Globalization;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Rasters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Print;

/// <summary>A layer or raster of a print, with what is said of its version.</summary>
/// <param name="Opacity">0 to 1.</param>
internal sealed record PrintedLayer(IDrawnLayer Drawn, double Opacity, string Version)
{
    public DrawnLayer Named => new(Drawn.Code, Drawn.Revision.Number, Drawn.Sight);
}

/// <summary>Opens what an order names, for the person who ordered it.</summary>
internal sealed class PrintedLayers(LayerChoosing choosing, ILayerCatalogue layers, IRasterCatalogue rasters, IClock clock)
{
    public async Task<Result<IReadOnlyList<PrintedLayer>>> OpenAsync(Caller caller, PrintBody body, CancellationToken ct)
    {
        var opened = new List<PrintedLayer>();
        foreach (var asked in body.Layers)
        {
            var layer = await OpenAsync(caller, asked, ct);
            if (layer.Error is { } error)
            {
                return error;
            }

            opened.Add(new PrintedLayer(layer.Value, (asked.Opacity ?? 100) / 100.0, await VersionAsync(layer.Value, ct)));
        }

        return opened;
    }

    /// <summary>A hidden one is told like one that does not exist.</summary>
    public Task<Result<IDrawnLayer>> OpenAsync(Caller caller, PrintLayerBody asked, CancellationToken ct) =>
        choosing.OpenDrawnAsync(caller, asked.Code, asked.Style ?? string.Empty, new TimeAsked(null, asked.Revision), ct);

    public string NameOf(string code) => layers.Find(code)?.Name ?? rasters.Find(code)?.Name ?? code;

    private async Task<string> VersionAsync(IDrawnLayer layer, CancellationToken ct)
    {
        var (revision, marks) = (layer.Revision, new List<string>());
        if (await IsStaleAsync(layer, ct))
        {
            marks.Add("已过期");
        }

        if (revision.DeclaredEmpty)
        {
            marks.Add("依法声明为空");
        }

        if (!layer.IsWhole)
        {
            marks.Add("按出图人的查看权限绘制,可能不全");
        }

        var mark = marks.Count == 0 ? string.Empty : $"({string.Join(";", marks)})";
        return string.Create(CultureInfo.InvariantCulture, $"{layer.Name} 第{revision.Number}版 时点{revision.AsOf:yyyy-MM-dd}{mark} 来源:{revision.Source}");
    }

    /// <summary>Whether it is the current revision and that is older than it may be.</summary>
    private async Task<bool> IsStaleAsync(IDrawnLayer layer, CancellationToken ct)
    {
        if (layer is StyledRaster)
        {
            return (await rasters.StatesAsync(clock.Today, ct)).Any(s => s.Definition.Code == layer.Code && s.Stale && s.Current?.Number == layer.Revision.Number);
        }

        var state = await layers.StateAsync(layer.Code, clock.Today, ct);
        return state.IsSuccess && state.Value.Stale && state.Value.Current?.Number == layer.Revision.Number;
    }
}
