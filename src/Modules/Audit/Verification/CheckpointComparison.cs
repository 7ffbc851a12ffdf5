using Guotu.Audit.Sealing;

namespace Guotu.Audit.Verification;

/// <summary>
/// Walks the checkpoint file beside the batches of the database, both in the order of their numbers (检查点文件比对). The file may trail by one
/// statement and end with a torn line; batches that an epoch gave up are passed over once their signature was checked; every other difference is
/// a finding.
/// </summary>
internal sealed class CheckpointComparison(CheckpointFile file, EpochsInFile epochs, ChainVerification chain, FindingList findings) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<CheckpointLine> _lines = file.LinesAsync(CancellationToken.None).GetAsyncEnumerator();
    private long _expected = 1;
    private int _epochLines;
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

    /// <summary>The epochs of the file that hold must be those of the database; the newest may still be missing in the file.</summary>
    public void CompareEpochs(IReadOnlyList<Epoch> inDatabase)
    {
        var inFile = epochs.Holding();
        foreach (var lost in inFile.Except(inDatabase))
        {
            findings.Add(FindingKinds.Deleted, $"epoch {lost.EpochNo}: in the checkpoint file, not in the database");
        }

        foreach (var unknown in inDatabase.Except(inFile).Where(e => e != inDatabase[^1]))
        {
            findings.Add(FindingKinds.CheckpointFile, $"{file.Path}: does not name epoch {unknown.EpochNo} of the database");
        }
    }

    /// <summary>The next line that speaks of a batch which was not given up.</summary>
    private async Task<CheckpointLine?> NextAsync()
    {
        while (!_ended && await _lines.MoveNextAsync() && !_lines.Current.Torn)
        {
            var line = _lines.Current;
            if (Epoch.IsEpoch(line.Text))
            {
                PassEpoch(line);
            }
            else if (epochs.GivesUp(_epochLines, _expected))
            {
                ReadGivenUp(line);
                _expected++;
            }
            else
            {
                return line;
            }
        }

        _ended = true;
        return null;
    }

    private void PassEpoch(CheckpointLine line)
    {
        _epochLines++;
        var epoch = Epoch.FromLine(line.Text);
        if (epoch is null || !chain.IsSigned(epoch) || epoch.AfterBatch >= _expected || epoch.LostBatch != _expected - 1)
        {
            findings.Add(FindingKinds.CheckpointFile, $"{file.Path} line {line.Number}");
        }

        if (epoch is not null)
        {
            _expected = epoch.AfterBatch + 1;
            LastInFile = epoch.AfterBatch;
        }
    }

    private Checkpoint? Read(CheckpointLine line)
    {
        var written = ReadGivenUp(line);
        LastInFile = written?.BatchNo ?? LastInFile;
        return written;
    }

    private Checkpoint? ReadGivenUp(CheckpointLine line)
    {
        var written = Checkpoint.FromLine(line.Text);
        if (written is not null && written.BatchNo == _expected && chain.IsSigned(written))
        {
            return written;
        }

        findings.Add(FindingKinds.CheckpointFile, $"{file.Path} line {line.Number}");
        return null;
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
