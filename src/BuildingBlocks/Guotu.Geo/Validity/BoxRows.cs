using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Guotu.Geo.Validity;

/// <summary>Boxes as four rows of numbers, to be compared eight at a time.</summary>
internal readonly ref struct BoxRows
{
    private const int Eight = 8;
    private readonly ref int _minX;
    private readonly ref int _minY;
    private readonly ref int _maxX;
    private readonly ref int _maxY;

    public BoxRows(ref int numbers, int row)
    {
        _minX = ref numbers;
        _minY = ref Unsafe.Add(ref numbers, row);
        _maxX = ref Unsafe.Add(ref numbers, 2 * row);
        _maxY = ref Unsafe.Add(ref numbers, 3 * row);
    }

    public (int MinX, int MinY, int MaxX, int MaxY) At(int i) =>
        (Unsafe.Add(ref _minX, i), Unsafe.Add(ref _minY, i), Unsafe.Add(ref _maxX, i), Unsafe.Add(ref _maxY, i));

    /// <summary>Eight boxes around pairs of points.</summary>
    public void Set(int at, Vector256<int> x1, Vector256<int> y1, Vector256<int> x2, Vector256<int> y2)
    {
        Vector256.Min(x1, x2).StoreUnsafe(ref _minX, (nuint)at);
        Vector256.Min(y1, y2).StoreUnsafe(ref _minY, (nuint)at);
        Vector256.Max(x1, x2).StoreUnsafe(ref _maxX, (nuint)at);
        Vector256.Max(y1, y2).StoreUnsafe(ref _maxY, (nuint)at);
    }

    /// <summary>From the count to the end of the rows: boxes that meet nothing.</summary>
    public void Close(int count, int row)
    {
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _minX, count), row - count).Fill(int.MaxValue);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _minY, count), row - count).Fill(int.MaxValue);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _maxX, count), row - count).Fill(int.MinValue);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _maxY, count), row - count).Fill(int.MinValue);
    }

    /// <summary>The boxes around ever eight.</summary>
    public void Join(BoxRows above, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Unsafe.Add(ref above._minX, i) = Least(ref _minX, i * Eight);
            Unsafe.Add(ref above._minY, i) = Least(ref _minY, i * Eight);
            Unsafe.Add(ref above._maxX, i) = Most(ref _maxX, i * Eight);
            Unsafe.Add(ref above._maxY, i) = Most(ref _maxY, i * Eight);
        }
    }

    /// <summary>Which of eight boxes meet the one, borders included: a bit each.</summary>
    public uint Meeting((int MinX, int MinY, int MaxX, int MaxY) box, int at)
    {
        var meets = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref _minX, (nuint)at), Vector256.Create(box.MaxX))
            & Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref _maxX, (nuint)at), Vector256.Create(box.MinX))
            & Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref _minY, (nuint)at), Vector256.Create(box.MaxY))
            & Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref _maxY, (nuint)at), Vector256.Create(box.MinY));
        return meets.ExtractMostSignificantBits();
    }

    private static int Least(ref int row, int at)
    {
        var four = Vector128.Min(Vector128.LoadUnsafe(ref row, (nuint)at), Vector128.LoadUnsafe(ref row, (nuint)at + 4));
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    private static int Most(ref int row, int at)
    {
        var four = Vector128.Max(Vector128.LoadUnsafe(ref row, (nuint)at), Vector128.LoadUnsafe(ref row, (nuint)at + 4));
        four = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
