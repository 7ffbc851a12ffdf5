using Guotu.Geo.StoredRasters;
using Guotu.Geo.Terrain;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Rasters;

/// <summary>
/// The colour of a place among cells (栅格着色). Between the middles of cells values are bilinear where the style is smooth and all four have data; else the
/// nearest cell counts. Light and slope are reckoned at the cells by Horn and then taken the same way. A place without data is clear.
/// </summary>
internal sealed class CellColours
{
    private const double Dark = 0.3;
    private const double Bright = 1.3;
    private readonly RasterStyle _style;
    private readonly RasterKind _kind;
    private readonly HeightField _cells;
    private readonly double[]? _light;
    private readonly double[]? _slope;
    private readonly double _level;

    public CellColours(RasterStyle style, RasterKind kind, HeightField cells)
    {
        (_style, _kind, _cells) = (style, kind, cells);
        if (kind == RasterKind.Elevation && style.Relief is { } relief)
        {
            var light = new Hillshade(relief.Azimuth, relief.Altitude, relief.Exaggeration);
            _level = light.Of(new HornGradient(0, 0));
            _light = OfEach(light.Of);
        }

        if (kind == RasterKind.Elevation && style.Colours?.Quantity == RasterQuantity.Slope)
        {
            _slope = OfEach(g => g.SlopeDegrees);
        }
    }

    /// <summary><c>AARRGGBB</c>; 0 for clear.</summary>
    /// <param name="u">Cells from the left edge.</param>
    /// <param name="v">Cells from the upper edge.</param>
    public int At(double u, double v)
    {
        var (column, row) = ((int)Math.Floor(u), (int)Math.Floor(v));
        if (_cells.At(column, row) == RasterCells.NoHeight || (_kind == RasterKind.Imagery && (!_cells.Holds(column, row) || _cells.At(column, row) == RasterCells.NoColour)))
        {
            return 0;
        }

        if (_kind == RasterKind.Imagery)
        {
            return Picture(u, v, column, row);
        }

        var light = _light is null ? double.NaN : Between(u, v, (c, r) => _light[(r * _cells.Columns) + c]);
        if (_style.Colours is not { } colours)
        {
            return double.IsNaN(light) ? 0 : Packed(light, light, light);
        }

        var value = _slope is null ? Between(u, v, Metres) : Between(u, v, (c, r) => _slope[(r * _cells.Columns) + c]);
        return double.IsNaN(value) ? 0 : Lit(colours.Of(value), light);
    }

    private int Lit(Colour colour, double light)
    {
        var share = double.IsNaN(light) ? 1 : Math.Clamp(light / _level, Dark, Bright);
        return Packed(colour.Red * share, colour.Green * share, colour.Blue * share);
    }

    private int Picture(double u, double v, int column, int row)
    {
        if (!_style.IsSmooth)
        {
            return _cells.At(column, row);
        }

        double Channel(int shift) => Between(u, v, (c, r) => _cells.At(c, r) is var cell && cell == RasterCells.NoColour ? double.NaN : (cell >> shift) & 0xFF);
        return Packed(Channel(16), Channel(8), Channel(0));
    }

    private double Metres(int column, int row) => _cells.At(column, row) is var cell && cell == RasterCells.NoHeight ? double.NaN : cell / 1000.0;

    private double Between(double u, double v, Func<int, int, double> at)
    {
        var nearest = at((int)Math.Floor(u), (int)Math.Floor(v));
        if (!_style.IsSmooth)
        {
            return nearest;
        }

        var (column, row) = ((int)Math.Floor(u - 0.5), (int)Math.Floor(v - 0.5));
        if (!_cells.Holds(column, row) || !_cells.Holds(column + 1, row + 1))
        {
            return nearest;
        }

        var (s, t) = (u - 0.5 - column, v - 0.5 - row);
        var upper = (at(column, row) * (1 - s)) + (at(column + 1, row) * s);
        var lower = (at(column, row + 1) * (1 - s)) + (at(column + 1, row + 1) * s);
        var mixed = (upper * (1 - t)) + (lower * t);
        return double.IsNaN(mixed) ? nearest : mixed;
    }

    private double[] OfEach(Func<HornGradient, double> take)
    {
        var values = new double[_cells.Columns * _cells.Rows];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = HornGradient.At(_cells, i % _cells.Columns, i / _cells.Columns) is { } gradient ? take(gradient) : double.NaN;
        }

        return values;
    }

    private static int Packed(double red, double green, double blue) => RasterCells.Colour(Byte(red), Byte(green), Byte(blue));

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
