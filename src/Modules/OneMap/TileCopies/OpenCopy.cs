using System.Collections.Concurrent;
using Guotu.Geo.TileCopies;
using Guotu.OneMap.PublishLayers;

namespace Guotu.OneMap.TileCopies;

/// <summary>An open copy, and what was found out of who sees which of its features.</summary>
internal sealed class OpenCopy(TileCopy copy)
{
    private const long MostBytes = 64L << 20;
    private readonly ConcurrentDictionary<string, byte[]> _seen = new(StringComparer.Ordinal);
    private int _givenUp;

    public TileCopy Copy => copy;

    /// <summary>True for the first who finds it damaged.</summary>
    public bool GiveUp() => Interlocked.Exchange(ref _givenUp, 1) == 0;

    /// <summary>What the caller of a layer sees of the copy; null where that is everything.</summary>
    public TileSight? SightOf(SeenLayer layer, IReadOnlyList<string> fields)
    {
        if (layer.IsWhole)
        {
            return null;
        }

        if (_seen.Count * (long)copy.Count > MostBytes)
        {
            _seen.Clear();
        }

        return new TileSight(layer, fields, _seen.GetOrAdd(layer.Stamp, _ => new byte[copy.Count]));
    }
}

/// <summary>
/// A caller's sight of the features of a copy: each feature is put to the one check when a tile first has it, and the answer kept under the stamp,
/// which means the same for as long as it is.
/// </summary>
internal sealed class TileSight(SeenLayer layer, IReadOnlyList<string> fields, byte[] answers) : ITileSight
{
    private const byte Unknown = 0, Unseen = 1, Shown = 2;

    public int Of(int ordinal, long id)
    {
        var answer = answers[ordinal];
        if (answer == Unknown)
        {
            answers[ordinal] = answer = Ask(id);
        }

        return answer == Unseen ? ITileSight.Hidden : answer - Shown;
    }

    private byte Ask(long id)
    {
        var found = layer.Find(id);
        if (found.Error is { } damaged)
        {
            throw new LayerUnreadableException(damaged.Text);
        }

        if (found.Value is not { } feature)
        {
            return Unseen;
        }

        var mask = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            mask |= layer.ValueOf(feature, fields[i]) is null ? 0 : 1 << i;
        }

        return (byte)(Shown + mask);
    }
}

/// <summary>The snapshot that the check needs cannot be read: no tile, and the reading of the snapshot itself says why.</summary>
internal sealed class LayerUnreadableException(string message) : Exception(message);
