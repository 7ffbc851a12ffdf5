using System.Globalization;
using System.Text.Json;

namespace Guotu.Integration.Tests;

/// <summary>How a route gives a feature away, and so how it is looked for.</summary>
internal enum ProbeKind
{
    /// <summary>The answer holds the feature's number.</summary>
    Names,

    /// <summary>The answer tells a box or a count that the feature makes larger.</summary>
    Measures,

    /// <summary>The answer is a picture.</summary>
    Draws,

    /// <summary>The answer tells nothing that depends on a single feature.</summary>
    Silent,
}

/// <summary>An address (and a body) under which a patch would show.</summary>
internal sealed record MapProbe(ProbeKind Kind, string Path, object? Body = null)
{
    /// <summary>Where the result of a job that was ordered so is found, <c>{id}</c> standing for the job; null where the answer itself is looked at.</summary>
    public string? Result { get; init; }

    /// <summary>Sent to that address; null where it is read.</summary>
    public object? ResultBody { get; init; }

    /// <summary>Where the state of the job is found.</summary>
    public string Job(string id) => Path.EndsWith("/run", StringComparison.Ordinal) ? $"analysis/jobs/{id}" : $"{Path}/{id}";
}

/// <summary>A body of XML.</summary>
internal sealed record ProbeXml(string Text);

/// <summary>A patch at the edge of its layer, so that the layer's box is smaller without it.</summary>
internal sealed record ProbedPatch(string Id, string Mark, IReadOnlyList<(double Lon, double Lat)> Ring)
{
    public const string Layer = "YJJBNT";

    public string Box => Text($"{Ring.Min(p => p.Lon)},{Ring.Min(p => p.Lat)},{Ring.Max(p => p.Lon)},{Ring.Max(p => p.Lat)}");

    public (double X, double Y) Mercator => (Ring[0].Lon * Math.PI / 180 * 6378137.0, Math.Asinh(Math.Tan(Ring[0].Lat * Math.PI / 180)) * 6378137.0);

    public static ProbedPatch Of(JsonElement feature)
    {
        var ring = feature.GetProperty("geometry").GetProperty("coordinates")[0][0].EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble())).ToList();
        return new ProbedPatch(feature.GetProperty("id").GetString()!, feature.GetProperty("properties").GetProperty("YJJBNTTBBH").GetString()!, ring);
    }

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// Every route of the map and how one patch is looked for in it. A new route of the map has to be entered here: say under which addresses it would
/// show the patch, or that it is silent.
/// </summary>
internal static class MapRouteProbes
{
    private const string L = ProbedPatch.Layer;

    /// <summary>Where routes of the map lie.</summary>
    public static readonly IReadOnlyList<string> Prefixes = ["/ogc", "/api/v1/layers", "/api/v1/map", "/api/v1/map-grants", "/api/v1/map-tokens", "/api/v1/map-usage", "/api/v1/identify", "/api/v1/maps", "/api/v1/analysis"];

