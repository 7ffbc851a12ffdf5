using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Wms;

/// <summary>Reads what GetMap and GetFeatureInfo have in common.</summary>
internal sealed class WmsRequest(LayerChoosing choosing, GaussKrugerZone zone)
{
    public const int LargestSide = 4_096;
    public const int MostLayers = 30;

    public async Task<Result<PictureAsked>> MapAsync(OgcParameters kvp, Caller caller, CancellationToken ct)
    {
        if (kvp.Text("VERSION") is not "1.3.0")
        {
            return OgcParameters.Refused("VERSION", "只有 1.3.0");
        }

        if (MapCrs.Find(kvp.Text("CRS"), zone) is not { } crs)
        {
            return OgcParameters.Refused("CRS", "不提供该坐标系");
        }

        var (box, width, height) = (kvp.Box("BBOX", crs), kvp.Whole("WIDTH", 1, LargestSide), kvp.Whole("HEIGHT", 1, LargestSide));
        if ((box.Error ?? width.Error ?? height.Error) is { } unusable)
        {
            return unusable;
        }

        var ground = Ground(kvp);
        var layers = await LayersAsync(kvp, caller, ct);
        return (ground.Error ?? layers.Error) is { } refused
            ? refused
            : new PictureAsked(layers.Value, crs, box.Value, width.Value, height.Value, ground.Value);
    }

    public static Result<TimeAsked> TimeOf(OgcParameters kvp)
    {
        var (time, revision) = (kvp.Text("TIME"), kvp.Text("DIM_REVISION"));
        if (revision.Length > 0)
        {
            var number = kvp.Whole("DIM_REVISION", 1, int.MaxValue);
            return number.Map(n => new TimeAsked(null, n));
        }

        if (time is "" or "current")
        {
            return TimeAsked.Now;
        }

        return DateOnly.TryParseExact(time.Length > 10 && time[10] == 'T' ? time[..10] : time, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new TimeAsked(day, null)
            : OgcParameters.Refused("TIME", "要写成 2025-12-31");
    }

    private static Result<Colour?> Ground(OgcParameters kvp)
    {
        if (kvp.Text("TRANSPARENT").Equals("TRUE", StringComparison.OrdinalIgnoreCase))
        {
            return Result<Colour?>.Of(null);
        }

        var text = kvp.Text("BGCOLOR");
        return text.Length == 0 ? Colour.White
            : text.Length == 8 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.Skip(2).All(char.IsAsciiHexDigit) ? Colour.Parse("#" + text[2..])
            : OgcParameters.Refused("BGCOLOR", "要写成 0xFFFFFF");
    }

    private async Task<Result<IReadOnlyList<IDrawnLayer>>> LayersAsync(OgcParameters kvp, Caller caller, CancellationToken ct)
    {
        var (names, styles, time) = (kvp.List("LAYERS"), kvp.List("STYLES"), TimeOf(kvp));
        if (time.Error is { } wrongTime)
        {
            return wrongTime;
        }

        if (names.Count is 0 or > MostLayers)
        {
            return OgcParameters.Refused("LAYERS", $"要有 1 到 {MostLayers} 个图层");
        }

        if (styles.Count != 0 && styles.Count != names.Count)
        {
            return OgcParameters.Refused("STYLES", "要与图层一样多");
        }

        var opened = new List<IDrawnLayer>();
        for (var i = 0; i < names.Count; i++)
        {
            var layer = await choosing.OpenDrawnAsync(caller, names[i], styles.Count == 0 ? string.Empty : styles[i], time.Value, ct);
            if (layer.Error is { } error)
            {
                return error;
            }

            opened.Add(layer.Value);
        }

        return opened;
    }
}
