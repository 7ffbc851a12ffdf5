using Guotu.Kernel.Results;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;

namespace Guotu.MapPublishing.Maps;

/// <summary>
/// What a drawing came to (绘制计数): features and points against a limit, and the rules of which something shows within the frame, which is what
/// a legend may name. A figure that only touches the border around the frame does not show.
/// </summary>
internal sealed class DrawingTally(DrawingLimits limits, double width, double height)
{
    private const double LeastArea = 1e-9;
    private readonly RingClip _frame = new(0, 0, width, height);
    private readonly HashSet<MapRule> _shown = new(ReferenceEqualityComparer.Instance);

    public int Features { get; private set; }

    public long Points { get; private set; }

    public bool Shows(MapRule rule) => _shown.Contains(rule);

    /// <summary>Counts a figure and the rules that draw it; the refusal where the drawing grows beyond its limits.</summary>
    public Error? Take(MapPath path, IReadOnlyList<MapRule> rules)
    {
        Features++;
        for (var i = 0; i < path.RingCount; i++)
        {
            Points += path.Ring(i).Length;
        }

        if (rules.Any(r => !_shown.Contains(r)) && ShowsWithin(path))
        {
            _shown.UnionWith(rules);
        }

        return Features > limits.MostFeatures || Points > limits.MostPoints
            ? new Error(PublishingErrors.DrawingTooLarge, ("features", limits.MostFeatures), ("points", limits.MostPoints))
            : null;
    }

    /// <summary>By the area of what is left of it within the frame, holes running the other way round; the cut runs along the frame and adds none.</summary>
    private bool ShowsWithin(MapPath path)
    {
        var area = 0.0;
        for (var i = 0; i < path.RingCount; i++)
        {
            area += AreaOf(_frame.Cut(path.Ring(i)));
        }

        return Math.Abs(area) > LeastArea;
    }

    private static double AreaOf(ReadOnlySpan<(double X, double Y)> ring)
    {
        var sum = 0.0;
        for (var i = 0; i < ring.Length; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
            sum += (a.X * b.Y) - (b.X * a.Y);
        }

        return sum / 2;
    }
}

/// <summary>How much one drawing may hold.</summary>
internal sealed record DrawingLimits(int MostFeatures, long MostPoints)
{
    /// <summary>A county's land use on one sheet: 16 bytes a point in memory.</summary>
    public static readonly DrawingLimits Print = new(600_000, 15_000_000);
}
