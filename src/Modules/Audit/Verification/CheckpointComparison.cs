using Guotu.Audit.Sealing;

namespace Guotu.Audit.Verification;

/// <summary>
/// Walks the checkpoint file beside the batches of the database, both in the order of their numbers (检查点文件比对). The file may trail by one
/// batch and end with a torn line; every other difference is a finding.
/// </summary>
internal sealed class CheckpointComparison(CheckpointFile file, ChainVerification chain, FindingList findings) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<CheckpointLine> _lines = file.LinesAsync(CancellationToken.None).GetAsyncEnumerator();
    private long _expected = 1;
    private bool _ended;

    /// <summary>Number of the newest batch that the file knows.</summary>
    public long LastInFile { get; private set; }

    /// <summary>Compares a batch of the database with the file's line for it.</summary>
    public async Task TakeAsync(Checkpoint batch)
    {
        while (_expected <= batch.BatchNo && await NextAsync() is { } line)
        {
            var written = Read(line);
            if (_expected++ == batch.BatchNo && written is not null && written != batch)
            {
                Blame(written, batch, line);
            }
        }
    }

    /// <summary>What the file knows beyond the database.</summary>
    public async Task FinishAsync()
    {
        while (await NextAsync() is { } line)
        {
            Read(line);
            _expected++;
        }
    }

    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    private async Task<CheckpointLine?> NextAsync()
    {
        if (_ended || !await _lines.MoveNextAsync() || _lines.Current.Torn)
        {
            _ended = true;
            return null;
        }

        return _lines.Current;
    }

    private Checkpoint? Read(CheckpointLine line)
    {
        var written = Checkpoint.FromLine(line.Text);
        if (written is null || written.BatchNo != _expected || !chain.IsSigned(written))
        {
            findings.Add(FindingKinds.CheckpointFile, $"{file.Path} line {line.Number}");
            return null;
        }

        LastInFile = written.BatchNo;
        return written;
    }

    /// <summary>Both are signed or one is not: the one that does not carry the platform's signature was changed.</summary>
    private void Blame(Checkpoint written, Checkpoint batch, CheckpointLine line)
    {
        if (chain.IsSigned(batch))
        {
            findings.Add(FindingKinds.CheckpointFile, $"{file.Path} line {line.Number}: another batch {written.BatchNo} than in the database");
        }
        else
        {
            findings.Add(FindingKinds.Edited, $"batch {batch.BatchNo}: not as in the checkpoint file");
        }
    }
}
