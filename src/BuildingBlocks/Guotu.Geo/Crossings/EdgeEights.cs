using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Guotu.Geo.Crossings;

/// <summary>The boxes of eight edges that follow each other, compared at once.</summary>
internal readonly struct EdgeEights
{
    public const int Count = 8;

    private readonly Vector256<int> _minX;
    private readonly Vector256<int> _minY;
    private readonly Vector256<int> _maxX;
    private readonly Vector256<int> _maxY;

    /// <param name="x">Vertices; each edge goes to the next one, and one more stands behind the last edge.</param>
    public EdgeEights(int[] x, int[] y, int first)
    {
        var (x1, x2) = (Read(x, first), Read(x, first + 1));
        var (y1, y2) = (Read(y, first), Read(y, first + 1));
        (_minX, _minY, _maxX, _maxY) = (Vector256.Min(x1, x2), Vector256.Min(y1, y2), Vector256.Max(x1, x2), Vector256.Max(y1, y2));
    }

    /// <summary>Which of the first so many boxes meet the one, borders included: a bit each.</summary>
    public uint Meeting(in FrameBox box, int count)
    {
        var meets = Vector256.LessThanOrEqual(_minX, Vector256.Create(box.MaxX)) & Vector256.GreaterThanOrEqual(_maxX, Vector256.Create(box.MinX))
            & Vector256.LessThanOrEqual(_minY, Vector256.Create(box.MaxY)) & Vector256.GreaterThanOrEqual(_maxY, Vector256.Create(box.MinY));
        return meets.ExtractMostSignificantBits() & ((1u << count) - 1);
    }

    public FrameBox Box(int i) => new(_minX.GetElement(i), _minY.GetElement(i), _maxX.GetElement(i), _maxY.GetElement(i));

    /// <summary>The box around all eight.</summary>
    public FrameBox Around() => new(Least(_minX), Least(_minY), Most(_maxX), Most(_maxY));

    private static int Least(Vector256<int> eight)
    {
        var four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    private static int Most(Vector256<int> eight)
    {
        var four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        four = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    private static Vector256<int> Read(int[] values, int at)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at + Count, values.Length);
        return Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at);
    }
}
