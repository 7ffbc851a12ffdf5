using System.Collections.Concurrent;
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
    private const int MostOpen = 96;
    private readonly ConcurrentDictionary<Sm3Digest, Snapshot> _open = new();
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>The open snapshot of a committed revision.</summary>
    public async Task<Result<Snapshot>> OpenAsync(ISqlSession session, LayerDefinition layer, RevisionRow row, CancellationToken ct)
    {
        var name = row.ToRevision().ContentDigest;
        if (_open.TryGetValue(name, out var open))
        {
            return open;
        }

        var opened = Snapshot.Open(PathOf(name), name);
        return opened.IsSuccess ? Kept(opened.Value) : await RebuildAsync(session, layer, row, ct);
    }

    /// <summary>Makes the file again from the database.</summary>
    public async Task<Result<Snapshot>> RebuildAsync(ISqlSession session, LayerDefinition layer, RevisionRow row, CancellationToken ct)
    {
        var derived = await derivation.DeriveAsync(session, layer, row.RevisionNo, row.Columns, ct);
        if (!derived.IsSuccess)
        {
            return LayerDamage.Of(layer, row.RevisionNo, derived.Error!.Text);
        }

        var name = row.ToRevision().ContentDigest;
        if (derived.Value.Snapshot.Name != name)
        {
            return LayerDamage.Of(layer, row.RevisionNo, "按数据库重算的内容摘要与入库时记录的不同");
        }

        await SaveAsync(derived.Value.Snapshot, ct);
        return Snapshot.Open(PathOf(name), name).Map(Kept);
    }

    /// <summary>Writes a snapshot's file under its name, whole or not at all.</summary>
    public async Task SaveAsync(SnapshotContent content, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            Directory.CreateDirectory(node.SnapshotFolder);
            Snapshot.Save(content, PathOf(content.Name));
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        _writing.Dispose();
        foreach (var snapshot in _open.Values)
        {
            snapshot.Dispose();
        }
    }

    internal string PathOf(Sm3Digest name) => Path.Combine(node.SnapshotFolder, name + ".snapshot");

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
