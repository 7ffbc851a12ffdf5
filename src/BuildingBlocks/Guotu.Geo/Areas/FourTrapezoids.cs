using System.Runtime.Intrinsics;

namespace Guotu.Geo.Areas;

/// <summary>Gathers trapezoids and computes them by four: each in whole units of 10⁻⁸ m², to the bit as by itself, so that the sum does not depend on how they fall together.</summary>
internal struct FourTrapezoids
{
    private Vector256<double> _startB;
    private Vector256<double> _startL;
    private Vector256<double> _endB;
    private Vector256<double> _endL;
    private int _signs;
    private int _count;

    /// <summary>What was computed now; the rest comes later.</summary>
    /// <param name="sign">1 or −1.</param>
    public Int128 Add((double B, double L) start, (double B, double L) end, int sign)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return sign * EllipsoidalArea.TrapezoidUnits(start, end);
        }

        (_startB, _startL) = (_startB.WithElement(_count, start.B), _startL.WithElement(_count, start.L));
        (_endB, _endL) = (_endB.WithElement(_count, end.B), _endL.WithElement(_count, end.L));
        _signs |= sign < 0 ? 1 << _count : 0;
        return ++_count < Vector256<double>.Count ? 0 : Four();
    }

    /// <summary>Those that did not make four.</summary>
    public Int128 Rest()
    {
        Int128 sum = 0;
        for (var i = 0; i < _count; i++)
        {
            sum += Signed(i, EllipsoidalArea.TrapezoidUnits((_startB.GetElement(i), _startL.GetElement(i)), (_endB.GetElement(i), _endL.GetElement(i))));
        }

        (_count, _signs) = (0, 0);
        return sum;
    }

    private Int128 Four()
    {
        var two = Vector256.Create(2.0);
        var areas = EllipsoidalTrapezoid.Cgcs2000.Area(_endB - _startB, (_startB + _endB) / two, (_startL + _endL) / two);
        Int128 sum = 0;
        for (var i = 0; i < Vector256<double>.Count; i++)
        {
            sum += Signed(i, EllipsoidalArea.WholeUnits(areas.GetElement(i)));
        }

        (_count, _signs) = (0, 0);
        return sum;
    }

    private readonly Int128 Signed(int lane, Int128 units) => (_signs >> lane & 1) == 0 ? units : -units;
}
