using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>The nearest feature of a sheet, down its tree, nearer boxes first.</summary>
internal sealed class NearestSearch(AreaSheet sheet, PreparedFigure project, double limit, CancellationToken cancellation)
{
    private double _limit = limit;
    private NearestFeature? _found;
    private Error? _failure;

    public Result<NearestFeature?> Run()
    {
        if (sheet.Count > 0)
        {
            Node(sheet.Levels.Length - 1, 0);
        }

        return _failure is { } failure ? failure : Result<NearestFeature?>.Of(_found);
    }

    private void Node(int level, int node)
    {
        if (_failure is not null)
        {
            return;
        }

        if (level == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Feature(node);
            return;
        }

        var below = sheet.Levels[level - 1];
        var (first, end) = sheet.Children(level, node);
        var children = Enumerable.Range(first, end - first)
            .Select(child => (Child: child, Squared: FigureDistance.Squared(below[child], project.Box)))
            .OrderBy(c => c.Squared);
        foreach (var (child, squared) in children)
        {
            // Where no edge comes near and the box lies inside, whatever it holds is met.
            var near = squared <= _limit * _limit && project.Tree.Meets(Grown(below[child], _limit));
            if (near || Insides.LayerVertex((below[child].MinX, below[child].MinY), project))
            {
                Node(level - 1, child);
            }
        }
    }

    private static FrameBox Grown(in FrameBox box, double by)
    {
        var margin = (long)Math.Ceiling(Math.Min(by, AreaFrame.Limit));
        return new FrameBox(Clamped(box.MinX - margin), Clamped(box.MinY - margin), Clamped(box.MaxX + margin), Clamped(box.MaxY + margin));
    }

    private static int Clamped(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    private void Feature(int item)
    {
        var figure = sheet.Figure(item);
        _failure = figure.Error;
        if (figure.IsSuccess && FigureDistance.Within(project, figure.Value, Math.BitIncrement(_limit)) is { } distance
            && (_found is null || distance < _limit || sheet.IdOf(item) < _found.FeatureId))
        {
            _limit = distance;
            _found = new NearestFeature(sheet.IdOf(item), distance / Geometry.GridPoint.UnitsPerMetre);
        }
    }
}