    public static IReadOnlyDictionary<string, IReadOnlyList<MapProbe>> Of(ProbedPatch patch) =>
        OfLayers(patch).Concat(Administered).ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal);

    /// <summary>What is administered, and not a layer's content.</summary>
    private static readonly Dictionary<string, IReadOnlyList<MapProbe>> Administered = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/map-grants"] = [],
        ["GET /api/v1/map-grants/choices"] = [],
        ["POST /api/v1/map-grants"] = [],
        ["POST /api/v1/map-grants/{id:long}/revoke"] = [],
        ["POST /api/v1/map-grants/preview"] = [],
        ["POST /api/v1/map-grants/{id:long}/revoke/preview"] = [],
        ["GET /api/v1/map-tokens"] = [new(ProbeKind.Silent, "map-tokens")],
        ["POST /api/v1/map-tokens"] = [],
        ["POST /api/v1/map-tokens/{id:long}/revoke"] = [],
        ["GET /api/v1/map-tokens/everyone"] = [],
        ["POST /api/v1/map-tokens/{id:long}/withdraw"] = [],
        ["GET /api/v1/map-usage"] = [],

        // A print is a job: what it shows is looked for in its result.
        ["GET /api/v1/maps/print/options"] = [],
        ["GET /api/v1/maps/print"] = [new(ProbeKind.Silent, "maps/print")],
        ["GET /api/v1/maps/print/{id:long}"] = [],
        ["POST /api/v1/maps/print/{id:long}/cancel"] = [],

        // So is an analysis.
        ["GET /api/v1/analysis/operators"] = [],
        ["GET /api/v1/analysis/layers"] = [],
        // The caller's own file comes back; of the layers it tells no more than whether the file lies beside them.
        ["POST /api/v1/analysis/figures"] = [],
        ["GET /api/v1/analysis/jobs"] = [new(ProbeKind.Silent, "analysis/jobs")],
        ["GET /api/v1/analysis/jobs/{id:long}"] = [],
        ["GET /api/v1/analysis/jobs/{id:long}/figures"] = [],
        ["POST /api/v1/analysis/jobs/{id:long}/cancel"] = [],
        ["DELETE /api/v1/analysis/jobs/{id:long}"] = [],

        // The elevation model under a drawn line or area; what of it a caller sees is probed by its own tests.
        ["POST /api/v1/analysis/terrain/profile"] = [],
        ["POST /api/v1/analysis/terrain/slope"] = [],
        ["POST /api/v1/analysis/terrain/zonal"] = [],
        ["POST /api/v1/analysis/terrain/earthworks"] = [],
        ["POST /api/v1/analysis/terrain/viewshed"] = [],
    };

    private static Dictionary<string, IReadOnlyList<MapProbe>> OfLayers(ProbedPatch patch)
    {
        var (x, y) = patch.Mercator;
        var (tileX, tileY) = TileAt(x, y, 16);
        var tile = ProbedPatch.Text($"16/{tileY}/{tileX}");
        var items = $"/ogc/features/collections/{L}/items";
        var wfs = $"/ogc/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames={L}";
        var map = ProbedPatch.Text($"/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&LAYERS={L}&STYLES=&CRS=EPSG:3857&BBOX={x - 300},{y - 300},{x + 300},{y + 300}&WIDTH=256&HEIGHT=256&FORMAT=image/png&TRANSPARENT=TRUE");
        var info = ProbedPatch.Text($"/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS={L}&QUERY_LAYERS={L}&STYLES=&CRS=EPSG:4490&BBOX={Inside(patch).Lat - 0.0001},{Inside(patch).Lon - 0.0001},{Inside(patch).Lat + 0.0001},{Inside(patch).Lon + 0.0001}&WIDTH=3&HEIGHT=3&I=1&J=1&FEATURE_COUNT=10&INFO_FORMAT=");
        return new Dictionary<string, IReadOnlyList<MapProbe>>(StringComparer.Ordinal)
        {
            ["GET /api/v1/layers"] = [new(ProbeKind.Measures, "layers")],
            ["GET /api/v1/layers/{code}/revisions"] = [new(ProbeKind.Measures, $"layers/{L}/revisions")],
            ["GET /api/v1/layers/{code}/difference"] = [new(ProbeKind.Silent, $"layers/{L}/difference?from=1&to=1")],
            ["GET /api/v1/layers/{code}/tiles/{z:int}/{x:int}/{y:int}.mvt"] = [new(ProbeKind.Names, ProbedPatch.Text($"layers/{L}/tiles/16/{tileX}/{tileY}.mvt")), new(ProbeKind.Names, ProbedPatch.Text($"layers/{L}/tiles/16/{tileX}/{tileY}.mvt?rev=1"))],
            ["GET /api/v1/layers/{code}/features"] = [new(ProbeKind.Names, $"layers/{L}/features?bbox={patch.Box}&limit=500")],
            ["POST /api/v1/layers/{code}/declare-empty"] = [],

            // Who sees a part of a layer is refused: AreaAdjustmentTests.
            ["POST /api/v1/layers/{code}/adjust-areas"] = [],
            ["GET /api/v1/identify"] = [new(ProbeKind.Names, ProbedPatch.Text($"identify?lon={Inside(patch).Lon}&lat={Inside(patch).Lat}&layers={L}"))],
            ["POST /api/v1/maps/print"] = [],
            ["GET /api/v1/maps/print/{id:long}/result"] = [new(ProbeKind.Names, "maps/print", Print(patch)) { Result = "maps/print/{id}/result" }],
            ["POST /api/v1/analysis/run"] = [],
            ["GET /api/v1/analysis/jobs/{id:long}/rows"] = [new(ProbeKind.Names, "analysis/run", Clip(patch)) { Result = "analysis/jobs/{id}/rows?size=100" }],
            ["POST /api/v1/analysis/jobs/{id:long}/export"] = [new(ProbeKind.Names, "analysis/run", Clip(patch)) { Result = "analysis/jobs/{id}/export", ResultBody = new { format = "geojson" } }],
            ["GET /api/v1/map/locate"] = [new(ProbeKind.Silent, "map/locate?q=" + patch.Mark)],
            ["GET /api/v1/map/parcels"] = [new(ProbeKind.Silent, "map/parcels?bbox=" + patch.Box)],
            ["POST /api/v1/map/overlay"] = [new(ProbeKind.Names, "map/overlay", Overlay(patch, "areas", null)), new(ProbeKind.Names, "map/overlay", Overlay(patch, "figures", null)), new(ProbeKind.Names, "map/overlay", Overlay(patch, "areas", 0.5))],
            ["GET /ogc/features"] = [new(ProbeKind.Silent, "/ogc/features")],
            ["GET /ogc/features/conformance"] = [new(ProbeKind.Silent, "/ogc/features/conformance")],
            ["GET /ogc/features/api"] = [new(ProbeKind.Silent, "/ogc/features/api")],
            ["GET /ogc/features/collections"] = [new(ProbeKind.Measures, "/ogc/features/collections")],
            ["GET /ogc/features/collections/{code}"] = [new(ProbeKind.Measures, $"/ogc/features/collections/{L}")],
            ["GET /ogc/features/collections/{code}/queryables"] = [new(ProbeKind.Silent, $"/ogc/features/collections/{L}/queryables")],
            ["GET /ogc/features/collections/{code}/items"] = [new(ProbeKind.Names, items + "?limit=10000"), new(ProbeKind.Names, items + "?bbox=" + patch.Box), new(ProbeKind.Names, items + "?sortby=-YJJBNTTBBH&limit=10000"), new(ProbeKind.Measures, items + "?limit=1&sortby=BSM"), new(ProbeKind.Names, items + "?revision=1&limit=10000")],
            ["GET /ogc/features/collections/{code}/items/{id}"] = [new(ProbeKind.Names, $"{items}/{patch.Id}")],
            ["GET /ogc/wfs"] =
            [
                new(ProbeKind.Names, wfs), new(ProbeKind.Names, wfs + "&outputFormat=application/json"), new(ProbeKind.Names, $"{wfs}&featureID={L}.{patch.Id}"),
                new(ProbeKind.Names, $"{wfs}&bbox={patch.Box},urn:ogc:def:crs:OGC:1.3:CRS84"), new(ProbeKind.Names, wfs + "&revision=1"), new(ProbeKind.Measures, "/ogc/wfs?request=GetCapabilities"),
                new(ProbeKind.Names, $"/ogc/wfs?request=GetFeature&storedQuery_Id=urn:ogc:def:query:OGC-WFS::GetFeatureById&id={L}.{patch.Id}"),
            ],
            ["POST /ogc/wfs"] = [new(ProbeKind.Names, "/ogc/wfs", new ProbeXml($"<GetFeature xmlns=\"http://www.opengis.net/wfs/2.0\" service=\"WFS\" version=\"2.0.0\"><Query typeNames=\"{L}\"/></GetFeature>"))],
            ["GET /ogc/maps/wms"] =
            [
                new(ProbeKind.Draws, map + "&REQUEST=GetMap"), new(ProbeKind.Draws, map + "&REQUEST=GetMap&DIM_REVISION=1"), new(ProbeKind.Measures, "/ogc/maps/wms?SERVICE=WMS&REQUEST=GetCapabilities"),
                new(ProbeKind.Names, info + "application/json"), new(ProbeKind.Names, info + "text/plain"), new(ProbeKind.Names, info + "application/vnd.ogc.gml"),
                new(ProbeKind.Silent, $"/ogc/maps/wms?SERVICE=WMS&REQUEST=GetLegendGraphic&LAYER={L}&FORMAT=image/png"),
            ],
            ["GET /ogc/maps/wmts"] = [new(ProbeKind.Draws, ProbedPatch.Text($"/ogc/maps/wmts?SERVICE=WMTS&REQUEST=GetTile&LAYER={L}&STYLE=default&FORMAT=image/png&TILEMATRIXSET=GoogleMapsCompatible&TILEMATRIX=16&TILEROW={tileY}&TILECOL={tileX}"))],
            ["GET /ogc/maps/wmts/1.0.0/WMTSCapabilities.xml"] = [new(ProbeKind.Measures, "/ogc/maps/wmts/1.0.0/WMTSCapabilities.xml")],
            ["GET /ogc/maps/wmts/1.0.0/{layer}/{style}/{set}/{level}/{row}/{column}.png"] = [new(ProbeKind.Draws, $"/ogc/maps/wmts/1.0.0/{L}/default/GoogleMapsCompatible/{tile}.png")],
            ["GET /ogc/tiles"] = [new(ProbeKind.Silent, "/ogc/tiles")],
            ["GET /ogc/tiles/{code}"] = [new(ProbeKind.Measures, $"/ogc/tiles/{L}")],
            ["GET /ogc/tiles/{code}/tilejson.json"] = [new(ProbeKind.Measures, $"/ogc/tiles/{L}/tilejson.json")],
            ["GET /ogc/tiles/{code}/map/WebMercatorQuad/{level}/{row}/{column}"] = [new(ProbeKind.Draws, $"/ogc/tiles/{L}/map/WebMercatorQuad/{tile}")],
            ["GET /ogc/tiles/{code}/WebMercatorQuad/{level}/{row}/{column}"] = [new(ProbeKind.Names, $"/ogc/tiles/{L}/WebMercatorQuad/{tile}")],
        };
    }

    /// <summary>A place inside of the patch: just beside the middle of its first edge, on the side that is inside.</summary>
    private static (double Lon, double Lat) Inside(ProbedPatch patch)
    {
        const double aside = 1e-6;
        for (var i = 0; i + 1 < patch.Ring.Count; i++)
        {
            var (a, b) = (patch.Ring[i], patch.Ring[i + 1]);
            var length = Math.Sqrt(Math.Pow(b.Lon - a.Lon, 2) + Math.Pow(b.Lat - a.Lat, 2));
            var middle = ((a.Lon + b.Lon) / 2, (a.Lat + b.Lat) / 2);
            foreach (var side in (double[])[aside, -aside])
            {
                var place = (Lon: middle.Item1 - (side * (b.Lat - a.Lat) / length), Lat: middle.Item2 + (side * (b.Lon - a.Lon) / length));
                if (Holds(patch, place))
                {
                    return place;
                }
            }
        }

        throw new InvalidOperationException("The patch has no inside");
    }

    private static bool Holds(ProbedPatch patch, (double Lon, double Lat) p)
    {
        var inside = false;
        for (var i = 0; i + 1 < patch.Ring.Count; i++)
        {
            var (a, b) = (patch.Ring[i], patch.Ring[i + 1]);
            inside ^= (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < a.Lon + ((p.Lat - a.Lat) / (b.Lat - a.Lat) * (b.Lon - a.Lon));
        }

        return inside;
    }

    /// <summary>So near that the number on the patch has room.</summary>
    private static object Print(ProbedPatch patch) =>
        PrintedMaps.Order(scale: 500, layers: [L], at: Inside(patch), grid: "none");

    private static object Clip(ProbedPatch patch) => new
    {
        @operator = "clip",
        inputs = new
        {
            layer = new { layer = L },
            other = new { figures = new[] { new { epsg = 4490, coordinates = new[] { new[] { patch.Ring.Select(p => new[] { p.Lon, p.Lat }).ToArray() } } } } },
        },
    };

    private static object Overlay(ProbedPatch patch, string answer, double? within) => new
    {
        epsg = 4490,
        coordinates = new[] { new[] { Speck(Inside(patch)) } },
        layers = new[] { L },
        answer,
        withinMetres = within,
    };

    /// <summary>A few centimetres of ground around a place.</summary>
    private static double[][] Speck((double Lon, double Lat) at)
    {
        const double half = 4e-7;
        return [[at.Lon - half, at.Lat - half], [at.Lon + half, at.Lat - half], [at.Lon + half, at.Lat + half], [at.Lon - half, at.Lat + half], [at.Lon - half, at.Lat - half]];
    }

    private static (int X, int Y) TileAt(double x, double y, int zoom)
    {
        const double half = 20037508.342789244;
        var side = 2 * half / (1 << zoom);
        return ((int)((x + half) / side), (int)((half - y) / side));
    }
}
