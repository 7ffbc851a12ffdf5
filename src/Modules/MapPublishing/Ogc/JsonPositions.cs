using Guotu.Geo.Geometry;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Coordinates of figures as JSON, digit by digit into one buffer that is used again.</summary>
internal sealed class JsonPositions(Positions positions)
{
    /// <summary>Two numbers of at most twenty-five characters, and what stands around them.</summary>
    private const int LongestPosition = 56;

    private const ulong DegreeScale = 1_000_000_000, MetreScale = 10_000;

    /// <summary>Of the whole part of a long.</summary>
    private const int MostDigits = 19;

    private readonly bool _isDegrees = positions.Decimals == Positions.DegreeDecimals;
    private byte[] _bytes = new byte[4096];
    private int _length;

    private static ReadOnlySpan<byte> TwoDigits =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

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

        // Divisors that the compiler knows are multiplied by.
        var (whole, rest) = _isDegrees ? Math.DivRem((ulong)units, DegreeScale) : Math.DivRem((ulong)units, MetreScale);
        Whole(whole);
        if (_isDegrees)
        {
            Degrees((uint)rest);
        }
        else
        {
            Point(Positions.MetreDecimals);
            Pair((uint)rest / 100, _length - 4);
            Pair((uint)rest % 100, _length - 2);
        }
    }

    private void Whole(ulong whole)
    {
        var digits = whole < 10 ? 1 : whole < 100 ? 2 : 3;
        for (var bound = 1_000UL; digits >= 3 && digits < MostDigits && whole >= bound; digits++)
        {
            bound *= 10;
        }

        for (var at = _length + digits - 1; at >= _length; at--)
        {
            (whole, var digit) = Math.DivRem(whole, 10);
            _bytes[at] = (byte)('0' + digit);
        }

        _length += digits;
    }

    /// <summary>Nine decimals, without zeros at the end.</summary>
    private void Degrees(uint rest)
    {
        if (rest == 0)
        {
            return;
        }

        Point(Positions.DegreeDecimals);
        var (pairs, last) = Math.DivRem(rest, 10);
        _bytes[_length - 1] = (byte)('0' + last);
        for (var at = _length - 3; at > _length - Positions.DegreeDecimals - 1; at -= 2)
        {
            (pairs, var pair) = Math.DivRem(pairs, 100);
            Pair(pair, at);
        }

        while (_bytes[_length - 1] == (byte)'0')
        {
            _length--;
        }
    }

    private void Point(int decimals)
    {
        _bytes[_length] = (byte)'.';
        _length += 1 + decimals;
    }

    private void Pair(uint pair, int at) => TwoDigits.Slice((int)(2 * pair), 2).CopyTo(_bytes.AsSpan(at));

    private void Room()
    {
        if (_length + LongestPosition > _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }
    }
}
