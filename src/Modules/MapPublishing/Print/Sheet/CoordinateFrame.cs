using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>Neat line, outer line, the degrees of the four corners, and the grid asked for (图廓与坐标格网).</summary>
internal sealed class CoordinateFrame(SheetContent content, SheetType type, LayoutScope scope, GaussKrugerProjection projection)
{
    private readonly BoxMm _frame = content.Plan.Frame;
    private readonly BoxMm _outer = content.Plan.Outer;
    private readonly List<PageShape> _shapes = [];

    public IReadOnlyList<PageShape> Draw()
    {
        if (content.Grid == PrintGrid.Zone)
        {
            new ZoneGrid(content, type, this).Draw();
        }
        else if (content.Grid == PrintGrid.Degrees)
        {
            new DegreeGrid(content, type, this).Draw();
        }

        Corners();
        _shapes.Add(new PathShape(PagePath.Rectangle(_frame)) { Stroke = type.Thin });
        _shapes.Add(new PathShape(PagePath.Rectangle(_outer.Inset(type.Thick.Width / 2))) { Stroke = type.Thick });
        return _shapes;
    }

    public void Add(PageShape shape) => _shapes.Add(shape);

    /// <summary>A place of the zone in degrees.</summary>
    public GeographicPosition DegreesOf(double east, double north) => projection.Inverse(new PlanePosition(east, north));

    /// <summary>Millimetres on the page of a place in degrees.</summary>
    public PointMm OnPage(GeographicPosition place)
    {
        var (x, y) = content.Window.ToCanvas(GridPoint.FromMetres(projection.Forward(place)));
        return new PointMm(_frame.X + x, _frame.Y + y);
    }

    /// <summary>A value of a line that meets the upper and the lower edge, unless it would run into a corner's.</summary>
    public void ValueAbove(string text, double x, double edgeY)
    {
        var half = scope.Line(text, type.Grid).Width / 2;
        if (x - half < _frame.X + CornerRoom || x + half > _frame.Right - CornerRoom)
        {
            return;
        }

        var top = edgeY <= _frame.Y + 1e-6;
        _shapes.AddRange(SheetType.Level(scope, text, type.Grid, new PointMm(x, top ? (_outer.Y + _frame.Y) / 2 : (_outer.Bottom + _frame.Bottom) / 2)));
    }

    /// <summary>A value of a line that meets the left and the right edge.</summary>
    public void ValueBeside(string text, double y, double edgeX)
    {
        var half = scope.Line(text, type.Grid).Width / 2;
        if (y - half < _frame.Y || y + half > _frame.Bottom)
        {
            return;
        }

        var left = edgeX <= _frame.X + 1e-6;
        _shapes.AddRange(SheetType.Upwards(scope, text, type.Grid, new PointMm(left ? (_outer.X + _frame.X) / 2 : (_outer.Right + _frame.Right) / 2, y)));
    }

    /// <summary>Degrees, minutes and seconds with as many decimals of seconds as asked.</summary>
    public static string Dms(double degrees, int decimals)
    {
        var units = (long)Math.Round(degrees * 3600 * Math.Pow(10, decimals));
        var perSecond = (long)Math.Pow(10, decimals);
        var (minutes, rest) = Math.DivRem(units, 60 * perSecond);
        var seconds = rest / (double)perSecond;
        var format = decimals == 0 ? "00" : "00." + new string('0', decimals);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}°{minutes % 60:00}′{seconds.ToString(format, CultureInfo.InvariantCulture)}″");
    }

    private double CornerRoom => type.Mm(17);

    private void Corners()
    {
        var box = content.Window.Box;
        foreach (var (east, north, right, bottom) in ((double, double, bool, bool)[])
            [(box.West, box.North, false, false), (box.East, box.North, true, false), (box.West, box.South, false, true), (box.East, box.South, true, true)])
        {
            var place = DegreesOf(east, north);
            var pitch = type.Grid.Size * 1.12;
            var half = type.Thick.Width / 2;
            var middle = bottom ? ((_frame.Bottom + _outer.Bottom) / 2) - half : ((_outer.Y + _frame.Y) / 2) + half;
            var x = right ? _frame.Right : _frame.X;
            var alignment = right ? TextAlignment.Right : TextAlignment.Left;
            _shapes.AddRange(scope.TextAt(Dms(place.Latitude, 1) + "N", type.Grid with { Points = type.Grid.Points * 0.86 }, new PointMm(x, middle - pitch), alignment));
            _shapes.AddRange(scope.TextAt(Dms(place.Longitude, 1) + "E", type.Grid with { Points = type.Grid.Points * 0.86 }, new PointMm(x, middle), alignment));
        }
    }
}
