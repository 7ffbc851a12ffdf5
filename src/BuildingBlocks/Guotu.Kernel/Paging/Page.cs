namespace Guotu.Kernel.Paging;

/// <summary>A page asked for: number from 1, size one of 20, 50, 100 (<c>ui.md</c> 5.2).</summary>
public sealed record PageRequest
{
    public const int DefaultSize = 50;
    public const int MaxSize = 100;

    public PageRequest(int number = 1, int size = DefaultSize)
    {
        Number = Math.Clamp(number, 1, 1_000_000);
        Size = Math.Clamp(size, 1, MaxSize);
    }

    public int Number { get; }

    public int Size { get; }

    public long Offset => (Number - 1L) * Size;
}

/// <summary>A page given: its rows and the count of all rows that matched.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Size, int Total);
