using Guotu.Audit.Sealing;

namespace Guotu.Audit.Verification;

/// <summary>Checks a sequence of checkpoints as it passes: numbers, signatures, and that each names the one before it (检查点链校验).</summary>
internal sealed class ChainVerification(CheckpointSigning signing, FindingList findings)
{
    private Checkpoint? _last;

    public long LastNumber => _last?.BatchNo ?? 0;

    public void Take(Checkpoint batch)
    {
        var expected = LastNumber + 1;
        if (batch.BatchNo > expected)
        {
            findings.Add(FindingKinds.Deleted, $"batches {expected} to {batch.BatchNo - 1}");
        }
        else if (batch.PreviousHex != (_last?.Digest() ?? Checkpoint.NoPrevious))
        {
            findings.Add(FindingKinds.Edited, $"batch {batch.BatchNo}: does not name the batch before it");
        }

        if (!IsSigned(batch))
        {
            findings.Add(FindingKinds.Edited, $"batch {batch.BatchNo}: its signature does not hold");
        }

        _last = batch;
    }

    public bool IsSigned(Checkpoint batch) => signing.IsSigned(batch);
}
