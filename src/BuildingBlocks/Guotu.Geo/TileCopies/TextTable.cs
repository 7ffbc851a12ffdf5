namespace Guotu.Geo.TileCopies;

/// <summary>Texts of a tile by their bytes, each once.</summary>
internal sealed class TextTable
{
    private const int Fewest = 256;
    private Entry[] _entries = new Entry[Fewest];
    private int _count;

    public void Clear()
    {
        Array.Clear(_entries);
        _count = 0;
    }

    /// <summary>Place of a text, −1 where it is not there.</summary>
    public int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bytes)
    {
        var hash = HashOf(text);
        for (var slot = hash & (_entries.Length - 1); _entries[slot].Next != 0; slot = (slot + 1) & (_entries.Length - 1))
        {
            ref readonly var entry = ref _entries[slot];
            if (entry.Hash == hash && bytes.Slice(entry.Start, entry.Length).SequenceEqual(text))
            {
                return entry.Next - 1;
            }
        }

        return -1;
    }

    /// <summary>Adds a text that is not there, whose bytes begin at a place.</summary>
    public void Add(int place, int start, ReadOnlySpan<byte> text)
    {
        if (2 * ++_count > _entries.Length)
        {
            var old = _entries;
            _entries = new Entry[2 * old.Length];
            foreach (var entry in old.Where(e => e.Next != 0))
            {
                Put(entry);
            }
        }

        Put(new Entry(HashOf(text), start, text.Length, place + 1));
    }

    private static int HashOf(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return hash.ToHashCode();
    }

    private void Put(Entry entry)
    {
        var slot = entry.Hash & (_entries.Length - 1);
        while (_entries[slot].Next != 0)
        {
            slot = (slot + 1) & (_entries.Length - 1);
        }

        _entries[slot] = entry;
    }

    /// <summary>Next is one more than the place, so that nothing is 0.</summary>
    private readonly record struct Entry(int Hash, int Start, int Length, int Next);
}
