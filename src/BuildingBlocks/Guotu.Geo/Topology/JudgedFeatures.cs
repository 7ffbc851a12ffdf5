using System.Collections.Concurrent;
using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Topology;

/// <summary>The features of a coverage, each judged by itself (逐图形检查) by as many threads as there are processors; nothing depends on how many.</summary>
/// <param name="Usable">Valid ones, and invalid ones with the ground that is certain of them.</param>
/// <param name="Boxes">Of the usable ones.</param>
/// <param name="Invalid">A defect for each invalid figure, in order.</param>
/// <param name="Broken">Vertices of the figures whose ground is not certain.</param>
/// <param name="Vertices">Of all features.</param>
internal sealed record JudgedFeatures(
    CoverageFeature[] Usable, GridEnvelope[] Boxes, IReadOnlyList<TopologyDefect> Invalid, HashSet<GridPoint> Broken, long Vertices)
{
    private const int FeaturesAtOnce = 4_096;

    public static JudgedFeatures Of(IReadOnlyList<CoverageFeature> features, CancellationToken cancellation)
    {
        var judged = new (GridEnvelope Box, int Vertices)[features.Count];
        var faults = new ConcurrentDictionary<int, (BoundaryDefect Defect, GridMultiPolygon? Sound)>();
        Parallel.ForEach(
            Partitioner.Create(0, Math.Max(1, features.Count), Math.Clamp(features.Count / 64, 1, FeaturesAtOnce)),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            range =>
            {
                for (var i = range.Item1; i < Math.Min(range.Item2, features.Count); i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var shape = features[i].Shape;
                    if (FigureValidity.Check(shape, cancellation) is [var defect, ..])
                    {
                        faults[i] = (defect, FigureRepair.Attempt(shape, cancellation));
                    }

                    judged[i] = (shape.Envelope, shape.VertexCount);
                }
            });
        var vertices = judged.Sum(j => (long)j.Vertices);
        return faults.IsEmpty
            ? new JudgedFeatures([.. features], Array.ConvertAll(judged, j => j.Box), [], [], vertices)
            : Sorted(features, Array.ConvertAll(judged, j => j.Box), faults, vertices);
    }

    private static JudgedFeatures Sorted(
        IReadOnlyList<CoverageFeature> features, GridEnvelope[] boxes, ConcurrentDictionary<int, (BoundaryDefect Defect, GridMultiPolygon? Sound)> faults, long vertices)
    {
        var (usable, usableBoxes) = (new List<CoverageFeature>(features.Count), new List<GridEnvelope>(features.Count));
        var (invalid, broken) = (new List<TopologyDefect>(), new HashSet<GridPoint>());
        for (var i = 0; i < features.Count; i++)
        {
            if (!faults.TryGetValue(i, out var fault))
            {
                usable.Add(features[i]);
                usableBoxes.Add(boxes[i]);
                continue;
            }

            invalid.Add(Defect(features[i], fault.Defect));
            if (fault.Sound is { } sound)
            {
                usable.Add(features[i] with { Shape = sound });
                usableBoxes.Add(sound.Envelope);
            }
            else
            {
                broken.UnionWith(features[i].Shape.Rings.SelectMany(r => r.Points));
            }
        }

        return new JudgedFeatures([.. usable], [.. usableBoxes], invalid, broken, vertices);
    }

    private static TopologyDefect Defect(CoverageFeature feature, BoundaryDefect defect)
    {
        var where = feature.Shape.Rings.ElementAt(defect.Ring).Points[defect.Point];
        return new TopologyDefect(TopologyDefectKind.InvalidFigure, [feature.Id], LegalArea.Zero, where, GridMultiPolygon.Empty) { Boundary = defect.Kind };
    }
}
