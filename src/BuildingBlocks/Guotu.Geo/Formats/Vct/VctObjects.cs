using System.Globalization;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Vct;

/// <summary>An object's head: its id, its layer's code, and the place of what follows.</summary>
internal sealed record VctObject(long Id, string Code, VctPlace Head, VctPlace Content);

/// <summary>Reads the objects of one section in order; after each head either its content is read or skipped.</summary>
internal sealed class VctObjects(LineFile lines, VctHead head, string section)
{
    private const int Polyline = 11;
    private const int MostItems = 20_000_000;
    private bool _isOver;
    private long _id;

    private bool IsOld => head.Version == 2;

    /// <summary>The head of the next object; null at the end of the section.</summary>
    public VctObject? Next()
    {
        TextLine? first;
        do
        {
            first = lines.Read() ?? throw FormatFault.Cut("VCT 文件", $"{section} 一节没有结束");
            _isOver = first.Value.Text.Trim().Equals(section + "End", StringComparison.OrdinalIgnoreCase);
        }
        while (!_isOver && first.Value.Text.Trim().Length == 0);

        if (_isOver)
        {
            return null;
        }

        var place = new VctPlace(first.Value.Offset, first.Value.Number);
        _id = VctValues.Id(first.Value.Text, first.Value.Number);
        var code = Line().Text.Trim();
        Line(); // the layer's name in 2.0, the style in 3.0
        return new VctObject(_id, code, place, new VctPlace(lines.Offset, first.Value.Number + 3));
    }

    public void Skip()
    {
        switch (section)
        {
            case "POINT":
                ReadPoints();
                break;
            case "LINE":
                ReadLine();
                break;
            default:
                ReadRings();
                break;
        }
    }

    public List<(double X, double Y)> ReadPoints()
    {
        Line(); // kind of point
        var count = IsOld ? 1 : Count(Line());
        var points = new List<(double, double)>();
        for (var i = 0; i < count; i++)
        {
            points.Add(Position(Line()));
        }

        End();
        return points;
    }

    /// <summary>The segments of a line, each a list of positions.</summary>
    public List<PositionList> ReadLine()
    {
        var kind = Line();
        if (!IsOld && kind.Text.Trim() == "100")
        {
            throw NotCarried("由其他线构成的线");
        }

        var segments = new List<PositionList>();
        for (var left = IsOld ? 1 : Count(Line()); left > 0; left--)
        {
            var type = IsOld ? Polyline : Count(Line());
            if (type != Polyline)
            {
                throw NotCarried("弧段或曲线段");
            }

            var list = new PositionList(hasZ: false, hasM: false);
            for (var points = Count(Line()); points > 0; points--)
            {
                var (x, y) = Position(Line());
                list.Add(x, y);
            }

            segments.Add(list);
        }

        End();
        return segments;
    }

    /// <summary>The line ids of a polygon, negative where the line runs backwards, 0 between rings that are not connected.</summary>
    public List<long> ReadRings()
    {
        if (!IsOld && Line().Text.Trim() != "100")
        {
            throw NotCarried("直接写坐标的面");
        }

        Position(Line()); // the identifying point
        if (!IsOld && Count(Line()) != 21)
        {
            throw NotCarried("由面构成的面");
        }

        var countLine = Line();
        var count = Count(countLine);
        var ids = new List<long>();
        while (ids.Count < count)
        {
            var line = Line();
            foreach (var text in line.Text.Split(head.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                ids.Add(VctValues.Id(text, line.Number));
            }
        }

        if (ids.Count != count)
        {
            throw FormatFault.AtLine(countLine.Number, FormattableString.Invariant($"面 {_id} 写明 {count} 项(含 0),实有 {ids.Count} 项"));
        }

        End();
        return ids;
    }

    private FormatFault NotCarried(string what) => new(new Error(FormatErrors.NotCarried, ("where", FormattableString.Invariant($"对象 {_id}")), ("what", what)));

    /// <summary>In 3.0 a 0 ends each object.</summary>
    private void End()
    {
        if (!IsOld && Line() is var line && line.Text.Trim() != "0")
        {
            throw FormatFault.AtLine(line.Number, FormattableString.Invariant($"对象 {_id} 应以 0 结束"));
        }
    }

    private TextLine Line()
    {
        var line = lines.Read() ?? throw FormatFault.Cut("VCT 文件", FormattableString.Invariant($"对象 {_id}"));
        return line.Text.Trim().Equals(section + "End", StringComparison.OrdinalIgnoreCase)
            ? throw FormatFault.AtLine(line.Number, FormattableString.Invariant($"对象 {_id} 不完整"))
            : line;
    }

    private static int Count(TextLine line) => VctValues.Count(line.Text, line.Number) is var count && count <= MostItems ? count : throw FormatFault.AtLine(line.Number, "个数过大");

    private (double X, double Y) Position(TextLine line)
    {
        var parts = line.Text.Split(head.Separator);
        return parts.Length >= 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.IsFinite(x)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var y) && double.IsFinite(y)
            ? (x, y)
            : throw FormatFault.AtLine(line.Number, "坐标应写 x,y");
    }
}
