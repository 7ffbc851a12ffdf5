using System.Globalization;
using System.Text;
using Guotu.Geo.Areas;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.CoordinateText;

/// <summary>One parcel to be written.</summary>
public sealed record ParcelToWrite(string Number, string Name, GridMultiPolygon Shape)
{
    public string MapSheet { get; init; } = string.Empty;

    public string Use { get; init; } = string.Empty;

    public string LandClass { get; init; } = string.Empty;
}

/// <summary>A coordinate file to be written: one file, one project.</summary>
/// <param name="Zone">Zone of the shapes; they must carry its prefix.</param>
/// <param name="Producer">数据产生单位.</param>
/// <param name="ProducedOn">数据产生日期, a legal (local) date.</param>
public sealed record CoordinateTextDocument(GaussKrugerZone Zone, string Producer, DateOnly ProducedOn, IReadOnlyList<ParcelToWrite> Parcels);

/// <summary>
/// Writes the form that this county hands on: GB18030, CRLF, full header, prefixed eastings, millimetres, hectares with four
/// decimals, J-numbers clockwise from the north-west, closing point repeated. Rings are numbered outer first, then its holes.
/// </summary>
public static class CoordinateTextWriter
{
    private const int UnitsPerMillimetre = 10;
    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static byte[] Write(CoordinateTextDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (!document.Zone.IsPrefixed)
        {
            throw new ArgumentException("The county's files carry the zone prefix", nameof(document));
        }

        var text = new StringBuilder();
        WriteHeader(text, document);
        foreach (var parcel in document.Parcels)
        {
            WriteParcel(text, parcel);
        }

        return Chinese.GetBytes(text.ToString());
    }

    private static void WriteHeader(StringBuilder text, CoordinateTextDocument document)
    {
        string[] lines =
        [
            "[属性描述]", "格式版本号=1.01", $"数据产生单位={Plain(document.Producer)}",
            $"数据产生日期={document.ProducedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", "坐标系=2000国家大地坐标系",
            Invariant($"几度分带={(int)document.Zone.Width}"), "投影类型=高斯克吕格", "计量单位=米",
            Invariant($"带号={document.Zone.Number}"), "精度=0.001", "转换参数=,,,,,,", "[地块坐标]",
        ];
        foreach (var line in lines)
        {
            text.Append(line).Append("\r\n");
        }
    }

    private static void WriteParcel(StringBuilder text, ParcelToWrite parcel)
    {
        var rows = parcel.Shape.VertexCount + parcel.Shape.Rings.Count();
        var area = PlaneArea.Of(parcel.Shape).Hectares.ToString("0.0000", CultureInfo.InvariantCulture);
        text.Append(Invariant(
            $"{rows},{area},{Plain(parcel.Number)},{Plain(parcel.Name)},面,{Plain(parcel.MapSheet)},{Plain(parcel.Use)},{Plain(parcel.LandClass)},@\r\n"));
        var (point, ring) = (1, 1);
        foreach (var polygon in parcel.Shape.Polygons)
        {
            WriteRing(text, Started(polygon.Outer, clockwise: true), ring++, ref point);
            foreach (var hole in polygon.Holes)
            {
                WriteRing(text, Started(hole, clockwise: false), ring++, ref point);
            }
        }
    }

    private static void WriteRing(StringBuilder text, GridPoint[] points, int ring, ref int number)
    {
        var first = number;
        foreach (var point in points)
        {
            WritePoint(text, number++, ring, point);
        }

        WritePoint(text, first, ring, points[0]);
    }

    private static void WritePoint(StringBuilder text, int number, int ring, GridPoint point) =>
        text.Append(Invariant($"J{number},{ring},{Millimetres(point.North)},{Millimetres(point.East)}\r\n"));

    /// <summary>The ring turned as asked and begun at its north-western vertex.</summary>
    private static GridPoint[] Started(GridRing ring, bool clockwise)
    {
        var points = ring.IsCounterClockwise == clockwise ? ring.Reversed().Points : ring.Points;
        var start = Enumerable.Range(0, points.Length).MaxBy(i => (points[i].North - points[i].East, points[i].North));
        return [.. points.AsSpan()[start..], .. points.AsSpan()[..start]];
    }

    private static string Millimetres(long units)
    {
        var millimetres = (units + (UnitsPerMillimetre / 2)) / UnitsPerMillimetre;
        return (millimetres / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
    }

    /// <summary>A comma would begin another field and a line break another row.</summary>
    private static string Plain(string value) => value.Replace(',', '，').ReplaceLineEndings(" ").Trim();

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
