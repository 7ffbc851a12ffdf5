using System.Globalization;
using Guotu.Geo.Formats.WellKnown;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Csv;

/// <summary>Which columns of a table hold the geometry, and why.</summary>
/// <param name="Wkt">Column of well-known text; −1 where positions are in two columns.</param>
/// <param name="First">Column of the position's first number, by place in the file where the names leave the order open.</param>
/// <param name="Axis">The order that the names state; null where the numbers have to tell.</param>
internal sealed record CsvColumns(int Wkt, int First, int Second, int Height, AxisOrder? Axis, string Reason)
{
    private static readonly string[] WktNames = ["wkt", "geom", "geometry", "the_geom", "shape", "图形", "几何", "空间数据"];
    private static readonly string[] EastNames = ["lon", "lng", "long", "longitude", "经度", "东经", "east", "easting", "东", "东坐标", "横坐标", "y坐标(东)"];
    private static readonly string[] NorthNames = ["lat", "latitude", "纬度", "北纬", "north", "northing", "北", "北坐标", "纵坐标"];
    private static readonly string[] XNames = ["x", "x坐标", "坐标x", "point_x"];
    private static readonly string[] YNames = ["y", "y坐标", "坐标y", "point_y"];
    private static readonly string[] ZNames = ["z", "h", "高程", "height", "elevation", "高程(米)"];

    public bool Holds(int column) => column == Wkt || column == First || column == Second || column == Height;

    /// <summary>Null where no column is known by its name.</summary>
    public static CsvColumns? Of(CsvRow head)
    {
        var names = head.Cells.Select(c => c.Text.Trim().ToLowerInvariant()).ToArray();
        int Find(string[] known) => Array.FindIndex(names, n => known.Contains(n));
        if (Find(WktNames) is >= 0 and var wkt)
        {
            return new CsvColumns(wkt, -1, -1, -1, AxisOrder.EastFirst, $"列“{head.Cells[wkt].Text}”是 WKT");
        }

        var height = Find(ZNames);
        if (Find(EastNames) is >= 0 and var east && Find(NorthNames) is >= 0 and var north)
        {
            return new CsvColumns(-1, east, north, height, AxisOrder.EastFirst, $"列“{head.Cells[east].Text}”是东坐标,“{head.Cells[north].Text}”是北坐标");
        }

        return Find(XNames) is >= 0 and var x && Find(YNames) is >= 0 and var y
            ? new CsvColumns(-1, x, y, height, null, $"列“{head.Cells[x].Text}”和“{head.Cells[y].Text}”;测绘以 X 为北、制图以 X 为东,由数值判定")
            : null;
    }

    public NtsGeometry? Geometry(CsvRow row)
    {
        var where = FormattableString.Invariant($"第 {row.Line} 行");
        if (Wkt >= 0)
        {
            return string.IsNullOrWhiteSpace(row.Cells[Wkt].Text) ? null : new WktGeometry(row.Cells[Wkt].Text, where).Read();
        }

        var (first, second) = (row.Cells[First].Text.Trim(), row.Cells[Second].Text.Trim());
        if (first.Length == 0 && second.Length == 0)
        {
            return null;
        }

        var list = new PositionList(Height >= 0, hasM: false);
        list.Add(Number(first, row.Line), Number(second, row.Line), Height >= 0 && row.Cells[Height].Text.Trim() is { Length: > 0 } h ? Number(h, row.Line) : double.NaN);
        return list.ToPoint();
    }

    private static double Number(string text, int line) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw FormatFault.AtLine(line, $"坐标“{(text.Length > 40 ? text[..40] : text)}”不是数字");
}

/// <summary>The character between cells, settled by what cuts every row of the beginning into the same count.</summary>
internal static class CsvDelimiter
{
    private const int Sample = 20;
    private static readonly (char Delimiter, string Name)[] Candidates = [(',', "逗号"), ('\t', "制表符"), (';', "分号"), ('|', "竖线"), ('，', "全角逗号")];

    public static (char Delimiter, string Reason) Find(Func<TextReader> open, int longest)
    {
        var fits = new List<(char Delimiter, string Name, int Columns)>();
        foreach (var (delimiter, name) in Candidates)
        {
            using var text = open();
            if (Columns(new CsvRows(text, delimiter, longest)) is > 1 and var columns)
            {
                fits.Add((delimiter, name, columns));
            }
        }

        if (fits.Count == 0)
        {
            using var text = open();
            var single = new CsvRows(text, ',', longest).Read().FirstOrDefault();
            return single is { Cells.Count: 1 } && CsvColumns.Of(single) is not null
                ? (',', "只有一列")
                : throw FormatFault.Structure("CSV 文件", "各行的列数不一致,定不出分隔符");
        }

        return fits.Count == 1
            ? (fits[0].Delimiter, $"{fits[0].Name}把前 {Sample} 行都分成 {fits[0].Columns} 列")
            : throw new FormatFault(new Error(FormatErrors.StructureBroken, ("file", "CSV 文件"), ("reason", $"{string.Join("、", fits.Select(f => f.Name))}都像是分隔符")));
    }

    /// <summary>Columns that all rows of the sample have; 0 where they differ.</summary>
    private static int Columns(CsvRows rows)
    {
        try
        {
            var counts = rows.Read().Take(Sample).Select(r => r.Cells.Count).Distinct().Take(2).ToArray();
            return counts.Length == 1 ? counts[0] : 0;
        }
        catch (FormatFault)
        {
            return 0; // the answer "not cut by this character"
        }
    }
}
