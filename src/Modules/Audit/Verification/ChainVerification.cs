using Guotu.Audit.Sealing;

namespace Guotu.Audit.Verification;

/// <summary>
/// Checks the database's statements as they pass: numbers, signatures, and that each names the one before it (检查点链校验). An epoch stands in the
/// chain between the last batch of the restored database and the next one.
/// </summary>
internal sealed class ChainVerification(CheckpointSigning signing, IReadOnlyList<Epoch> epochs, FindingList findings)
{
    private ITrailStatement? _last;
    private int _epochsPassed;

    public long LastNumber => _last?.BatchNo ?? 0;

    public void Take(Checkpoint batch)
    {
        var expected = LastNumber + 1;
        PassEpochs(batch.BatchNo - 1);
        if (batch.BatchNo > expected)
        {
            findings.Add(FindingKinds.Deleted, $"batches {expected} to {batch.BatchNo - 1}");
        }
        else if (batch.PreviousHex != Head)
        {
            findings.Add(FindingKinds.Edited, $"batch {batch.BatchNo}: does not name the batch before it");
        }

        if (!IsSigned(batch))
        {
            findings.Add(FindingKinds.Edited, $"batch {batch.BatchNo}: its signature does not hold");
        }

        _last = batch;
    }

    /// <summary>The epochs after the newest batch.</summary>
    public void Finish() => PassEpochs(long.MaxValue);

    public bool IsSigned(ITrailStatement statement) => signing.IsSigned(statement);

    private string Head => _last?.Digest() ?? Checkpoint.NoPrevious;

    private void PassEpochs(long upTo)
    {
        for (; _epochsPassed < epochs.Count && epochs[_epochsPassed].AfterBatch <= upTo; _epochsPassed++)
        {
            var epoch = epochs[_epochsPassed];
            if (epoch.AfterBatch != LastNumber || epoch.PreviousHex != Head || !IsSigned(epoch))
            {
                findings.Add(FindingKinds.Edited, $"epoch {epoch.EpochNo}: it does not follow from what is before it, or its signature does not hold");
            }

            _last = epoch;
        }
    }
}
