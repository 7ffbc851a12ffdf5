using Guotu.Kernel.Results;

namespace Guotu.Geo.Snapshots;

/// <summary>A checked block and its vertices.</summary>
internal sealed record DrawnBlock(SnapshotBlock Block, BlockVertices Vertices);

/// <summary>One going through features of a snapshot for drawing, block by block, without keeping any.</summary>
internal sealed class SnapshotScan(SnapshotDirectory directory, Func<int, Result<DrawnBlock>> open) : FigureRow
{
    /// <summary>Features between two looks at the cancellation token.</summary>
    private const int CheckEvery = 256;

    private DrawnBlock? _block;
    private int _index;

    public override string? this[int column] => _block!.Block.ValueOf(_index, column);

    /// <summary>Features at these places, which rise; the first damage ends it.</summary>
    public Result Over(IReadOnlyList<int> positions, IFigureScan scan, CancellationToken ct)
    {
        var (start, end) = (0, 0);
        for (var i = 0; i < positions.Count; i++)
        {
            if (i % CheckEvery == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            var position = positions[i];
            if (position >= end)
            {
                var number = directory.BlockOf(position);
                (start, end) = (directory.StartOf(number), directory.EndOf(number));
                var opened = open(number);
                if (opened.Error is { } damaged)
                {
                    return damaged;
                }

                _block = opened.Value;
            }

            (_index, Box) = (position - start, directory.Boxes[position]);
            if (scan.Begin(this))
            {
                _block!.Vertices.Give(_index, scan);
                scan.End();
            }
        }

        return Result.Done;
    }
}
