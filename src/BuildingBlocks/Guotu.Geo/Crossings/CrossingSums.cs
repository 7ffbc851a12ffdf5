namespace Guotu.Geo.Crossings;

/// <summary>Sums what lies under the runs between the crossings of two boundaries.</summary>
internal sealed class CrossingSums(PreparedFigure project, PreparedFigure layer) : ICrossingSink
{
    // Integers may wrap on the way; only their total, an area within the frame, has a meaning.
    // Eastings are counted from the project's middle, which keeps the rounded pieces small; a closed boundary sums the same from anywhere.
    private readonly long _middle = ((long)project.Box.MinX + project.Box.MaxX) / 2;
    private long _wholeEdges;
    private double _pieces;
    private double _correction;

    public int Count { get; private set; }

    /// <summary>Σ leaving − Σ entering, over both boundaries.</summary>
    public Int128 DoubledPlane => _wholeEdges + (Int128)Math.Round(_pieces, MidpointRounding.AwayFromZero);

    public double Correction => _correction;

    public void Take(in Crossing crossing)
    {
        var place = crossing.Place(project);
        var sign = crossing.Enters ? -1 : 1;
        Add(project, crossing.ProjectEdge, place, sign);
        Add(layer, crossing.LayerEdge, place, -sign);
        Count++;
    }

    private void Add(PreparedFigure figure, int edge, (double X, double Y) at, int sign)
    {
        var (x, y) = figure.Vertex(edge);
        _wholeEdges = unchecked(_wholeEdges + (sign * (figure.PlaneTo(edge) - (2 * _middle * y))));
        _pieces += sign * ((x - _middle + (at.X - _middle)) * (at.Y - y));
        _correction += sign * (figure.CorrectionTo(edge) + figure.Frame.Correction.Along(x, y, at.X, at.Y));
    }
}
