using Guotu.Geo.Geometry;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Coordinates of figures as JSON, digit by digit into one buffer that is used again.</summary>
internal sealed class JsonPositions(Positions positions)
{
    /// <summary>Two numbers of at most twenty characters, and what stands around them.</summary>
    private const int LongestPosition = 48;

    private readonly int _decimals = positions.Decimals;
    private readonly bool _shortens = positions.Decimals == Positions.DegreeDecimals;
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>Array of polygons of rings of positions, closed; good until the next figure.</summary>
    public ReadOnlySpan<byte> Of(GridMultiPolygon shape)
    {
        _length = 0;
        Begin();
        foreach (var polygon in shape.Polygons)
        {
            Begin();
            Ring(polygon.Outer);
            foreach (var hole in polygon.Holes)
            {
                Ring(hole);
            }

            End();
        }

        End();
        return _bytes.AsSpan(0, _length - 1);
    }

    private void Ring(GridRing ring)
    {
        Begin();
        foreach (var point in ring.Points)
        {
            Position(point);
        }

        Position(ring.Points[0]);
        End();
    }

    private void Position(GridPoint point)
    {
        Room();
        var (first, second) = positions.UnitsOf(point);
        _bytes[_length++] = (byte)'[';
        Number(first);
        _bytes[_length++] = (byte)',';
        Number(second);
        _bytes[_length++] = (byte)']';
        _bytes[_length++] = (byte)',';
    }

    private void Begin()
    {
        Room();
        _bytes[_length++] = (byte)'[';
    }

    /// <summary>The comma after the last item gives way to the end, after which another comma waits for what follows.</summary>
    private void End()
    {
        Room();
        _length -= _bytes[_length - 1] == (byte)',' ? 1 : 0;
        _bytes[_length++] = (byte)']';
        _bytes[_length++] = (byte)',';
    }

    /// <summary>Degrees without zeros at the end, metres with all their decimals.</summary>
    private void Number(long units)
    {
        if (units < 0)
        {
            _bytes[_length++] = (byte)'-';
            units = -units;
        }

        var decimals = _decimals;
        while (_shortens && decimals > 0 && units % 10 == 0)
        {
            (units, decimals) = (units / 10, decimals - 1);
        }

        Span<byte> digits = stackalloc byte[24];
        var at = digits.Length;
        for (var written = 0; written <= decimals || units > 0; written++)
        {
            if (written == decimals && decimals > 0)
            {
                digits[--at] = (byte)'.';
            }

            digits[--at] = (byte)('0' + (units % 10));
            units /= 10;
        }

        digits[at..].CopyTo(_bytes.AsSpan(_length));
        _length += digits.Length - at;
    }

    private void Room()
    {
        if (_length + LongestPosition > _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }
    }
}
