using System.Globalization;
using System.Text;
using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;

namespace Guotu.OneMap.Demonstration;

/// <summary>A parcel of a coordinate file.</summary>
internal sealed record TextParcel(string Name, string Use, IReadOnlyList<GridRing> Rings);

/// <summary>
/// Writes the coordinate file that survey teams deliver (勘测定界坐标 TXT): zone 36 with prefix, three decimals, CRLF, GB 18030, rings closed
/// by their first point.
/// </summary>
internal static class ParcelText
{
    private const string NewLine = "\r\n";

    public static byte[] Write(IReadOnlyList<TextParcel> parcels, DateOnly date, AxisOrder order)
    {
        var text = new StringBuilder();
        text.Append("[属性描述]" + NewLine + "格式版本号=1.01" + NewLine + "数据产生单位=演示数据" + NewLine);
        text.Append(CultureInfo.InvariantCulture, $"数据产生日期={date:yyyy-MM-dd}").Append(NewLine);
        text.Append("坐标系=2000国家大地坐标系" + NewLine + "几度分带=3" + NewLine + "投影类型=高斯克吕格" + NewLine);
        text.Append("计量单位=米" + NewLine + "带号=36" + NewLine + "精度=0.001" + NewLine + "转换参数=,,,,,," + NewLine + "[地块坐标]" + NewLine);
        for (var i = 0; i < parcels.Count; i++)
        {
            Append(text, i + 1, parcels[i], order);
        }

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030").GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, int number, TextParcel parcel, AxisOrder order)
    {
        var count = parcel.Rings.Sum(r => r.Points.Length + 1);
        var area = PlaneArea.Of(new GridPolygon(parcel.Rings[0], [.. parcel.Rings.Skip(1)])).Hectares;
        text.Append(CultureInfo.InvariantCulture, $"{count},{area:0.0000},{number},{parcel.Name},面,,{parcel.Use},,@").Append(NewLine);
        var point = 0;
        for (var ring = 0; ring < parcel.Rings.Count; ring++)
        {
            var (first, points) = (point + 1, parcel.Rings[ring].Points);
            foreach (var p in points)
            {
                AppendPoint(text, ++point, ring + 1, p, order);
            }

            AppendPoint(text, first, ring + 1, points[0], order);
        }
    }

    private static void AppendPoint(StringBuilder text, int label, int ring, GridPoint p, AxisOrder order)
    {
        var (north, east) = (Metres(p.North), Metres(p.East));
        var pair = order == AxisOrder.NorthFirst ? north + "," + east : east + "," + north;
        text.Append(CultureInfo.InvariantCulture, $"J{label},{ring},{pair}").Append(NewLine);
    }

    private static string Metres(long units) => (units / (decimal)GridPoint.UnitsPerMetre).ToString("0.000", CultureInfo.InvariantCulture);
}

/// <summary>Which coordinate a file gives first.</summary>
internal enum AxisOrder
{
    NorthFirst,
    EastFirst,
}
