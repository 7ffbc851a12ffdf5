namespace Guotu.Geo.Crossings;

/// <summary>
/// Area of the intersection of two valid figures without computing the intersection: the boundary of what is common consists of
/// the runs of each boundary that lie inside the other, and the area under a run is the difference of two sums along its ring.
/// The cost follows the crossings, not the vertices.
/// <para>
/// For each ring: area under the inside runs = Σ sums at crossings that leave − Σ sums at crossings that enter, and once round
/// the ring where its start is inside. Crossings need no sorting. Which crossings there are, and what they do, is decided in
/// integers; only the place of a crossing along its edge is a rounded number (to 2⁻⁵² of the edge).
/// </para>
/// </summary>
public static class CommonArea
{
    /// <param name="project">The figure that is thought to be moved by an infinitely small step.</param>
    /// <param name="layer">A figure prepared in the same frame.</param>
    public static CommonUnits Of(PreparedFigure project, PreparedFigure layer)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(layer);
        if (project.Frame != layer.Frame)
        {
            throw new ArgumentException("The figures were prepared in different frames", nameof(layer));
        }

        if (!project.Box.Meets(layer.Box))
        {
            return default;
        }

        var sums = new CrossingSums(project, layer);
        new CrossingSearch(project, layer, sums).Run();
        return Units(sums, project, layer);
    }

    /// <summary>The runs between the crossings, and the rings that begin inside.</summary>
    internal static CommonUnits Units(CrossingSums sums, PreparedFigure project, PreparedFigure layer)
    {
        var (plane, correction) = (sums.DoubledPlane, sums.Correction);
        for (var ring = 0; ring < project.RingCount; ring++)
        {
            if (Insides.ProjectVertex(project.Vertex(project.RingStart(ring)), layer))
            {
                plane += project.RingDoubledArea[ring];
                correction += project.RingCorrection[ring];
            }
        }

        for (var ring = 0; ring < layer.RingCount; ring++)
        {
            if (Insides.LayerVertex(layer.Vertex(layer.RingStart(ring)), project))
            {
                plane += layer.RingDoubledArea[ring];
                correction += layer.RingCorrection[ring];
            }
        }

        return CommonUnits.Of(plane, correction, sums.Count);
    }
}
