using System.Collections.Concurrent;
using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.Sessions;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Snapshots;

/// <summary>
/// Snapshot files of the node, named by their content (快照文件夹). A file that is missing or damaged is made again from the database and must come
/// out under the recorded name; otherwise the rows are not those that were committed, and there is no answer.
/// </summary>
internal sealed class SnapshotFolder(NodeSettings node, SnapshotDerivation derivation) : IDisposable
{
    private const string Passing = ".partial";
    private const int MostOpen = 96;
    private static int _written;
    private readonly ConcurrentDictionary<Sm3Digest, Snapshot> _open = new();

    /// <summary>The open snapshot of a committed revision.</summary>
    public async Task<Result<Snapshot>> OpenAsync(ISqlSession session, LayerDefinition layer, RevisionRow row, CancellationToken ct)
    {
        var opened = AtHand(row);
        return opened.IsSuccess ? opened : await RebuildAsync(session, layer, row, ct);
    }

    /// <summary>Makes the file again from the database.</summary>
    public async Task<Result<Snapshot>> RebuildAsync(ISqlSession session, LayerDefinition layer, RevisionRow row, CancellationToken ct)
    {
        using var writer = NewFile();
        var derived = await derivation.DeriveAsync(session, new DerivedRevision(layer, row.RevisionNo, row.Columns), writer, ct);
        if (!derived.IsSuccess)
        {
            return derived.Error!;
        }

        var name = row.ToRevision().ContentDigest;
        if (derived.Value.Snapshot != name)
        {
            return LayerDamage.Of(layer, row.RevisionNo, "按数据库重算的内容摘要与入库时记录的不同");
        }

        writer.Commit(PathOf(name));
        return Snapshot.Open(PathOf(name), name).Map(Kept);
    }

    /// <summary>
    /// Derives a new revision and puts its file in place; over the snapshot of the revision before, where that is at hand, only what changed is written.
    /// </summary>
    public async Task<Result<DerivedContent>> DeriveAsync(ISqlSession session, DerivedRevision revision, RevisionRow? before, CancellationToken ct)
    {
        using var writer = NewFile();
        var ground = before is not null && AtHand(before) is { IsSuccess: true } opened ? opened.Value : null;
        var derived = await derivation.DeriveAsync(session, revision with { Before = ground }, writer, ct);
        if (derived.IsSuccess)
        {
            // The file is named by its content: should the unit not commit, it is only a file no one asks for.
            writer.Commit(PathOf(derived.Value.Snapshot));
        }

        return derived;
    }

    /// <summary>Ends files that a process left unfinished; those still being written are locked.</summary>
    public void Sweep()
    {
        foreach (var left in Directory.Exists(node.SnapshotFolder) ? Directory.EnumerateFiles(node.SnapshotFolder, "*" + Passing) : [])
        {
            try
            {
                new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (IOException)
            {
                // Someone writes it.
                continue;
            }
        }
    }

    public void Dispose()
    {
        foreach (var snapshot in _open.Values)
        {
            snapshot.Dispose();
        }
    }

    internal string PathOf(Sm3Digest name) => Path.Combine(node.SnapshotFolder, name + ".snapshot");

    private Result<Snapshot> AtHand(RevisionRow row)
    {
        var name = row.ToRevision().ContentDigest;
        return _open.TryGetValue(name, out var open) ? open : Snapshot.Open(PathOf(name), name).Map(Kept);
    }

    private SnapshotFileWriter NewFile()
    {
        Directory.CreateDirectory(node.SnapshotFolder);
        Sweep();
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref _written)}{Passing}");
        return new SnapshotFileWriter(Path.Combine(node.SnapshotFolder, name));
    }

    private Snapshot Kept(Snapshot snapshot)
    {
        if (_open.Count >= MostOpen)
        {
            // Readers may still hold them: their handles close when no one does.
            _open.Clear();
        }

        _open[snapshot.Name] = snapshot;
        return snapshot;
    }
}
