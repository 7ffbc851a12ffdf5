using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.StoredRasters;

/// <summary>
/// A raster in degrees as one of the county's zone (经纬度栅格重采样): heights bilinear between the middles of four cells, without data where any of the four
/// has none; colours of the nearest cell. Places of cells are interpolated between exact ones, 16 cells apart, off by less than a thousandth of a cell.
/// </summary>
internal sealed class ProjectedRaster(RasterFileSource cells, RasterDescription file, GaussKrugerZone zone) : IRasterSource
{
    /// <summary>Furthest from the zone's middle, in degrees: beyond it the plane stretches too much.</summary>
    public const double FarthestDegrees = 3;

    private const int Step = 16;
    private const int EdgeSteps = 32;
    private const int Margin = 2;
    private readonly GaussKrugerProjection _projection = new(zone.Prefixed);

    public RasterKind Kind => cells.Kind;

    public RasterPlace Place => cells.Place;

    public string? Conversion => string.Join(',', new[] { $"由 {file.Crs} 重采样", cells.Conversion }.Where(c => c is not null));

    /// <summary>The grid in the zone that covers a grid of degrees: cells as wide as the narrower side of its own, to three digits.</summary>
    public static (RasterGrid Grid, int Columns, int Rows) GridOf(RasterDescription file, GaussKrugerZone zone)
    {
        var (grid, projection) = (file.Grid, new GaussKrugerProjection(zone.Prefixed));
        PlanePosition At(double column, double row) => projection.Forward(new GeographicPosition(grid.OriginNorth - (row * grid.CellNorth), grid.OriginEast + (column * grid.CellEast)));
        var edge = Enumerable.Range(0, EdgeSteps + 1).SelectMany(i =>
        {
            var (across, down) = (file.Width * (double)i / EdgeSteps, file.Height * (double)i / EdgeSteps);
            return new[] { At(across, 0), At(across, file.Height), At(0, down), At(file.Width, down) };
        }).ToList();
        var (c, r) = (file.Width / 2.0, file.Height / 2.0);
        var (middle, right, below) = (At(c, r), At(c + 1, r), At(c, r + 1));
        var cell = ThreeDigits(Math.Min(right.East - middle.East, middle.North - below.North));
        var (west, north) = (Math.Floor(edge.Min(p => p.East)), Math.Ceiling(edge.Max(p => p.North)));
        var (columns, rows) = (Math.Ceiling((edge.Max(p => p.East) - west) / cell), Math.Ceiling((north - edge.Min(p => p.North)) / cell));
        return (new RasterGrid(west, north, cell, cell), (int)Math.Min(columns, int.MaxValue / 2), (int)Math.Min(rows, int.MaxValue / 2));
    }

    public async Task<Result<int[]>> ReadAsync(RasterWindow window, CancellationToken ct)
    {
        var nodes = Nodes(window);
        var made = new int[window.Width * window.Height];
        Array.Fill(made, RasterCells.NoData(Kind));
        if (Needed(nodes) is not { } needed)
        {
            return made;
        }

        var read = await cells.ReadAsync(needed, ct);
        if (read.Error is { } unread)
        {
            return unread;
        }

        for (var row = 0; row < window.Height; row++)
        {
            ct.ThrowIfCancellationRequested();
            for (var column = 0; column < window.Width; column++)
            {
                var (x, y) = nodes.At(column, row);
                made[(row * window.Width) + column] = Kind == RasterKind.Elevation ? Height(read.Value, needed, x, y) : Nearest(read.Value, needed, x, y);
            }
        }

        return made;
    }

    private static double ThreeDigits(double metres)
    {
        // No logarithm: its last bit may differ between machines.
        var unit = 1.0;
        if (!(metres is > 1e-3 and < 1e6))
        {
            return 0;
        }

        while (metres >= 1_000 * unit)
        {
            unit *= 10;
        }

        while (metres < 100 * unit)
        {
            unit /= 10;
        }

        return Math.Round(metres / unit) * unit;
    }

    /// <summary>Exact places of the middles of every sixteenth cell and of those just beyond, in cells of the file from the middle of its first.</summary>
    private NodeGrid Nodes(RasterWindow window)
    {
        var (across, down) = ((window.Width / Step) + 2, (window.Height / Step) + 2);
        var places = new (double X, double Y)[across * down];
        var grid = Place.GridAt(0);
        for (var i = 0; i < places.Length; i++)
        {
            var (east, north) = grid.Middle(window.Column + (i % across * Step), window.Row + (i / across * Step));
            var at = _projection.Inverse(new PlanePosition(east, north));
            places[i] = (((at.Longitude - file.Grid.OriginEast) / file.Grid.CellEast) - 0.5, ((file.Grid.OriginNorth - at.Latitude) / file.Grid.CellNorth) - 0.5);
        }

        return new NodeGrid(places, across);
    }

    private RasterWindow? Needed(NodeGrid nodes)
    {
        var (left, right) = (Math.Floor(nodes.Places.Min(p => p.X)) - Margin, Math.Ceiling(nodes.Places.Max(p => p.X)) + Margin);
        var (top, bottom) = (Math.Floor(nodes.Places.Min(p => p.Y)) - Margin, Math.Ceiling(nodes.Places.Max(p => p.Y)) + Margin);
        var (first, upper) = (Math.Max(0, left), Math.Max(0, top));
        var (last, lower) = (Math.Min(file.Width - 1, right), Math.Min(file.Height - 1, bottom));
        return first > last || upper > lower ? null : new RasterWindow((int)first, (int)upper, (int)(last - first) + 1, (int)(lower - upper) + 1);
    }

    private static int Height(int[] read, RasterWindow window, double x, double y)
    {
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (u, v) = (x - column, y - row);
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var weight = (i % 2 == 0 ? 1 - u : u) * (i / 2 == 0 ? 1 - v : v);
            var height = weight == 0 ? 0 : CellOf(read, window, column + (i % 2), row + (i / 2), RasterCells.NoHeight);
            if (height == RasterCells.NoHeight)
            {
                return RasterCells.NoHeight;
            }

            sum += weight * height;
        }

        return (int)Math.Round(sum, MidpointRounding.AwayFromZero);
    }

    private static int Nearest(int[] read, RasterWindow window, double x, double y) =>
        CellOf(read, window, (int)Math.Floor(x + 0.5), (int)Math.Floor(y + 0.5), RasterCells.NoColour);

    private static int CellOf(int[] read, RasterWindow window, int column, int row, int none)
    {
        var (c, r) = (column - window.Column, row - window.Row);
        return c >= 0 && r >= 0 && c < window.Width && r < window.Height ? read[(r * window.Width) + c] : none;
    }

    /// <summary>Places at nodes, and between them by the four around.</summary>
    private sealed record NodeGrid((double X, double Y)[] Places, int Across)
    {
        public (double X, double Y) At(int column, int row)
        {
            var (i, j) = (column / Step, row / Step);
            var (u, v) = (column % Step / (double)Step, row % Step / (double)Step);
            var at = (j * Across) + i;
            var (a, b, c, d) = (Places[at], Places[at + 1], Places[at + Across], Places[at + Across + 1]);
            return (Between(Between(a.X, b.X, u), Between(c.X, d.X, u), v), Between(Between(a.Y, b.Y, u), Between(c.Y, d.Y, u), v));
        }

        private static double Between(double a, double b, double share) => a + ((b - a) * share);
    }
}
