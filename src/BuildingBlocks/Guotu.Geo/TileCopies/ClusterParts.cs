using System.Runtime.InteropServices;
using Guotu.Geo.Tiles;

namespace Guotu.Geo.TileCopies;

/// <summary>What is known of the features of a cluster, as it was read.</summary>
internal sealed class ClusterTexts
{
    private const int Head = 3 * sizeof(int);
    private readonly byte[] _bytes;
    private readonly int _fields, _texts;

    /// <exception cref="InvalidDataException">The bytes are not those of a cluster.</exception>
    public ClusterTexts(byte[] bytes, int fields)
    {
        _bytes = bytes;
        if (bytes.Length < Head)
        {
            throw new InvalidDataException("cluster too short");
        }

        var head = MemoryMarshal.Cast<byte, int>(bytes.AsSpan(0, Head));
        (Count, _fields, _texts) = (head[0], head[1], head[2]);
        if (Count <= 0 || _texts < 0 || _fields != fields || Head + ((long)Count * (sizeof(long) + (sizeof(int) * _fields))) + ((long)_texts * sizeof(int)) > bytes.Length)
        {
            throw new InvalidDataException("counts of a cluster");
        }
    }

    public int Count { get; }

    public int TextCount => _texts;

    public int Weight => _bytes.Length;

    public ReadOnlySpan<long> Ids => MemoryMarshal.Cast<byte, long>(_bytes.AsSpan(Head, Count * sizeof(long)));

    /// <summary>Code of a feature's value of a field; −1 where there is none.</summary>
    public int CodeOf(int field, int feature) => Codes[(field * Count) + feature];

    /// <summary>UTF-8 of a text.</summary>
    public ReadOnlySpan<byte> Text(int code)
    {
        var ends = Ends;
        return _bytes.AsSpan(Texts)[(code == 0 ? 0 : ends[code - 1])..ends[code]];
    }

    private int EndsAt => Head + (Count * (sizeof(long) + (sizeof(int) * _fields)));

    private int Texts => EndsAt + (_texts * sizeof(int));

    private ReadOnlySpan<int> Codes => MemoryMarshal.Cast<byte, int>(_bytes.AsSpan(Head + (Count * sizeof(long)), Count * _fields * sizeof(int)));

    private ReadOnlySpan<int> Ends => MemoryMarshal.Cast<byte, int>(_bytes.AsSpan(EndsAt, _texts * sizeof(int)));
}

/// <summary>Figures of a cluster at one level, as they were read.</summary>
internal sealed class ClusterLevel
{
    private const int Head = sizeof(int);
    private const int Numbers = 6;
    private readonly byte[] _bytes;

    /// <exception cref="InvalidDataException">The bytes are not those of a level.</exception>
    public ClusterLevel(byte[] bytes)
    {
        _bytes = bytes;
        Count = bytes.Length < Head ? 0 : MemoryMarshal.Read<int>(bytes);
        if (Count <= 0 || CommandsAt > bytes.Length || Ends[^1] > bytes.Length - CommandsAt)
        {
            throw new InvalidDataException("counts of a level");
        }
    }

    public int Count { get; }

    public int Weight => _bytes.Length;

    public ReadOnlySpan<FigureHead> Heads => MemoryMarshal.Cast<byte, FigureHead>(_bytes.AsSpan(Head, Count * Numbers * sizeof(int)));

    /// <summary>Place of the feature in its cluster.</summary>
    public int PlaceOf(int figure) => MemoryMarshal.Cast<byte, ushort>(_bytes.AsSpan(PlacesAt, Count * sizeof(ushort)))[figure];

    public ReadOnlySpan<byte> Commands(int figure)
    {
        var ends = Ends;
        return _bytes.AsSpan(CommandsAt)[(figure == 0 ? 0 : ends[figure - 1])..ends[figure]];
    }

    private int PlacesAt => Head + (Count * (Numbers + 1) * sizeof(int));

    private long CommandsLong => Head + ((long)Count * (((Numbers + 1) * sizeof(int)) + sizeof(ushort)));

    private int CommandsAt => CommandsLong <= int.MaxValue ? (int)CommandsLong : int.MaxValue;

    private ReadOnlySpan<int> Ends => MemoryMarshal.Cast<byte, int>(_bytes.AsSpan(Head + (Count * Numbers * sizeof(int)), Count * sizeof(int)));
}

/// <summary>Box and first vertex of a figure in units of its level.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FigureHead(LatticeBox Box, uint FirstX, uint FirstY)
{
    public TilePoint First => new(FirstX, FirstY);
}
