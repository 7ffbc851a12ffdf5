using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>
/// One project's way down the tree of a sheet: a subtree that no edge of the project comes near is taken or left whole after one look; only
/// features near the boundary are overlaid.
/// </summary>
internal sealed class SheetVisit<THit>(
    AreaSheet sheet,
    PreparedFigure project,
    Func<PreparedFigure, (long Id, PreparedFigure Figure), Result<THit?>> near,
    Func<AreaSheet, int, Result<THit>> whole,
    CancellationToken cancellation)
    where THit : class, ILayerHit
{
    private readonly List<THit> _hits = [];
    private Error? _failure;

    /// <summary>What is met, in order of id; the first failure instead.</summary>
    public Result<IReadOnlyList<THit>> Run()
    {
        if (sheet.Count > 0 && project.EdgeCount > 0)
        {
            Node(sheet.Levels.Length - 1, 0);
        }

        if (_failure is { } failure)
        {
            return failure;
        }

        _hits.Sort(static (a, b) => a.FeatureId.CompareTo(b.FeatureId));
        return _hits;
    }

    private void Node(int level, int node)
    {
        var box = sheet.Levels[level][node];
        if (_failure is not null || !box.Meets(project.Box))
        {
            return;
        }

        if (!project.Tree.Meets(box))
        {
            // No edge comes near: all of the box lies on one side.
            if (Insides.LayerVertex((box.MinX, box.MinY), project))
            {
                TakeWhole(level, node);
            }
        }
        else if (level == 0)
        {
            Near(node);
        }
        else
        {
            var (first, end) = sheet.Children(level, node);
            for (var child = first; child < end; child++)
            {
                Node(level - 1, child);
            }
        }
    }

    private void Near(int item)
    {
        cancellation.ThrowIfCancellationRequested();
        var figure = sheet.Figure(item);
        var met = figure.IsSuccess ? near(project, (sheet.IdOf(item), figure.Value)) : figure.Error!;
        _failure = met.Error;
        if (met is { IsSuccess: true, Value: { } hit })
        {
            _hits.Add(hit);
        }
    }

    private void TakeWhole(int level, int node)
    {
        var (first, end) = ((long)node << (AreaSheet.Bits * level), Math.Min(sheet.Count, (long)(node + 1) << (AreaSheet.Bits * level)));
        for (var item = (int)first; item < end && _failure is null; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            var hit = whole(sheet, item);
            _failure = hit.Error;
            if (hit.IsSuccess)
            {
                _hits.Add(hit.Value);
            }
        }
    }
}
