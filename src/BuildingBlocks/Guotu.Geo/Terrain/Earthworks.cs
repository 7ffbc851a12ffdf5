using System.Runtime.InteropServices;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Terrain;

/// <summary>A design plane (设计面): a height at a place and how it rises to the east and to the north.</summary>
/// <param name="Height">Metres above 1985 heights at the place.</param>
/// <param name="RiseEast">Metres a metre; 0 for a level plane.</param>
public sealed record DesignPlane(double Height, double East, double North, double RiseEast, double RiseNorth)
{
    public double At(double east, double north) => Height + (RiseEast * (east - East)) + (RiseNorth * (north - North));
}

/// <summary>Volumes between the ground and a design (挖填方), cubic metres.</summary>
/// <param name="Cut">Ground above the design.</param>
/// <param name="Fill">Ground below it.</param>
/// <param name="SquareMetres">Plane area of the figure.</param>
/// <param name="BalanceHeight">Height of the design at its place at which cut and fill are equal, all else kept.</param>
/// <param name="MeanGround">Mean height of the ground, metres.</param>
public sealed record EarthworkVolumes(double Cut, double Fill, double SquareMetres, double BalanceHeight, double MeanGround);

/// <summary>
/// Cut and fill within a figure on <see cref="GroundSurface"/>: each triangle is cut by the figure and by the line where it meets the design, so the sums
/// are exact for that surface but for rounding of doubles.
/// </summary>
public static class Earthworks
{
    /// <summary>The volumes; undetermined where the surface has no height anywhere in the figure.</summary>
    public static Result<TerrainAnswer<EarthworkVolumes>> Of(HeightField field, GridMultiPolygon figure, DesignPlane design, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(design);
        var shares = CellShares.OfSquares(field, figure, ct);
        if (shares.Error is { } tooLarge)
        {
            return tooLarge;
        }

        if (Doubt(field, shares.Value) is { } doubt)
        {
            return (TerrainAnswer<EarthworkVolumes>)doubt;
        }

        var sums = new Sums(new GroundSurface(field), field, design);
        foreach (var (ring, sign) in CellShares.Rings(field, figure, 0.5))
        {
            UnitSquares.Cut(ring, (column, row, piece) =>
            {
                if (shares.Value.At(column, row) > CellShares.Least)
                {
                    sums.Add(column, row, piece, sign);
                }
            }, ct);
        }

        return (TerrainAnswer<EarthworkVolumes>)sums.Volumes();
    }

    private static TerrainDoubt? Doubt(HeightField field, CellShares shares)
    {
        var surface = new GroundSurface(field);
        var (outside, empty) = (0.0, 0.0);
        foreach (var (column, row, share) in shares.All())
        {
            if (!field.Holds(column, row) || !field.Holds(column + 1, row + 1))
            {
                outside += share;
            }
            else if (surface.Triangle(column, row, upper: true) is null || surface.Triangle(column, row, upper: false) is null)
            {
                empty += share;
            }
        }

        return outside > 0 ? new TerrainDoubt(TerrainDoubtKind.OutsideDem, (outside + empty) * field.CellArea)
            : empty > 0 ? new TerrainDoubt(TerrainDoubtKind.NoData, empty * field.CellArea) : null;
    }

    private sealed class Sums(GroundSurface surface, HeightField field, DesignPlane design)
    {
        private double _area;
        private double _ground;
        private double _cut;
        private double _difference;

        public void Add(int column, int row, ReadOnlySpan<LatticePoint> piece, double sign)
        {
            // North-east of the square's diagonal u − column ≥ v − row, and south-west of it.
            Add(column, row, UnitSquares.Side(piece, 1, -1, row - column), sign, upper: true);
            Add(column, row, UnitSquares.Side(piece, -1, 1, column - row), sign, upper: false);
        }

        public EarthworkVolumes Volumes()
        {
            var (area, cut) = (_area * field.CellArea, _cut * field.CellArea);
            var difference = _difference * field.CellArea;
            return new EarthworkVolumes(cut, Math.Max(0, cut - difference), area, design.Height + (difference / area), _ground * field.CellArea / area);
        }

        private void Add(int column, int row, List<LatticePoint> part, double sign, bool upper)
        {
            if (part.Count < 3)
            {
                return;
            }

            var ground = surface.Triangle(column, row, upper)!.Value;
            var first = design.At(field.Grid.OriginEast + ((column + 0.5) * field.Grid.CellEast), field.Grid.OriginNorth - ((row + 0.5) * field.Grid.CellNorth));
            var above = new GroundTriangle(ground.Corner - first, ground.East - (design.RiseEast * field.Grid.CellEast), ground.South + (design.RiseNorth * field.Grid.CellNorth));
            var points = CollectionsMarshal.AsSpan(part);
            var (area, height) = Integral(points, column, row, ground);
            _area += sign * area;
            _ground += sign * height;
            _difference += sign * Integral(points, column, row, above).Volume;
            var higher = UnitSquares.Side(points, above.East, above.South, above.Corner - (above.East * column) - (above.South * row));
            _cut += sign * Integral(CollectionsMarshal.AsSpan(higher), column, row, above).Volume;
        }

        /// <summary>Signed area and integral of a linear function over a ring.</summary>
        private static (double Area, double Volume) Integral(ReadOnlySpan<LatticePoint> ring, int column, int row, GroundTriangle f)
        {
            var (area, volume) = (0.0, 0.0);
            for (var i = 2; i < ring.Length; i++)
            {
                var (o, a, b) = (ring[0], ring[i - 1], ring[i]);
                var half = (((a.U - o.U) * (b.V - o.V)) - ((a.V - o.V) * (b.U - o.U))) / 2;
                area += half;
                volume += half * f.Value(((o.U + a.U + b.U) / 3) - column, ((o.V + a.V + b.V) / 3) - row);
            }

            return (area, volume);
        }
    }
}
