using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>Turns the numbers of a file into grid points of one zone, once it is settled what they are.</summary>
internal sealed class PointPlacing
{
    private readonly GaussKrugerProjection? _fromDegrees;
    private readonly decimal _prefix;
    private readonly bool _swap;
    private readonly WarningList _warnings;

    private PointPlacing(CoordinateReading reading, WarningList warnings)
    {
        Reading = reading;
        _swap = reading.AxesSwapped;
        _prefix = reading.Prefixed ? 0 : reading.Zone.Number * 1_000_000m;
        _fromDegrees = reading.Degrees ? new GaussKrugerProjection(reading.Zone) : null;
        _warnings = warnings;
    }

    public CoordinateReading Reading { get; }

    /// <summary>Settles order, degrees and zone from the first row, and holds every other row to it.</summary>
    public static Result<PointPlacing> Settle(RawFile file, CoordinateTextOptions options, WarningList warnings)
    {
        var first = file.Points.First();
        var shape = CoordinateShape.Of(first);
        if (!shape.IsNorthFirst && !shape.IsEastFirst)
        {
            return OutOfRange(first);
        }

        foreach (var point in file.Points)
        {
            var own = CoordinateShape.Of(point);
            if (own != shape)
            {
                return own.IsNorthFirst || own.IsEastFirst
                    ? new Error(GeoErrors.MixedCoordinates, ("before", first.Line)) { Line = point.Line, Ring = point.Ring }
                    : OutOfRange(point);
            }
        }

        if (Order(shape, first, options.Axis) is { } refusal)
        {
            return refusal;
        }

        return Placed(file, options, warnings, shape);
    }

    public GridPoint Place(RawPoint point)
    {
        var (north, east) = _swap ? (point.Second, point.First) : (point.First, point.Second);
        if (_fromDegrees is not null)
        {
            return GridPoint.FromMetres(_fromDegrees.Forward(new GeographicPosition((double)north, (double)east)));
        }

        if (north.Scale > 4 || east.Scale > 4)
        {
            NoteRounding(point, north, east);
        }

        return new GridPoint(Units(east + _prefix), Units(north));
    }

    private static Result<PointPlacing> Placed(RawFile file, CoordinateTextOptions options, WarningList warnings, CoordinateShape shape)
    {
        var first = file.Points.First();
        var swap = shape.IsEastFirst;
        var zone = new ZoneFinding(file, options, warnings).Find(shape, swap ? first.First : first.Second);
        if (!zone.IsSuccess)
        {
            return zone.Error!;
        }

        if (shape.IsPrefixed && Stray(file, swap, zone.Value.Zone) is { } stray)
        {
            return new Error(GeoErrors.MixedCoordinates, ("before", first.Line)) { Line = stray.Line, Ring = stray.Ring };
        }

        if (swap)
        {
            warnings.Add(new Error(GeoErrors.WarnAxesSwapped));
        }

        if (shape.IsDegrees)
        {
            warnings.Add(new Error(GeoErrors.WarnFromDegrees, ("zone", zone.Value.Zone.ChineseName)));
        }

        return new PointPlacing(
            new CoordinateReading(zone.Value.Zone, shape.IsDegrees, shape.IsPrefixed, swap, zone.Value.Reason),
            warnings);
    }

    private static RawPoint? Stray(RawFile file, bool swap, GaussKrugerZone zone)
    {
        foreach (var point in file.Points)
        {
            if (CoordinateShape.Zone(swap ? point.First : point.Second) != zone.Number)
            {
                return point;
            }
        }

        return null;
    }

    private static Error? Order(CoordinateShape shape, RawPoint first, AxisReading axis) => (shape.IsEastFirst, axis) switch
    {
        (true, AxisReading.AsWritten) => new Error(GeoErrors.AxesExchanged, ("first", Show(first.First)), ("second", Show(first.Second))) { Line = first.Line },
        (true, AxisReading.NorthFirst) => new Error(GeoErrors.AxesContradiction, ("first", "东坐标")) { Line = first.Line },
        (false, AxisReading.EastFirst) => new Error(GeoErrors.AxesContradiction, ("first", "北坐标")) { Line = first.Line },
        _ => null,
    };

    private static Error OutOfRange(RawPoint point) =>
        new(GeoErrors.CoordinateOutOfRange, ("first", Show(point.First)), ("second", Show(point.Second))) { Line = point.Line, Ring = point.Ring };

    private static string Show(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Units(decimal metres) => (long)Math.Round(metres * GridPoint.UnitsPerMetre, MidpointRounding.AwayFromZero);

    private void NoteRounding(RawPoint point, decimal north, decimal east)
    {
        if (north != Math.Round(north, 4) || east != Math.Round(east, 4))
        {
            _warnings.Add(new Error(GeoErrors.WarnDecimalsRounded) { Line = point.Line });
        }
    }
}
