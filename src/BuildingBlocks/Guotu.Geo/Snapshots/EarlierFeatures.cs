using Guotu.Crypto;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Snapshots;

/// <summary>A block taken over from an earlier snapshot.</summary>
internal sealed record EarlierBlock(Snapshot Snapshot, int Block, Sm3Digest Digest, IReadOnlyList<(long Id, GridEnvelope Box)> Features);

/// <summary>
/// Walks the features of an earlier snapshot beside those that come. Features kept from the beginning of a block are only counted ("passed")
/// until the block is whole or the first change in it; then they are read.
/// </summary>
internal sealed class EarlierFeatures(Snapshot before)
{
    private readonly SnapshotDirectory _directory = before.Directory;
    private int _at;
    private int _passed;

    private int BlockStart => _directory.StartOf(_directory.BlockOf(Math.Min(_at, _directory.Count - 1)));

    /// <summary>Whether the next feature has this id.</summary>
    public bool IsAt(long id) => _at < _directory.Count && _directory.Ids[_at] == id;

    /// <summary>Goes past the features with lower ids: they are gone. What was passed in their block is answered.</summary>
    public Result<IReadOnlyList<StoredFeature>>? DropBelow(long id)
    {
        if (_at >= _directory.Count || _directory.Ids[_at] >= id)
        {
            return null;
        }

        var passed = Passed();
        while (_at < _directory.Count && _directory.Ids[_at] < id)
        {
            _at++;
        }

        return passed;
    }

    /// <summary>A new version of a feature, or a new one, comes here: what was passed in the block is answered.</summary>
    public Result<IReadOnlyList<StoredFeature>>? Replace(long id)
    {
        var passed = Passed();
        if (IsAt(id))
        {
            _at++;
        }

        return passed;
    }

    /// <summary>Counts the feature as kept, if so far its whole block is.</summary>
    public bool Pass()
    {
        if (_passed == 0 && _at != BlockStart)
        {
            return false;
        }

        _passed++;
        _at++;
        return true;
    }

    /// <summary>Reads the feature at hand, which is kept though its block is not whole.</summary>
    public Result<IReadOnlyList<StoredFeature>> ReadPassed()
    {
        _at++;
        return Read(_at - 1, 1);
    }

    /// <summary>The block just passed, where it was passed whole and ended as a block ends.</summary>
    public EarlierBlock? TakeWholeBlock() =>
        _passed > 0 && _at == EndOfPassed() && BlockCut.IsAfter(_directory.Ids[_at - 1], _passed) ? Taken() : null;

    /// <summary>The last block, which ends because the features do.</summary>
    public EarlierBlock? TakeLastBlock() => _passed > 0 && _at == _directory.Count ? Taken() : null;

    private int EndOfPassed() => _directory.EndOf(_directory.BlockOf(_at - 1));

    private EarlierBlock Taken()
    {
        var block = _directory.BlockOf(_at - 1);
        var features = Enumerable.Range(_at - _passed, _passed).Select(i => (_directory.Ids[i], _directory.Boxes[i])).ToList();
        _passed = 0;
        return new EarlierBlock(before, block, before.DigestOf(block), features);
    }

    private Result<IReadOnlyList<StoredFeature>>? Passed()
    {
        if (_passed == 0)
        {
            return null;
        }

        var passed = Read(_at - _passed, _passed);
        _passed = 0;
        return passed;
    }

    /// <summary>Features of one block.</summary>
    private Result<IReadOnlyList<StoredFeature>> Read(int first, int count)
    {
        var block = _directory.BlockOf(first);
        var start = _directory.StartOf(block);
        return before.ReadBlock(block).Map<IReadOnlyList<StoredFeature>>(f => [.. f.Skip(first - start).Take(count).Select(StoredFeature.Of)]);
    }
}
