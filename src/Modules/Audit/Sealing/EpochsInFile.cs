namespace Guotu.Audit.Sealing;

/// <summary>
/// The epochs that the checkpoint file names (检查点文件中的纪元), and which of its batches they gave up. A batch is given up when a later epoch
/// begins after an older one; an epoch is given up when a later one begins before it, or at the same batch without naming it.
/// </summary>
public sealed class EpochsInFile
{
    private readonly List<Epoch> _all;
    private readonly long[] _kept;

    private EpochsInFile(List<Epoch> all)
    {
        _all = all;
        _kept = new long[all.Count + 1];
        _kept[all.Count] = long.MaxValue;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            _kept[i] = Math.Min(all[i].AfterBatch, _kept[i + 1]);
        }
    }

    /// <summary>Number of the newest epoch: 1 where there was no restore.</summary>
    public long Newest => _all.Count == 0 ? 1 : _all.Max(e => e.EpochNo);

    /// <summary>Reads the file once; memory holds its epochs only. Lines that cannot be read are left to the verification.</summary>
    public static async Task<EpochsInFile> ReadAsync(CheckpointFile file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        var epochs = new List<Epoch>();
        await foreach (var line in file.LinesAsync(ct))
        {
            if (!line.Torn && Epoch.IsEpoch(line.Text) && Epoch.FromLine(line.Text) is { } epoch)
            {
                epochs.Add(epoch);
            }
        }

        return new EpochsInFile(epochs);
    }

    /// <summary>Whether a batch that stands after so many epoch lines was given up by a later one.</summary>
    public bool GivesUp(int epochLinesBefore, long batchNo) => batchNo > _kept[Math.Min(epochLinesBefore, _all.Count)];

    /// <summary>The epochs that still hold, oldest first.</summary>
    public IReadOnlyList<Epoch> Holding()
    {
        var holding = new List<Epoch>();
        foreach (var epoch in _all)
        {
            while (holding.Count > 0 && !Follows(holding[^1], epoch))
            {
                holding.RemoveAt(holding.Count - 1);
            }

            holding.Add(epoch);
        }

        return holding;
    }

    private static bool Follows(Epoch earlier, Epoch later) =>
        earlier.AfterBatch < later.AfterBatch || (earlier.AfterBatch == later.AfterBatch && later.PreviousHex == earlier.Digest());
}
