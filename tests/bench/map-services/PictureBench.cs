using System.Diagnostics;
using System.Globalization;
using System.Text;
using Guotu.MainJob.Bench;
using Guotu.MapPublishing.Maps;
using Npgsql;

namespace Guotu.Services.Bench;

/// <summary>
/// GetMap of 512 × 512 as PNG, each box asked once, beside MapServer drawing the same box from a FlatGeobuf and from PostGIS: its own program draws
/// several pictures in a row without HTTP, the time of starting it, reading the map file and drawing one taken off. Ours is given in the
/// same way, within the process and with the permission check, and beside it one over HTTP.
/// </summary>
internal static class PictureBench
{
    private const int Side = 512;

    /// <summary>A node that has run for a while: the runtime has compiled what is called often for the last time. Small pictures take thousands until then.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(20);

    /// <summary>Half sides in metres, and pictures in a row that count: an idle processor takes a while to work as it does.</summary>
    private static readonly (string Name, double Half, int Row)[] Boxes = [("2 km", 1_000, 60), ("10 km", 5_000, 15), ("40 km", 20_000, 5)];

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(ServedCounty county, int runs)
    {
        var sources = new[] { (Name: "FlatGeobuf", Map: Write(county, "fgb", $"CONNECTIONTYPE OGR CONNECTION \"{county.File}\"")), (Name: "PostGIS", Map: Write(county, "pg", Postgis(county))) };
        var results = new List<BenchResult>();
        await using var drawing = await DrawnHere.OpenAsync(county.Home, ServedCounty.Account);
        foreach (var (name, half, row) in Boxes)
        {
            var (ours, here, peers, bytes) = (new Series(), new Series(), sources.Select(_ => new Series()).ToArray(), 0);
            var warming = Stopwatch.StartNew();
            for (var run = -1; warming.Elapsed < Warm; run--)
            {
                await OursAsync(county, half, run);
                await drawing.DrawAsync(BoxOf(county.Middle, half, run), Side);
            }

            for (var run = 0; run < runs; run++)
            {
                ours.Add(await OursAsync(county, half, run));
                var (once, _) = await OursHereAsync(drawing, county, half, (run, 1));
                (var several, bytes) = await OursHereAsync(drawing, county, half, (run, row + 1));
                here.Add(Math.Max(0.01, (several - once) / row));
                for (var i = 0; i < sources.Length; i++)
                {
                    peers[i].Add(await PeerAsync(county, sources[i].Map, (half, row)));
                }
            }

            var best = peers[0].Median <= peers[1].Median ? 0 : 1;
            results.Add(here.Against($"GetMap 512 × 512, {name} ({bytes >> 10} KiB)", "ms", peers[best], $"MapServer from {sources[best].Name}", 5));
            results.Add(ours.Against($"the same over HTTP, {name}", "ms", peers[best], $"MapServer without HTTP", null));
        }

        return results;
    }

    /// <summary>Where the time of a picture goes, without peers: medians of many pictures of each box.</summary>
    public static async Task<IReadOnlyList<BenchResult>> StagesAsync(string home, (double X, double Y) middle, int runs)
    {
        var results = new List<BenchResult>();
        await using var drawing = await DrawnHere.OpenAsync(home, ServedCounty.Account);
        foreach (var (name, half, _) in Boxes)
        {
            var (opened, drawn, packed) = (new Series(), new Series(), new Series());
            for (var run = 0; run < runs; run++)
            {
                var took = await drawing.StagesAsync(BoxOf(middle, half, run), Side);
                if (run >= runs / 2)
                {
                    opened.Add(took.Opened);
                    drawn.Add(took.Drawn);
                    packed.Add(took.Packed);
                }
            }

            results.Add(opened.Against($"{name}: permission check", "ms", null, null, null));
            results.Add(drawn.Against($"{name}: drawing", "ms", null, null, null));
            results.Add(packed.Against($"{name}: packing", "ms", null, null, null));
        }

        return results;
    }

    private static async Task<double> OursAsync(ServedCounty county, double half, int run)
    {
        var box = BoxOf(county.Middle, half, run);
        var path = string.Create(CultureInfo.InvariantCulture, $"/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=DLTB&STYLES=&CRS=EPSG:3857&BBOX={box.West},{box.South},{box.East},{box.North}&WIDTH={Side}&HEIGHT={Side}&FORMAT=image/png");
        var watch = Stopwatch.StartNew();
        using var answer = await county.Person.GetRawAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"GetMap: {(int)answer.StatusCode}");
    }

    /// <summary>Milliseconds of pictures one after the other, none of them drawn before, and the bytes of the last one.</summary>
    private static async Task<(double Milliseconds, int Bytes)> OursHereAsync(DrawnHere drawing, ServedCounty county, double half, (int Run, int Times) asked)
    {
        var (bytes, watch) = (0, Stopwatch.StartNew());
        for (var i = 0; i < asked.Times; i++)
        {
            bytes = (await drawing.DrawAsync(BoxOf(county.Middle, half, (asked.Run * (Boxes[0].Row + 2)) + i + (asked.Times > 1 ? 1 : 0)), Side)).Bytes;
        }

        return (watch.Elapsed.TotalMilliseconds, bytes);
    }

    /// <summary>Moved by a metre a run: no picture comes out of a cache.</summary>
    private static MapBox BoxOf((double X, double Y) middle, double half, int run)
    {
        var (x, y) = (middle.X + run, middle.Y + run);
        return new MapBox(x - half, y - half, x + half, y + half);
    }

    private static async Task<double> PeerAsync(ServedCounty county, string map, (double Half, int Row) asked)
    {
        var once = await DrawAsync(county, map, asked.Half, 1);
        return Math.Max(0.01, (await DrawAsync(county, map, asked.Half, asked.Row + 1) - once) * 1000 / asked.Row);
    }

    private static async Task<double> DrawAsync(ServedCounty county, string map, double half, int times)
    {
        string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        var (x, y) = county.Middle;
        List<string> arguments = ["-m", map, "-o", map + ".png", "-s", Number(Side), Number(Side), "-e", Number(x - half), Number(y - half), Number(x + half), Number(y + half), "-l", "dltb", "-c", Number(times)];
        return (await MeasuredProgram.RunAsync("map2img", arguments)).Seconds;
    }

    private static string Postgis(ServedCounty county)
    {
        var parts = new NpgsqlConnectionStringBuilder(county.Connection);
        return $"CONNECTIONTYPE POSTGIS PROCESSING \"CLOSE_CONNECTION=DEFER\" CONNECTION \"host={parts.Host} port={parts.Port} user={parts.Username} dbname={parts.Database}\" DATA \"geom FROM dltb USING UNIQUE ogc_fid USING SRID=3857\"";
    }

    private static string Write(ServedCounty county, string name, string source)
    {
        var text = new StringBuilder("MAP\n SIZE 512 512\n UNITS METERS\n IMAGETYPE PNG\n PROJECTION \"init=epsg:3857\" END\n");
        var item = name == "pg" ? "dlbm" : "DLBM";
        text.Append(CultureInfo.InvariantCulture, $" LAYER NAME dltb TYPE POLYGON STATUS DEFAULT {source}\n  CLASSITEM \"{item}\"\n");
        foreach (var (value, fill) in county.Classes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  CLASS EXPRESSION \"{value}\" STYLE COLOR \"{fill}\" OUTLINECOLOR 110 110 110 WIDTH 0.5 END END\n");
        }

        text.Append(" END\nEND\n");
        var path = Path.Combine(county.Folder, name + ".map");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
